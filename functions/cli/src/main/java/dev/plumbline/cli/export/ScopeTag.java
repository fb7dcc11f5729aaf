package dev.plumbline.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tag that says of a resource that an AI workload leans on it.
 *
 * @param name the tag's name
 * @param value the value it must have
 */
public record ScopeTag(String name, String value) {
    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_VALUE = 256;

    /** What Azure takes in a tag's name, less what would end the field that reads the tag. */
    private static final Pattern NAME = Pattern.compile("[^<>%&\\\\?/'\\[\\]\\p{Cntrl}]+");

    /** Reads {@code NAME=VALUE}; empty if it is none. */
    public static Optional<ScopeTag> parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || equals == text.length() - 1) {
            return Optional.empty();
        }
        ScopeTag tag = new ScopeTag(text.substring(0, equals), text.substring(equals + 1));
        boolean good = NAME.matcher(tag.name).matches()
                && tag.name.length() <= LONGEST_NAME
                && tag.value.length() <= LONGEST_VALUE;
        return good ? Optional.of(tag) : Optional.empty();
    }

    /** The condition that a resource has the tag. */
    ObjectNode condition() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("field", "tags['" + name + "']")
                // What starts with a bracket would be an expression.
                .put("equals", value.startsWith("[") ? "[" + value : value);
    }

    /** A condition that asks for the tag too, right after the type where the type comes first. */
    ObjectNode narrow(JsonNode condition) {
        ObjectNode narrowed = JsonNodeFactory.instance.objectNode();
        ArrayNode all = narrowed.putArray("allOf");
        JsonNode parts = condition.path("allOf");
        if (parts.isArray() && condition.size() == 1 && !parts.isEmpty()) {
            all.addAll((ArrayNode) parts.deepCopy());
        } else {
            all.add(condition.deepCopy());
        }
        all.insert(1, condition());
        return narrowed;
    }

    @Override
    public String toString() {
        return name + "=" + value;
    }
}

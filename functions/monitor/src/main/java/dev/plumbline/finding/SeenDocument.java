package dev.plumbline.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.policy.Redaction;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A resource as it was last read, kept so that the next reasons can say what was there before.
 *
 * <p>Secrets are not kept, nor is a document of more than {@value #MAX_LENGTH} characters.
 */
final class SeenDocument {
    static final int MAX_LENGTH = 40_000;
    private static final String ALL = "[*]";
    static final String REDACTED = "(redacted)";

    private static final Set<String> NOT_KEPT = Set.of("systemdata", "etag", "id", "name", "type", "apiversion");
    private static final List<String> ROOTS = List.of(
            "properties",
            "identity",
            "tags",
            "sku",
            "kind",
            "location",
            "zones",
            "plan",
            "managedby",
            "extendedlocation");

    private SeenDocument() {}

    /** What is kept of a resource's JSON; empty if it is too large. */
    static Optional<ObjectNode> of(ResourceId id, ObjectNode json) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        json.fields().forEachRemaining(member -> {
            if (!NOT_KEPT.contains(member.getKey().toLowerCase(Locale.ROOT))) {
                kept.set(member.getKey(), member.getValue());
            }
        });
        JsonNode shown = Redaction.document(id.type().toLowerCase(Locale.ROOT)).actual(kept);
        return shown instanceof ObjectNode document && length(document) <= MAX_LENGTH
                ? Optional.of(document)
                : Optional.empty();
    }

    /** About as long as the text would be; writing it only to measure it would cost more than all the rest. */
    private static int length(JsonNode value) {
        int length = 2;
        if (value.isObject()) {
            Iterator<Map.Entry<String, JsonNode>> members = value.fields();
            while (members.hasNext()) {
                Map.Entry<String, JsonNode> member = members.next();
                length += member.getKey().length() + 4 + length(member.getValue());
            }
        } else if (value.isArray()) {
            for (JsonNode element : value) {
                length += 1 + length(element);
            }
        } else {
            length += value.isTextual() ? value.textValue().length() : 6;
        }
        return length;
    }

    /** The value at a reason's path: null where the document has none; empty where the path is no path of a resource. */
    static Optional<JsonNode> at(ObjectNode document, String path) {
        if (path.endsWith(ALL)) {
            return counted(document, path.substring(0, path.length() - ALL.length()));
        }
        JsonNode at = document;
        boolean first = true;
        for (String step : path.split("\\.(?![^\\[]*\\])", -1)) {
            int bracket = step.indexOf('[');
            String name = bracket < 0 ? step : step.substring(0, bracket);
            if (first && !ROOTS.contains(name.toLowerCase(Locale.ROOT))) {
                return Optional.empty();
            }
            first = false;
            at = member(at, name);
            for (int i = bracket; i >= 0; i = step.indexOf('[', i + 1)) {
                int end = step.indexOf(']', i);
                if (end < 0) {
                    return Optional.empty();
                }
                at = element(at, step.substring(i + 1, end));
            }
        }
        return Optional.of(at.isMissingNode() ? NullNode.getInstance() : at);
    }

    /** Of a count over a list, how many there were; where only some count, it cannot be told. */
    private static Optional<JsonNode> counted(ObjectNode document, String list) {
        return at(document, list)
                .filter(value -> value.isEmpty() && !value.isTextual())
                .map(none -> JsonNodeFactory.instance.numberNode(0));
    }

    private static JsonNode element(JsonNode at, String index) {
        if (index.length() > 1 && (index.charAt(0) == '\'' || index.charAt(0) == '"')) {
            return member(at, index.substring(1, index.length() - 1));
        }
        boolean number = !index.isEmpty() && index.length() < 9 && index.chars().allMatch(c -> c >= '0' && c <= '9');
        return number && at.isArray() ? at.path(Integer.parseInt(index)) : member(at, index);
    }

    private static JsonNode member(JsonNode object, String name) {
        JsonNode exact = object.path(name);
        if (!exact.isMissingNode()) {
            return exact;
        }
        Iterator<Map.Entry<String, JsonNode>> members = object.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue();
            }
        }
        return MissingNode.getInstance();
    }
}

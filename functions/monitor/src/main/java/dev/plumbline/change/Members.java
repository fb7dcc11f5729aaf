package dev.plumbline.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** The members of an event by name, whatever their casing; texts are cut and freed of control characters. */
final class Members {
    private static final int MAX_TEXT = 1_024;

    private Members() {}

    static JsonNode of(JsonNode object, String name) {
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

    static Optional<String> text(JsonNode object, String name) {
        JsonNode value = of(object, name);
        return value.isTextual() && !value.textValue().isBlank()
                ? Optional.of(clean(value.textValue()))
                : Optional.empty();
    }

    /** The text as it was sent, for what checks it itself. */
    static Optional<String> raw(JsonNode object, String name) {
        JsonNode value = of(object, name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static String clean(String text) {
        String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        boolean plain =
                cut.chars().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        return plain ? cut : cut.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
    }
}

package dev.plumbline.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Cuts what is too long for a row, and says so. */
final class Truncation {
    private Truncation() {}

    static String text(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + "…(truncated, " + text.length() + " characters)";
    }

    static JsonNode value(JsonNode value, int limit) {
        if (value.isMissingNode()) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (!value.isContainerNode() && !value.isTextual()) {
            return value;
        }
        String text = value.isTextual() ? value.textValue() : value.toString();
        return text.length() <= limit ? value : JsonNodeFactory.instance.textNode(text(text, limit));
    }
}

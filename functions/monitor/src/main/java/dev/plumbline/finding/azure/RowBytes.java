package dev.plumbline.finding.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.finding.FindingRow;
import java.util.Iterator;
import java.util.Map;

/**
 * A row in the bytes that are sent, short enough for the service.
 *
 * <p>The service cuts a field after 64 KB without a word, which leaves no JSON in a dynamic column. So a field that is
 * too long is cut here, at a place that keeps it readable, and says that it was cut.
 */
record RowBytes(FindingRow row, byte[] bytes) {
    /** Bytes a field may have; where the row as a whole is too long the next smaller limit is tried. */
    private static final int[] FIELD_LIMITS = {60_000, 12_000, 3_000};

    private static final int LONGEST_LEAF = 2_000;
    private static final JsonMapper JSON = new JsonMapper();

    /** The row's bytes, of which there are at most so many. */
    static RowBytes of(FindingRow row, int most) {
        byte[] whole = bytes(row.toJson());
        if (whole.length <= FIELD_LIMITS[0]) {
            return new RowBytes(row, whole);
        }
        for (int limit : FIELD_LIMITS) {
            whole = bytes(shortened(row.toJson(), limit));
            if (whole.length <= most) {
                return new RowBytes(row, whole);
            }
        }
        return new RowBytes(row, whole);
    }

    private static ObjectNode shortened(ObjectNode row, int limit) {
        ObjectNode shortened = JsonNodeFactory.instance.objectNode();
        Iterator<Map.Entry<String, JsonNode>> fields = row.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            shortened.set(field.getKey(), field(field.getValue(), limit));
        }
        return shortened;
    }

    private static JsonNode field(JsonNode value, int limit) {
        if (value.isTextual()) {
            // An escape takes at most six bytes a character, so this never cuts too little.
            return length(value) <= limit ? value : cut(value.textValue(), limit / 6);
        }
        if (!value.isContainerNode() || length(value) <= limit) {
            return value;
        }
        JsonNode leavesCut = leavesCut(value);
        if (length(leavesCut) <= limit) {
            return leavesCut;
        }
        return leavesCut instanceof ArrayNode array
                ? fewer(array, limit)
                : JsonNodeFactory.instance.objectNode().set("truncated", cut(leavesCut.toString(), limit / 6));
    }

    private static JsonNode leavesCut(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue().length() <= LONGEST_LEAF ? value : cut(value.textValue(), LONGEST_LEAF);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(leavesCut(element)));
            return copy;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.fields().forEachRemaining(field -> copy.set(field.getKey(), leavesCut(field.getValue())));
            return copy;
        }
        return value;
    }

    /** The first elements that fit, and a last one that says how many are left out. */
    private static ArrayNode fewer(ArrayNode array, int limit) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        int length = 64;
        for (JsonNode element : array) {
            length += length(element) + 1;
            if (length > limit) {
                break;
            }
            kept.add(element);
        }
        int left = array.size() - kept.size();
        kept.addObject().put("truncated", left + " more");
        return kept;
    }

    private static TextNode cut(String text, int characters) {
        int end = Math.min(characters, text.length());
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return TextNode.valueOf(text.substring(0, end) + "… (truncated, " + text.length() + " characters)");
    }

    private static int length(JsonNode node) {
        return bytes(node).length;
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree could not be written", e);
        }
    }
}

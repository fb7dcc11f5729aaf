package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.template.Frame;
import dev.plumbline.policy.value.Comparison;
import org.jspecify.annotations.Nullable;

/** {@code contains}: the part of a text, an element of an array, or a key of an object. */
final class Contains implements Check {

    private final JsonNode right;
    private final @Nullable String part;
    private final int weight;

    private Contains(JsonNode right, @Nullable String part) {
        this.right = right;
        this.part = part;
        this.weight = Weight.of(right);
    }

    static Check what(JsonNode right) {
        String text = Comparison.text(right);
        return new Contains(right, text == null ? null : Comparison.fold(text));
    }

    @Override
    public boolean holds(JsonNode left, Frame frame) {
        if (left instanceof ArrayNode array) {
            return element(array, frame);
        }
        if (part == null) {
            return false;
        }
        if (left.isObject()) {
            return right.isTextual()
                    && !Comparison.member(left, right.textValue()).isMissingNode();
        }
        String text = Comparison.text(left);
        if (text == null) {
            return false;
        }
        frame.spend(Weight.ofSearch(text, part.length()));
        return Comparison.foldContains(text, part);
    }

    private boolean element(ArrayNode array, Frame frame) {
        String text = right.isTextual() ? part : null;
        long work = 0;
        boolean found = false;
        for (int i = 0; i < array.size() && !found; i++) {
            JsonNode element = array.get(i);
            if (text != null && element instanceof TextNode other) {
                work += 2L + weight + Weight.of(other.textValue());
                found = Comparison.foldsTo(other.textValue(), text);
            } else {
                work += 2L + weight + Weight.of(element);
                found = Comparison.equal(element, right);
            }
        }
        frame.spend((int) Math.min(work, Integer.MAX_VALUE));
        return found;
    }
}

package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.template.Frame;
import dev.plumbline.policy.value.Comparison;
import org.jspecify.annotations.Nullable;

/** {@code contains}: the part of a text, an element of an array, or a key of an object. */
final class Contains implements Check {

    private static final int CHARACTERS_A_STEP = 4_096;

    private final JsonNode right;
    private final @Nullable String part;

    private Contains(JsonNode right, @Nullable String part) {
        this.right = right;
        this.part = part;
    }

    static Check what(JsonNode right) {
        String text = Comparison.text(right);
        return new Contains(right, text == null ? null : Comparison.fold(text));
    }

    @Override
    public boolean holds(JsonNode left, Frame frame) {
        if (left.isArray()) {
            return element(left, frame);
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
        frame.spend((int) Math.min((long) text.length() * part.length() / CHARACTERS_A_STEP, Integer.MAX_VALUE));
        return Comparison.fold(text).contains(part);
    }

    private boolean element(JsonNode array, Frame frame) {
        frame.spend(array.size());
        for (int i = 0; i < array.size(); i++) {
            if (Comparison.equal(array.get(i), right)) {
                return true;
            }
        }
        return false;
    }
}

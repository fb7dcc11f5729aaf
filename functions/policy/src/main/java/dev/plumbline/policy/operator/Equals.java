package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;

/** {@code equals}: the same value. */
final class Equals {

    private Equals() {}

    static Check to(JsonNode right) {
        if (right.isTextual()) {
            return text(right);
        }
        if (right.isContainerNode()) {
            return (left, frame) -> {
                frame.spend(right.size());
                return Comparison.equal(left, right);
            };
        }
        return (left, frame) -> Comparison.equal(left, right);
    }

    /** Text against text is nearly every comparison there is, so the right side is folded beforehand. */
    private static Check text(JsonNode right) {
        String folded = Comparison.fold(right.textValue());
        return (left, frame) ->
                left.isTextual() ? Comparison.foldsTo(left.textValue(), folded) : Comparison.equal(left, right);
    }
}

package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.value.Comparison;

/** {@code equals}: the same value. */
final class Equals {

    private Equals() {}

    static Check to(JsonNode right) {
        if (right.isTextual()) {
            return text(right);
        }
        if (right.isContainerNode()) {
            int weight = Weight.of(right);
            return (left, frame) -> {
                frame.spend(weight);
                return Comparison.equal(left, right);
            };
        }
        return (left, frame) -> Comparison.equal(left, right);
    }

    /** Text against text is nearly every comparison there is. */
    private static Check text(JsonNode right) {
        String spelled = right.textValue();
        return (left, frame) -> left instanceof TextNode text
                ? Comparison.sameText(text.textValue(), spelled)
                : Comparison.equal(left, right);
    }
}

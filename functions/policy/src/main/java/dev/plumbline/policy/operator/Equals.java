package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.value.Comparison;

/** {@code equals}: the same value. */
final class Equals {

    private Equals() {}

    /** A side of the same kind is nearly all that is met, and compared without asking for its kind first. */
    static Check to(JsonNode right) {
        if (right instanceof TextNode text) {
            return text(text);
        }
        if (right instanceof BooleanNode flag) {
            boolean wanted = flag.booleanValue();
            return (left, frame) ->
                    left instanceof BooleanNode other ? other.booleanValue() == wanted : Comparison.equal(left, right);
        }
        if (right instanceof IntNode number) {
            int wanted = number.intValue();
            return (left, frame) ->
                    left instanceof IntNode other ? other.intValue() == wanted : Comparison.equal(left, right);
        }
        int weight = right.isContainerNode() ? Weight.of(right) : 0;
        return (left, frame) -> {
            frame.spend(weight);
            return Comparison.equal(left, right);
        };
    }

    private static Check text(TextNode right) {
        String spelled = right.textValue();
        return (left, frame) -> left instanceof TextNode text
                ? Comparison.sameText(text.textValue(), spelled)
                : Comparison.equal(left, right);
    }
}

package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.plumbline.policy.template.Frame;
import dev.plumbline.policy.value.Comparison;
import java.util.OptionalInt;

/**
 * {@code less}, {@code greater} and the two that admit the same value: all are false where the two sides have no order.
 *
 * @param right what is compared with
 * @param before whether what comes before it will do
 * @param same whether the same will do
 * @param after whether what comes after it will do
 */
record Ordered(JsonNode right, boolean before, boolean same, boolean after) implements Check {

    @Override
    public boolean holds(JsonNode left, Frame frame) {
        // Nearly all orders that are asked for are those of a count's number.
        if (left instanceof IntNode number && right instanceof IntNode other) {
            return admits(Integer.compare(number.intValue(), other.intValue()));
        }
        OptionalInt order = Comparison.order(left, right);
        return order.isPresent() && admits(order.getAsInt());
    }

    private boolean admits(int order) {
        return order == 0 ? same : order < 0 ? before : after;
    }
}

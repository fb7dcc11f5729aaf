package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;
import java.util.OptionalInt;

/** {@code greater}: comes after; false where the two have no order. */
final class Greater {

    private Greater() {}

    static Check than(JsonNode right) {
        return (left, frame) -> {
            OptionalInt order = Comparison.order(left, right);
            return order.isPresent() && order.getAsInt() > 0;
        };
    }
}

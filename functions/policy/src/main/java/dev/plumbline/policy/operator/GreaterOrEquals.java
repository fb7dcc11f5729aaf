package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;
import java.util.OptionalInt;

/** {@code greaterOrEquals}: comes after or is the same; false where the two have no order. */
final class GreaterOrEquals {

    private GreaterOrEquals() {}

    static Check to(JsonNode right) {
        return (left, frame) -> {
            OptionalInt order = Comparison.order(left, right);
            return order.isPresent() && order.getAsInt() >= 0;
        };
    }
}

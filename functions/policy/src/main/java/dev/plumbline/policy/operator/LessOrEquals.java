package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;
import java.util.OptionalInt;

/** {@code lessOrEquals}: comes before or is the same; false where the two have no order. */
final class LessOrEquals {

    private LessOrEquals() {}

    static Check to(JsonNode right) {
        return (left, frame) -> {
            OptionalInt order = Comparison.order(left, right);
            return order.isPresent() && order.getAsInt() <= 0;
        };
    }
}

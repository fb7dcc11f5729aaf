package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.plumbline.policy.value.Comparison;
import java.util.OptionalInt;

/** {@code lessOrEquals(a, b)}: as the operator of this name. */
final class LessOrEquals implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        OptionalInt order = Comparison.order(arguments.value(0), arguments.value(1));
        return BooleanNode.valueOf(order.isPresent() && order.getAsInt() <= 0);
    }
}

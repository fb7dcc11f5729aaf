package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.plumbline.policy.value.Comparison;

/** {@code equals(a, b)}: as the operator of this name. */
final class Equals implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        JsonNode left = arguments.value(0);
        JsonNode right = arguments.value(1);
        arguments.spend(left.size());
        return BooleanNode.valueOf(Comparison.equal(left, right) || nothing(left) && nothing(right));
    }

    /** A field that is not there is null here and the empty string in Azure's documentation: both count as the same. */
    private static boolean nothing(JsonNode value) {
        return value.isNull() || (value.isTextual() && value.textValue().isEmpty());
    }
}

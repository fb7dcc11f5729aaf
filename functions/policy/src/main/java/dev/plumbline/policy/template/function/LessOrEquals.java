package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.plumbline.policy.value.Comparison;

/** {@code lessOrEquals(a, b)}: as the operator of this name. */
final class LessOrEquals implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return BooleanNode.valueOf(Comparison.lessOrEquals(arguments.value(0), arguments.value(1)));
    }
}

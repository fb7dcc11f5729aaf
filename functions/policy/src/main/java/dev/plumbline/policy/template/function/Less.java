package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.plumbline.policy.value.Comparison;

/** {@code less(a, b)}: as the operator of this name. */
final class Less implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return BooleanNode.valueOf(Comparison.less(arguments.value(0), arguments.value(1)));
    }
}

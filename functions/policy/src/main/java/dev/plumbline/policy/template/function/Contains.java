package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.plumbline.policy.value.Comparison;

/** {@code contains(container, item)}: as the operator of this name. */
final class Contains implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        JsonNode container = arguments.value(0);
        arguments.spend(container.size());
        return BooleanNode.valueOf(Comparison.contains(container, arguments.value(1)));
    }
}

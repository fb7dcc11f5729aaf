package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

/** {@code not(value)}. */
final class Not implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        if (!arguments.value(0).isBoolean()) {
            throw arguments.failure(0, "true or false");
        }
        return BooleanNode.valueOf(!arguments.value(0).booleanValue());
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

/** {@code not(value)}: true of everything that is not exactly true. */
final class Not implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return BooleanNode.valueOf(!arguments.value(0).booleanValue());
    }
}

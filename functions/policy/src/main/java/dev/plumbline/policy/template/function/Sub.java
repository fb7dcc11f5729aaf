package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code sub(a, b)}. */
final class Sub implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return Numbers.node(arguments.number(0).subtract(arguments.number(1)));
    }
}

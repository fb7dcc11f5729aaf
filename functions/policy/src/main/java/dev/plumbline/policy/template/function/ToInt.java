package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code int(value)}: of a number or its text, without the fraction. */
final class ToInt implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return Numbers.node(arguments.numeric(0).toBigInteger());
    }
}

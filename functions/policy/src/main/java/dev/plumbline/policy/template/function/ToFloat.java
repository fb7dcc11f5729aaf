package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code float(value)}: of a number or its text. */
final class ToFloat implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return Numbers.node(arguments.numeric(0));
    }
}

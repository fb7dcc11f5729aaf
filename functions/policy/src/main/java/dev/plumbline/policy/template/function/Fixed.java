package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** A function without arguments that always has the same value, such as {@code true()}. */
record Fixed(JsonNode value) implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return value;
    }
}

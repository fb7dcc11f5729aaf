package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code add(a, b)}. */
final class Add implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return Numbers.node(arguments.number(0).add(arguments.number(1)));
    }
}

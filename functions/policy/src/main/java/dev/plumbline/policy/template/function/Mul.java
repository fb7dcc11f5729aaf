package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code mul(a, b)}. */
final class Mul implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return Numbers.node(arguments.number(0).multiply(arguments.number(1)));
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** {@code array(value)}: an array as it is, anything else as its only element. */
final class ToArray implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        JsonNode value = arguments.value(0);
        return value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value);
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** {@code first(value)}: of an array its first element or null, of a string its first character. */
final class First implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        JsonNode value = arguments.value(0);
        if (value.isArray()) {
            return value.isEmpty() ? NullNode.instance : value.get(0);
        }
        if (value.isNull()) {
            return value;
        }
        if (!value.isTextual()) {
            throw arguments.failure(0, "a string or an array");
        }
        return arguments.text(Texts.take(value.textValue(), 1));
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** {@code last(value)}: of an array its last element or null, of a string its last character. */
final class Last implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        JsonNode value = arguments.value(0);
        if (value.isArray()) {
            return value.isEmpty() ? NullNode.instance : value.get(value.size() - 1);
        }
        if (value.isNull()) {
            return value;
        }
        if (!value.isTextual()) {
            throw arguments.failure(0, "a string or an array");
        }
        String text = value.textValue();
        return arguments.text(text.isEmpty() ? text : text.substring(text.offsetByCodePoints(text.length(), -1)));
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;

/** {@code length(value)}: elements of an array, members of an object, characters of a string. */
final class Length implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        JsonNode value = arguments.value(0);
        if (value.isContainerNode()) {
            return IntNode.valueOf(value.size());
        }
        if (!value.isTextual() && !value.isNull()) {
            throw arguments.failure(0, "a string, an array or an object");
        }
        return IntNode.valueOf(Texts.length(arguments.string(0)));
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

/** {@code empty(value)}: true of null, {@code ""}, {@code []} and {@code {}}. */
final class Empty implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        JsonNode value = arguments.value(0);
        return BooleanNode.valueOf(value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty()));
    }
}

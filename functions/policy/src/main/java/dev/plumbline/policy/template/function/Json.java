package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code json(text)}: the value that the JSON text stands for. */
final class Json implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return JsonText.parse(arguments.string(0), arguments);
    }
}

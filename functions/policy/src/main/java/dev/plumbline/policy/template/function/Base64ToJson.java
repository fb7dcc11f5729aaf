package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code base64ToJson(base64)}. */
final class Base64ToJson implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return JsonText.parse(Encoded.base64(arguments.string(0), 0, arguments), arguments);
    }
}

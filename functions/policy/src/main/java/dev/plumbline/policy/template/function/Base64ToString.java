package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code base64ToString(base64)}. */
final class Base64ToString implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return arguments.text(Encoded.base64(arguments.string(0), 0, arguments));
    }
}

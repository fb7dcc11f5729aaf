package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code uriComponentToString(text)}. */
final class UriComponentToString implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return arguments.text(Encoded.percent(arguments.string(0), 0, arguments));
    }
}

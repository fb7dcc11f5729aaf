package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code string(value)}: strings as they are, everything else as JSON. */
final class ToText implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return arguments.value(0).isTextual() ? arguments.value(0) : arguments.text(Texts.of(arguments.value(0)));
    }
}

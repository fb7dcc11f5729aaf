package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code trim(text)}: without white space at both ends. */
final class Trim implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return arguments.text(arguments.string(0).strip());
    }
}

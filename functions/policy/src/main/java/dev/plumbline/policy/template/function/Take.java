package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code take(value, count)}: the first elements or characters. */
final class Take implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        int count = arguments.count(1);
        if (!arguments.value(0).isArray()) {
            return arguments.text(Texts.take(arguments.string(0), count));
        }
        return Structures.slice(arguments.array(0), 0, count, arguments);
    }
}

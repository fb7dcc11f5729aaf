package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code skip(value, count)}: the elements or characters after the first. */
final class Skip implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        int count = arguments.count(1);
        if (!arguments.value(0).isArray()) {
            return arguments.text(Texts.skip(arguments.string(0), count));
        }
        return Structures.slice(arguments.array(0), count, Integer.MAX_VALUE, arguments);
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** {@code concat(a, b, ...)}: of strings or of arrays; of nothing the empty string. */
final class Concat implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        if (arguments.size() > 0 && arguments.value(0).isArray()) {
            return arrays(arguments);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            String part = arguments.scalarText(i);
            arguments.limit((long) text.length() + part.length());
            text.append(part);
        }
        return arguments.text(text);
    }

    private static JsonNode arrays(Arguments arguments) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < arguments.size(); i++) {
            ArrayNode part = arguments.array(i);
            Structures.claim(all.size() + part.size(), arguments);
            all.addAll(part);
        }
        return Structures.checked(all, arguments);
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** {@code createArray(values...)}. */
final class CreateArray implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            array.add(arguments.value(i));
        }
        return Structures.checked(array, arguments);
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code createObject(name, value, ...)}. */
final class CreateObject implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        if (arguments.size() % 2 != 0) {
            throw arguments.failure("an even number of arguments, a name and a value each");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!arguments.value(i).isTextual()) {
                throw arguments.failure(i, "a string as name");
            }
            object.set(arguments.string(i), arguments.value(i + 1));
        }
        return Structures.checked(object, arguments);
    }
}

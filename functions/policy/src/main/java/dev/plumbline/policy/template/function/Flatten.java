package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** {@code flatten(arrays)}: the elements of all arrays in an array, one level deep. */
final class Flatten implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode part : arguments.array(0)) {
            if (!(part instanceof ArrayNode array)) {
                throw arguments.failure(0, "an array of arrays");
            }
            arguments.spend(1);
            Structures.claim(all.size() + array.size(), arguments);
            all.addAll(array);
        }
        return Structures.checked(all, arguments);
    }
}

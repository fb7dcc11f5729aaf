package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** {@code union(a, b, ...)}: arrays without repetitions, or objects merged, the last one winning. */
final class Union implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        if (arguments.value(0).isArray()) {
            return arrays(arguments);
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < arguments.size(); i++) {
            merged = Structures.merge(merged, arguments.object(i), arguments);
        }
        return Structures.checked(merged, arguments);
    }

    private static JsonNode arrays(Arguments arguments) {
        Set<DistinctValue> all = new LinkedHashSet<>();
        for (int i = 0; i < arguments.size(); i++) {
            for (JsonNode element : arguments.array(i)) {
                arguments.spend(1);
                all.add(DistinctValue.of(element));
            }
            Structures.claim(all.size(), arguments);
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode(all.size());
        all.forEach(element -> array.add(element.node()));
        return Structures.checked(array, arguments);
    }
}

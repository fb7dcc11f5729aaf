package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** {@code intersection(a, b, ...)}: what is in all arrays, in the order of the first, or in all objects. */
final class Intersection implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return arguments.value(0).isArray() ? arrays(arguments) : objects(arguments);
    }

    private static JsonNode arrays(Arguments arguments) {
        Set<DistinctValue> common = elements(arguments.array(0), arguments);
        for (int i = 1; i < arguments.size(); i++) {
            common.retainAll(elements(arguments.array(i), arguments));
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode(common.size());
        common.forEach(element -> array.add(element.node()));
        return array;
    }

    private static Set<DistinctValue> elements(ArrayNode array, Arguments arguments) {
        arguments.spend(array.size());
        Set<DistinctValue> elements = new LinkedHashSet<>();
        array.forEach(element -> elements.add(DistinctValue.of(element)));
        return elements;
    }

    private static JsonNode objects(Arguments arguments) {
        ObjectNode common = JsonNodeFactory.instance.objectNode();
        Iterator<Map.Entry<String, JsonNode>> members = arguments.object(0).fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            if (inAll(member.getKey(), DistinctValue.of(member.getValue()), arguments)) {
                common.set(member.getKey(), member.getValue());
            }
        }
        return common;
    }

    private static boolean inAll(String name, DistinctValue value, Arguments arguments) {
        for (int i = 1; i < arguments.size(); i++) {
            arguments.spend(1 + arguments.object(i).size() / 64);
            JsonNode other = Structures.member(arguments.object(i), name);
            if (other.isMissingNode() || !value.equals(DistinctValue.of(other))) {
                return false;
            }
        }
        return true;
    }
}

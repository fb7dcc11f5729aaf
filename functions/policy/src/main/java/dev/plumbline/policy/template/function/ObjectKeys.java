package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** {@code objectKeys(object)}: the names of the members, sorted. */
final class ObjectKeys implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        ObjectNode object = arguments.object(0);
        arguments.spend(object.size());
        ArrayNode names = JsonNodeFactory.instance.arrayNode(object.size());
        List<String> sorted = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(sorted::add);
        sorted.sort(null);
        sorted.forEach(names::add);
        return names;
    }
}

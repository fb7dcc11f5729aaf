package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** {@code items(object)}: an array of {@code {key, value}}, sorted by key. */
final class Items implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        ObjectNode object = arguments.object(0);
        Structures.claim(3L * object.size(), arguments);
        arguments.spend(object.size());
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.fields().forEachRemaining(member -> sorted.put(member.getKey(), member.getValue()));
        ArrayNode items = JsonNodeFactory.instance.arrayNode(sorted.size());
        sorted.forEach((name, value) -> items.addObject().put("key", name).set("value", value));
        return Structures.checked(items, arguments);
    }
}

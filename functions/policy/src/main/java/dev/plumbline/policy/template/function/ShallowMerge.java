package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code shallowMerge(objects)}: the members of all objects of an array, the last one winning whole. */
final class ShallowMerge implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (JsonNode object : arguments.array(0)) {
            if (!(object instanceof ObjectNode)) {
                throw arguments.failure(0, "an array of objects");
            }
            arguments.spend(1 + object.size() * (1 + merged.size() / 64));
            object.fields().forEachRemaining(member -> Structures.set(merged, member.getKey(), member.getValue()));
            Structures.claim(merged.size(), arguments);
        }
        return Structures.checked(merged, arguments);
    }
}

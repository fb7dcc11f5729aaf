package dev.plumbline.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ScopeTag;

/** What asks in Azure Policy whether a resource has the tag that brings it into scope. */
final class TagCondition {
    private TagCondition() {}

    private static ObjectNode of(ScopeTag tag) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("field", "tags['" + tag.name() + "']")
                // What starts with a bracket would be an expression.
                .put("equals", tag.value().startsWith("[") ? "[" + tag.value() : tag.value());
    }

    /** A condition that asks for the tag too, right after the type where the type comes first. */
    static ObjectNode narrow(JsonNode condition, ScopeTag tag) {
        ObjectNode narrowed = JsonNodeFactory.instance.objectNode();
        ArrayNode all = narrowed.putArray("allOf");
        JsonNode parts = condition.path("allOf");
        if (parts.isArray() && condition.size() == 1 && !parts.isEmpty()) {
            all.addAll((ArrayNode) parts.deepCopy());
        } else {
            all.add(condition.deepCopy());
        }
        all.insert(1, of(tag));
        return narrowed;
    }
}

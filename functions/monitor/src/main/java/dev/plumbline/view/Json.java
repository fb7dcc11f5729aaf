package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.value.Comparison;
import java.util.Collection;

/** Reads and builds the JSON of sections; names of members compare without case. */
final class Json {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /** The member at a path of names; missing if there is none. */
    static JsonNode at(JsonNode node, String... names) {
        JsonNode at = node;
        for (String name : names) {
            at = at.isObject() ? Comparison.member(at, name) : MissingNode.getInstance();
        }
        return at;
    }

    static String text(JsonNode node, String... names) {
        return at(node, names).asText("");
    }

    /** Whether the text at a path is the one given, ignoring case. */
    static boolean is(JsonNode node, String expected, String... names) {
        return text(node, names).equalsIgnoreCase(expected);
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    static ArrayNode array(Collection<? extends JsonNode> elements) {
        return NODES.arrayNode().addAll(elements);
    }

    /** The object with one member more, or in place of what has its name in any case; the object given stays as it is. */
    static ObjectNode with(JsonNode object, String name, JsonNode value) {
        ObjectNode copy = object();
        object.fields().forEachRemaining(member -> {
            boolean replaced = member.getKey().equalsIgnoreCase(name);
            copy.set(replaced ? name : member.getKey(), replaced ? value : member.getValue());
        });
        copy.set(name, value);
        return copy;
    }
}

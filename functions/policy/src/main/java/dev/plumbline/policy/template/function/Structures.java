package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.value.Comparison;
import java.util.Iterator;
import java.util.Map;

/** Arrays and objects: reading them as the language does, and keeping those that functions make within the limits. */
final class Structures {
    /** The documented number of nodes of a value that a function may return. */
    static final int NODE_LIMIT = 32_768;

    /** The documented depth of a value that a function may return. */
    static final int DEPTH_LIMIT = 128;

    private static final int NODES_A_STEP = 8;

    private Structures() {}

    /** The member or element of this name or number; missing if there is none. */
    static JsonNode member(JsonNode value, JsonNode key) {
        if (key.isTextual()) {
            return Comparison.member(value, key.textValue());
        }
        boolean index = value.isArray() && key.isNumber() && key.canConvertToInt();
        return index ? value.path(key.intValue()) : MissingNode.getInstance();
    }

    static JsonNode member(JsonNode value, String name) {
        return Comparison.member(value, name);
    }

    /** Sets a member under the name that it already has, whatever its case. */
    static void set(ObjectNode object, String name, JsonNode value) {
        if (!object.has(name)) {
            Iterator<String> names = object.fieldNames();
            while (names.hasNext()) {
                String present = names.next();
                if (Comparison.sameName(present, name)) {
                    object.set(present, value);
                    return;
                }
            }
        }
        object.set(name, value);
    }

    /** Both objects' members; objects on both sides are merged, for anything else the second wins. */
    static ObjectNode merge(ObjectNode first, ObjectNode second, Arguments arguments) {
        arguments.spend(1 + first.size() + second.size() * (1 + first.size() / 64));
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        merged.setAll(first);
        Iterator<Map.Entry<String, JsonNode>> members = second.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            JsonNode present = Comparison.member(merged, member.getKey());
            boolean both = present instanceof ObjectNode && member.getValue() instanceof ObjectNode;
            set(
                    merged,
                    member.getKey(),
                    both ? merge((ObjectNode) present, (ObjectNode) member.getValue(), arguments) : member.getValue());
        }
        return merged;
    }

    /** The elements from a position on, at most so many. */
    static JsonNode slice(ArrayNode array, int from, int count, Arguments arguments) {
        int start = Math.min(Math.max(0, from), array.size());
        int end = (int) Math.min((long) start + Math.max(0, count), array.size());
        if (start == 0 && end == array.size()) {
            return array;
        }
        arguments.spend(end - start);
        ArrayNode slice = JsonNodeFactory.instance.arrayNode(end - start);
        for (int i = start; i < end; i++) {
            slice.add(array.get(i));
        }
        return slice;
    }

    static int firstIndex(ArrayNode array, JsonNode item, Arguments arguments) {
        arguments.spend(array.size());
        for (int i = 0; i < array.size(); i++) {
            if (Comparison.deeplyEqual(array.get(i), item)) {
                return i;
            }
        }
        return -1;
    }

    static int lastIndex(ArrayNode array, JsonNode item, Arguments arguments) {
        arguments.spend(array.size());
        for (int i = array.size() - 1; i >= 0; i--) {
            if (Comparison.deeplyEqual(array.get(i), item)) {
                return i;
            }
        }
        return -1;
    }

    /** Charges for making an array or object of this size before it is made. */
    static void claim(long nodes, Arguments arguments) {
        if (nodes > NODE_LIMIT) {
            throw arguments.failure("a result of at most " + NODE_LIMIT + " values");
        }
    }

    /** The value, if it is within the limits of nodes and depth; charges for its nodes. */
    static JsonNode checked(JsonNode value, Arguments arguments) {
        int nodes = count(value, 0, 0, arguments);
        arguments.spend(nodes / NODES_A_STEP);
        return value;
    }

    private static int count(JsonNode value, int depth, int before, Arguments arguments) {
        if (depth > DEPTH_LIMIT) {
            throw arguments.failure("a result of at most " + DEPTH_LIMIT + " levels");
        }
        int nodes = before + 1;
        claim(nodes, arguments);
        if (value.isContainerNode()) {
            for (JsonNode child : value) {
                nodes = count(child, depth + 1, nodes, arguments);
            }
        }
        return nodes;
    }
}

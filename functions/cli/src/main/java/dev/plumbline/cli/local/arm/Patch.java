package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.Members;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What a PATCH makes of a resource: tags and each first-level member under {@code properties} are replaced as a whole, other
 * objects (identity, SKU) are merged; null removes.
 */
final class Patch {
    private Patch() {}

    static ObjectNode applied(ObjectNode current, ObjectNode body) {
        ObjectNode next = current.deepCopy();
        for (Iterator<Map.Entry<String, JsonNode>> members = body.fields(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            String name = member.getKey();
            if (name.equalsIgnoreCase("properties") && member.getValue().isObject()) {
                ObjectNode properties = Members.object(next, name);
                member.getValue()
                        .fields()
                        .forEachRemaining(each -> replace(properties, each.getKey(), each.getValue()));
            } else if (name.equalsIgnoreCase("tags")) {
                replace(next, name, member.getValue());
            } else {
                merge(next, name, member.getValue());
            }
        }
        return next;
    }

    /** A body without the members that say null, which is how a PUT leaves them out. */
    static ObjectNode withoutNulls(ObjectNode body) {
        dropNulls(body);
        if (Members.at(body, "properties") instanceof ObjectNode properties) {
            dropNulls(properties);
        }
        return body;
    }

    private static void dropNulls(ObjectNode object) {
        List<String> nulls = new ArrayList<>();
        object.fields().forEachRemaining(member -> {
            if (member.getValue().isNull()) {
                nulls.add(member.getKey());
            }
        });
        object.remove(nulls);
    }

    private static void merge(ObjectNode into, String name, JsonNode value) {
        JsonNode there = Members.at(into, name);
        if (value.isObject() && there instanceof ObjectNode object) {
            value.fields().forEachRemaining(member -> merge(object, member.getKey(), member.getValue()));
        } else {
            replace(into, name, value);
        }
    }

    private static void replace(ObjectNode into, String name, JsonNode value) {
        if (value.isNull()) {
            Members.remove(into, name);
        } else {
            Members.put(into, name, value.deepCopy());
        }
    }
}

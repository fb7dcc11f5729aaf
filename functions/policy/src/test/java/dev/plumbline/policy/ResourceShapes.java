package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Resources made for one definition: its types, with every property that its conditions read, in several shapes.
 *
 * <p>Paths are guessed from the aliases' names: a value stands at the root, below {@code properties} and, within arrays, below
 * each element's {@code properties}, so that it is found wherever the alias really points.
 */
final class ResourceShapes {

    /** What stands where a condition reads. */
    private enum Shape {
        BARE,
        AS_COMPARED,
        AS_COMPARED_THRICE,
        OTHER,
        NULL,
        EMPTY,
        TWISTED
    }

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> BUILT_IN =
            Set.of("type", "name", "fullname", "id", "kind", "location", "apiversion");
    private static final Set<String> KEYWORDS =
            Set.of("field", "value", "count", "where", "name", "not", "allof", "anyof");

    private final Set<String> types = new LinkedHashSet<>();
    private final Map<String, JsonNode> reads = new LinkedHashMap<>();

    private ResourceShapes(JsonNode condition) {
        collect(condition);
    }

    /** Resources that the definition's {@code if} reads. */
    static List<JsonNode> targets(Document definition) {
        return new ResourceShapes(rule(definition).path("if")).resources("Microsoft.Example/things");
    }

    /** Resources that the definition's details look for. */
    static List<JsonNode> related(Document definition) {
        JsonNode details = rule(definition).path("then").path("details");
        return new ResourceShapes(details.path("existenceCondition"))
                .resources(details.path("type").asText("Microsoft.Example/related"));
    }

    private static JsonNode rule(Document definition) {
        JsonNode root = definition.root();
        return root.path("properties").isObject()
                ? root.path("properties").path("policyRule")
                : root.path("policyRule");
    }

    private void collect(JsonNode node) {
        if (node.isObject() && node.path("field").isTextual()) {
            read(node.path("field").textValue(), node);
        }
        node.forEach(this::collect);
    }

    private void read(String field, JsonNode condition) {
        JsonNode compared = compared(condition);
        if (field.equalsIgnoreCase("type")) {
            (compared.isArray() ? compared : NODES.arrayNode().add(compared)).forEach(type -> {
                if (type.isTextual() && !type.textValue().startsWith("[")) {
                    types.add(type.textValue().replace("*", "any"));
                }
            });
        } else if (!field.startsWith("[")) {
            reads.putIfAbsent(field, compared);
        }
    }

    private static JsonNode compared(JsonNode condition) {
        for (Map.Entry<String, JsonNode> member : condition.properties()) {
            if (!KEYWORDS.contains(member.getKey().toLowerCase(Locale.ROOT))) {
                return member.getValue();
            }
        }
        return NODES.textNode("value");
    }

    private List<JsonNode> resources(String otherwise) {
        List<JsonNode> resources = new ArrayList<>();
        for (String type : types.isEmpty() ? Set.of(otherwise) : types) {
            for (Shape shape : Shape.values()) {
                resources.add(resource(type, shape));
            }
        }
        return resources;
    }

    private JsonNode resource(String type, Shape shape) {
        ObjectNode resource = NODES.objectNode()
                .put(
                        "id",
                        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/" + type
                                + "/one")
                .put("name", "one")
                .put("type", type)
                .put("location", "westeurope");
        if (shape != Shape.BARE) {
            reads.forEach((field, compared) -> place(resource, type, field, value(compared, shape), shape));
        }
        return resource;
    }

    private static JsonNode value(JsonNode compared, Shape shape) {
        JsonNode single = compared.isArray() ? compared.path(0) : compared;
        return switch (shape) {
            case NULL -> NODES.nullNode();
            case EMPTY -> NODES.textNode("");
            case OTHER -> single.isNumber() ? NODES.numberNode(0) : NODES.textNode("10.0.0.0/8");
            case TWISTED -> single.isNumber() ? NODES.textNode("7") : NODES.numberNode(7);
            default -> single.isTextual() ? NODES.textNode(single.textValue().replace("*", "")) : single;
        };
    }

    private static void place(ObjectNode resource, String type, String field, JsonNode value, Shape shape) {
        String folded = field.toLowerCase(Locale.ROOT);
        if (BUILT_IN.contains(folded)) {
            resource.set(field, value);
        } else if (folded.startsWith("tags[")) {
            resource.withObjectProperty("tags").set(field.substring(5, field.length() - 1), value);
        } else if (!folded.equals("tags")) {
            String[] path = path(type, field);
            put(resource, path, 0, value, shape);
            put(resource.withObjectProperty("properties"), path, 0, value, shape);
        }
    }

    /** The alias without its namespace and type: what follows the type, or the last slash before the first dot. */
    private static String[] path(String type, String field) {
        String rest = field;
        if (field.regionMatches(true, 0, type + "/", 0, type.length() + 1)) {
            rest = field.substring(type.length() + 1);
        } else if (field.contains("/")) {
            int dot = field.indexOf('.', field.indexOf('/'));
            rest = field.substring(field.lastIndexOf('/', dot < 0 ? field.length() : dot) + 1);
        }
        return rest.split("\\.");
    }

    private static void put(ObjectNode parent, String[] path, int index, JsonNode value, Shape shape) {
        boolean array = path[index].endsWith("[*]");
        String name = path[index].replace("[*]", "");
        boolean last = index == path.length - 1;
        if (!array && last) {
            parent.set(name, value);
        } else if (!array) {
            JsonNode child = parent.path(name);
            put(child.isObject() ? (ObjectNode) child : parent.putObject(name), path, index + 1, value, shape);
        } else if (shape == Shape.EMPTY) {
            parent.putArray(name);
        } else if (shape == Shape.TWISTED) {
            parent.putObject(name).set("0", value);
        } else {
            ArrayNode elements = parent.path(name).isArray() ? (ArrayNode) parent.path(name) : parent.putArray(name);
            for (int i = 0; i < (shape == Shape.AS_COMPARED_THRICE ? 3 : 1); i++) {
                putElement(elements, i, path, index, value, shape);
            }
        }
    }

    private static void putElement(ArrayNode elements, int i, String[] path, int index, JsonNode value, Shape shape) {
        if (index == path.length - 1) {
            elements.add(value);
            return;
        }
        JsonNode present = elements.path(i);
        ObjectNode element = present.isObject() ? (ObjectNode) present : elements.addObject();
        put(element, path, index + 1, value, shape);
        put(element.withObjectProperty("properties"), path, index + 1, value, shape);
    }
}

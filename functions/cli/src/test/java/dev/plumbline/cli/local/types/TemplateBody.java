package dev.plumbline.cli.local.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.Members;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A resource of a template held against its type; what an expression comes to is taken to be right. Used once. */
final class TemplateBody {
    private static final Set<String> OF_TEMPLATES =
            Set.of("type", "apiVersion", "name", "dependsOn", "condition", "scope", "copy", "comments");

    private final List<String> problems = new ArrayList<>();

    private TemplateBody() {}

    /** What is wrong with a resource. */
    static List<String> resource(TypeNode type, JsonNode resource) {
        TemplateBody body = new TemplateBody();
        ObjectNode properties = ((ObjectNode) resource).deepCopy();
        properties.remove(OF_TEMPLATES);
        properties.put("name", "[]").put("type", "[]").put("apiVersion", "[]");
        body.object(type.resolved(), properties, "");
        return body.problems;
    }

    /** What is wrong with a value of a property. */
    static List<String> unfit(TypeNode type, JsonNode value, String path) {
        TemplateBody body = new TemplateBody();
        body.value(type, value, path);
        return body.problems;
    }

    private void value(TypeNode property, JsonNode value, String path) {
        if (value.isNull() || expression(value)) {
            return;
        }
        TypeNode type = property.resolved();
        boolean fits = switch (type.kind()) {
            case "string", "openEnum" -> value.isTextual();
            case "enum" -> value.isTextual() && type.values().stream().anyMatch(value.textValue()::equalsIgnoreCase);
            case "literal" -> type.json().path("value").asText().equalsIgnoreCase(value.asText());
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object", "oneOf" -> value.isObject();
            case "union" ->
                type.values().isEmpty() || type.values().stream().anyMatch(value.asText()::equalsIgnoreCase);
            default -> true;
        };
        if (!fits) {
            problems.add("expected " + type.kind() + " " + type.values() + " at `" + path + "`, found `" + value + "`");
        } else if (value.isArray()) {
            for (JsonNode element : value) {
                value(type.items(), element, path + "[*]");
            }
        } else if (value.isObject() && Set.of("object", "oneOf").contains(type.kind())) {
            object(type, value, path);
        }
    }

    private static boolean expression(JsonNode value) {
        return value.isTextual() && ReadExpression.is(value.textValue());
    }

    private void object(TypeNode type, JsonNode value, String path) {
        JsonNode chosen = Members.at(value, type.json().path("discriminator").asText());
        Map<String, List<TypeNode>> properties = TypePath.properties(type);
        if (chosen.isTextual() && !expression(chosen) || !type.json().has("variants")) {
            properties.clear();
            type.properties(value).forEach((name, node) -> properties.put(name, List.of(node)));
        }
        ObjectNode given = copied(value);
        for (Iterator<Map.Entry<String, JsonNode>> members = given.fields(); members.hasNext(); ) {
            member(type, properties, members.next(), path);
        }
        properties.forEach((name, nodes) -> {
            boolean needed = nodes.stream().allMatch(node -> node.is("required") && !node.is("readOnly"));
            if (needed && Members.at(given, name).isMissingNode()) {
                problems.add("expected `" + name + "`, which is required, in `" + path + "`, found none; add it");
            }
        });
    }

    private void member(
            TypeNode type, Map<String, List<TypeNode>> properties, Map.Entry<String, JsonNode> member, String path) {
        String inside = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
        List<TypeNode> nodes = properties.entrySet().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(member.getKey()))
                .flatMap(property -> property.getValue().stream())
                .toList();
        boolean root = Set.of("name", "type", "apiVersion").contains(inside);
        if (root) {
            return;
        }
        if (nodes.isEmpty() && type.additional().exists()) {
            value(type.additional(), member.getValue(), inside);
        } else if (nodes.isEmpty()) {
            problems.add("expected a property of the type, found `" + inside + "`"
                    + Nearest.of(member.getKey(), properties.keySet())
                            .map(near -> "; did you mean `" + near + "`?")
                            .orElse("; there are " + properties.keySet()));
        } else if (nodes.stream().allMatch(node -> node.is("readOnly"))) {
            problems.add(
                    "expected a property that can be written, found `" + inside + "`, which only the service sets");
        } else {
            List<String> first = List.of();
            for (TypeNode node : nodes) {
                List<String> unfit = unfit(node, member.getValue(), inside);
                if (unfit.isEmpty()) {
                    return;
                }
                first = first.isEmpty() ? unfit : first;
            }
            problems.addAll(first);
        }
    }

    /** An object with its {@code copy} loops replaced by the arrays of one element that they make. */
    private static ObjectNode copied(JsonNode value) {
        ObjectNode object = value.deepCopy();
        JsonNode loops = object.path("copy");
        if (loops.isArray()) {
            object.remove("copy");
            for (JsonNode loop : loops) {
                ArrayNode made = JsonNodeFactory.instance.arrayNode().add(loop.path("input"));
                object.set(loop.path("name").asText(), made);
            }
        }
        return object;
    }
}

package dev.plumbline.policy.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.value.Spelling;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** One object of a suite: only the keys of the format, each of its own kind; everything else is an issue. */
final class Keys {
    private final ObjectNode object;
    private final String path;
    private final Issues issues;

    private Keys(ObjectNode object, String path, Issues issues) {
        this.object = object;
        this.path = path;
        this.issues = issues;
    }

    static Keys of(JsonNode node, String path, List<String> known, Issues issues) {
        if (!(node instanceof ObjectNode object)) {
            issues.error(path, "an object", kind(node), "write `{ }` with the keys of the suite format");
            return new Keys(JsonNodeFactory.instance.objectNode(), path, issues);
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                String advice = Spelling.didYouMean(name, known, "remove it");
                issues.error(
                        path + "." + name, "one of `" + String.join("`, `", known) + "`", "`" + name + "`", advice);
            }
        }
        return new Keys(object, path, issues);
    }

    String path(String name) {
        return path + "." + name;
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    boolean has(String name) {
        return object.has(name);
    }

    Optional<String> text(String name) {
        return has(name) && expect(name, get(name).isTextual(), "a string")
                ? Optional.of(get(name).textValue())
                : Optional.empty();
    }

    Optional<Boolean> flag(String name) {
        return has(name) && expect(name, get(name).isBoolean(), "`true` or `false`")
                ? Optional.of(get(name).booleanValue())
                : Optional.empty();
    }

    Optional<ObjectNode> object(String name) {
        return has(name) && expect(name, get(name).isObject(), "an object")
                ? Optional.of((ObjectNode) get(name))
                : Optional.empty();
    }

    Optional<List<JsonNode>> list(String name) {
        if (!has(name) || !expect(name, get(name).isArray(), "an array")) {
            return Optional.empty();
        }
        List<JsonNode> elements = new ArrayList<>();
        get(name).forEach(elements::add);
        return Optional.of(elements);
    }

    String required(String name, String meaning) {
        if (!has(name)) {
            error(name, meaning, "nothing", "add `" + name + "`");
        }
        return text(name).orElse("");
    }

    void error(String name, String expected, String found, String advice) {
        issues.error(path(name), expected, found, advice);
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "an array";
            case STRING, BINARY -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "`" + node.asText() + "`";
            case NULL -> "`null`";
            case MISSING -> "nothing";
        };
    }

    private boolean expect(String name, boolean met, String expected) {
        if (!met) {
            error(name, expected, kind(get(name)), "change the value");
        }
        return met;
    }
}

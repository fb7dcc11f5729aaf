package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.value.Spelling;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of one JSON object while a document is read: every mismatch becomes an issue, reading goes on.
 *
 * <p>Names are found ignoring case; {@code null} counts as not given.
 */
final class Members {
    private final String path;
    private final ObjectNode object;
    private final Issues issues;

    private Members(String path, ObjectNode object, Issues issues) {
        this.path = path;
        this.object = object;
        this.issues = issues;
    }

    static Members of(String path, JsonNode node, Issues issues) {
        if (node instanceof ObjectNode object) {
            return new Members(path, object, issues);
        }
        issues.error(path, "an object", described(node), "give a JSON object as Azure prints it");
        return new Members(path, JsonNodeFactory.instance.objectNode(), issues);
    }

    String path(String name) {
        return path + "." + name;
    }

    Issues issues() {
        return issues;
    }

    JsonNode get(String name) {
        JsonNode exact = object.path(name);
        if (!exact.isMissingNode()) {
            return given(exact);
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return given(member.getValue());
            }
        }
        return MissingNode.getInstance();
    }

    boolean has(String name) {
        return !get(name).isMissingNode();
    }

    /** The object under a name; empty, without an issue, where it is not given. */
    Members child(String name) {
        JsonNode value = get(name);
        return of(path(name), value.isMissingNode() ? JsonNodeFactory.instance.objectNode() : value, issues);
    }

    Optional<String> text(String name) {
        JsonNode value = get(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            error(name, "a string", described(value), "write the value as a JSON string");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    String required(String name, String meaning) {
        Optional<String> value = text(name).filter(text -> !text.isBlank());
        if (value.isEmpty() && !get(name).isNumber()) {
            error(name, meaning, has(name) ? described(get(name)) : "nothing", "add `" + name + "`");
        }
        return value.orElse("");
    }

    /** The string under a name if it is one of the words, spelled as the word is; ignores case. */
    Optional<String> word(String name, List<String> words) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        for (String word : words) {
            if (word.equalsIgnoreCase(value.get())) {
                return Optional.of(word);
            }
        }
        error(
                name,
                "one of `" + String.join("`, `", words) + "`",
                "`" + value.get() + "`",
                nearest(value.get(), words));
        return Optional.empty();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode value = array(name);
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i).isTextual()) {
                texts.add(value.get(i).textValue());
            } else {
                error(name + "[" + i + "]", "a string", described(value.get(i)), "write the element as a JSON string");
            }
        }
        return List.copyOf(texts);
    }

    List<Members> objects(String name) {
        List<Members> objects = new ArrayList<>();
        JsonNode value = array(name);
        for (int i = 0; i < value.size(); i++) {
            objects.add(of(path(name) + "[" + i + "]", value.get(i), issues));
        }
        return objects;
    }

    /** The members of the object under a name, in order; empty where it is not given. */
    List<Map.Entry<String, JsonNode>> entries(String name) {
        return List.copyOf(child(name).object.properties());
    }

    ObjectNode json() {
        return object;
    }

    Optional<Instant> instant(String name) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Moment.parse(value.get()));
        } catch (DateTimeException malformed) {
            error(
                    name,
                    "a time such as `2026-01-31T00:00:00Z`",
                    "`" + value.get() + "`",
                    "write it as ISO 8601 in UTC");
            return Optional.empty();
        }
    }

    void error(String name, String expected, String found, String advice) {
        issues.error(path(name), expected, found, advice);
    }

    void warning(String name, String expected, String found, String advice) {
        issues.warning(path(name), expected, found, advice);
    }

    static String described(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "an array";
            case STRING -> "the string `" + shortened(node.textValue()) + "`";
            case NUMBER, BINARY -> "the number `" + shortened(node.asText()) + "`";
            case BOOLEAN -> "`" + node.asText() + "`";
            case NULL -> "`null`";
            case MISSING -> "nothing";
        };
    }

    static String nearest(String found, List<String> names) {
        return Spelling.didYouMean(found, names, "use a name that is there");
    }

    private JsonNode array(String name) {
        JsonNode value = get(name);
        if (value.isMissingNode()) {
            return JsonNodeFactory.instance.arrayNode();
        }
        if (!value.isArray()) {
            error(name, "an array", described(value), "put the value in `[ ]`");
            return JsonNodeFactory.instance.arrayNode();
        }
        return value;
    }

    private static JsonNode given(JsonNode value) {
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    private static String shortened(String text) {
        String line = text.codePoints()
                .limit(80)
                .map(character -> Character.isISOControl(character) ? '?' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.length() > 80 ? line + "…" : line;
    }
}

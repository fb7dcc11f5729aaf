package dev.plumbline.policy.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Issues;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One entry of {@code set}: a path such as {@code properties.rules[0].name} that gets a value, where {@code null} stays null. */
final class Setting {
    private static final Pattern STEP = Pattern.compile("\\G(?:\\.?([^.\\[\\]]+)|\\[(\\d{1,6})\\]|\\['([^']+)'\\])");

    private final String text;
    private final String path;
    private final Issues issues;

    Setting(String text, String path, Issues issues) {
        this.text = text;
        this.path = path + "['" + text + "']";
        this.issues = issues;
    }

    JsonNode apply(JsonNode resource, JsonNode value) {
        List<Object> steps = steps();
        return steps.isEmpty() ? resource : set(resource.deepCopy(), steps, value);
    }

    private List<Object> steps() {
        List<Object> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int end = 0;
        while (matcher.find()) {
            end = matcher.end();
            if (matcher.group(2) != null) {
                steps.add(Integer.valueOf(matcher.group(2)));
            } else {
                steps.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(3));
            }
        }
        if (end < text.length() || text.isEmpty()) {
            issues.error(
                    path,
                    "a path such as `properties.rules[0].name`",
                    "`" + text + "`",
                    "write member names and indices");
            return List.of();
        }
        return steps;
    }

    private JsonNode set(JsonNode node, List<Object> steps, JsonNode value) {
        if (steps.isEmpty()) {
            return value;
        }
        List<Object> rest = steps.subList(1, steps.size());
        if (steps.get(0) instanceof Integer index) {
            if (!(node instanceof ArrayNode array) || index > array.size()) {
                issues.error(path, "an array with an element " + index, Keys.kind(node), "set the array first");
                return node;
            }
            if (index == array.size()) {
                array.addNull();
            }
            array.set(index, set(array.get(index), rest, value));
            return array;
        }
        String name = (String) steps.get(0);
        ObjectNode object = node instanceof ObjectNode present ? present : JsonNodeFactory.instance.objectNode();
        object.set(name, set(object.path(name), rest, value));
        return object;
    }
}

package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.JsonPath;
import dev.plumbline.policy.value.Comparison;
import dev.plumbline.policy.value.Spelling;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The members of a count. */
final class CountMembers {
    private final Issues issues;
    private final String at;
    private final int before;
    private JsonNode field = MissingNode.getInstance();
    private JsonNode value = MissingNode.getInstance();
    private JsonNode name = MissingNode.getInstance();
    private JsonNode where = MissingNode.getInstance();

    CountMembers(JsonNode node, String path, Issues issues) {
        this.issues = issues;
        at = path;
        before = issues.errors();
        Iterator<Map.Entry<String, JsonNode>> members = node.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            take(member.getKey(), member.getValue());
        }
    }

    private void take(String key, JsonNode node) {
        switch (Comparison.fold(key)) {
            case "field" -> field = node;
            case "value" -> value = node;
            case "name" -> name = node;
            case "where" -> where = node;
            default ->
                issues.error(
                        JsonPath.member(at, key),
                        "`field` or `value`, `name`, `where`",
                        "`" + key + "`",
                        Spelling.didYouMean(key, List.of("field", "value", "name", "where"), "remove it"));
        }
    }

    boolean sound() {
        if (field.isMissingNode() == value.isMissingNode()) {
            issues.error(
                    at,
                    "exactly one of `field` and `value`",
                    field.isMissingNode() ? "none" : "both",
                    "say what is counted");
        } else if (!field.isMissingNode() && !field.isTextual()) {
            issues.error(fieldPath(), "a field with `[*]`", ConditionMembers.found(field), "name the elements");
        }
        if (!name.isMissingNode() && !name.isTextual()) {
            issues.error(
                    JsonPath.member(at, "name"), "a text", ConditionMembers.found(name), "give the element a name");
        } else if (!name.isMissingNode() && value.isMissingNode()) {
            issues.error(
                    JsonPath.member(at, "name"),
                    "no `name` where a field is counted",
                    "`" + name.asText() + "`",
                    "remove it; `current()` takes the field's name");
        }
        return issues.errors() == before;
    }

    String fieldPath() {
        return JsonPath.member(at, "field");
    }

    String valuePath() {
        return JsonPath.member(at, "value");
    }

    String wherePath() {
        return JsonPath.member(at, "where");
    }

    /** What is counted, if it is a field; else missing. */
    JsonNode field() {
        return field;
    }

    /** What is counted, if it is a value; else missing. */
    JsonNode value() {
        return value;
    }

    /** What the element is called; missing if nothing. */
    JsonNode name() {
        return name;
    }

    /** What must hold for an element; missing if every one counts. */
    JsonNode where() {
        return where;
    }
}

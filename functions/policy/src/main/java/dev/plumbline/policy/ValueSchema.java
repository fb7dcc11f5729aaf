package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.value.Comparison;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The part of JSON schema that parameters use: types, members, items, enumerations, ranges, lengths and patterns, and
 * {@code allOf}, {@code anyOf}, {@code oneOf} and {@code not}. Other keywords are ignored, as the standard asks.
 */
final class ValueSchema {

    /** Steps that matching one pattern may take before it is given up. */
    private static final int PATTERN_STEPS = 200_000;

    /** Longer texts are not matched: the matcher recurses once for each character of some patterns. */
    private static final int LONGEST_TEXT = 1_024;

    private final Issues issues;

    private ValueSchema(Issues issues) {
        this.issues = issues;
    }

    /** Reports what is wrong with a schema itself. */
    static void check(JsonNode schema, String path, Issues issues) {
        Iterator<Map.Entry<String, JsonNode>> members = schema.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            String at = JsonPath.member(path, member.getKey());
            if (member.getKey().equals("pattern") && member.getValue().isTextual()) {
                checkPattern(member.getValue().textValue(), at, issues);
            } else if (member.getValue().isContainerNode()) {
                check(member.getValue(), at, issues);
            }
        }
        for (int i = 0; schema.isArray() && i < schema.size(); i++) {
            check(schema.get(i), JsonPath.element(path, i), issues);
        }
    }

    private static void checkPattern(String pattern, String path, Issues issues) {
        if (pattern.length() > Limit.PATTERN_CHARACTERS.value()) {
            String most = "a pattern of at most `" + Limit.PATTERN_CHARACTERS.value() + "` characters"
                    + " (limit `PATTERN_CHARACTERS`)";
            issues.error(path, most, "`" + pattern.length() + "`", "shorten it");
            return;
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            issues.error(path, "a regular expression", "`" + pattern + "`", wrong.getDescription());
        }
    }

    /** Reports where a value does not meet a schema. */
    static void validate(JsonNode schema, JsonNode value, String path, Issues issues) {
        new ValueSchema(issues).apply(schema, value, path);
    }

    private void apply(JsonNode schema, JsonNode value, String path) {
        if (schema.isBoolean() && !schema.booleanValue()) {
            report(path, "nothing", value);
        }
        if (!schema.isObject()) {
            return;
        }
        JsonNode type = schema.path("type");
        if (!type.isMissingNode() && !isOfType(type, value)) {
            report(path, "a value of type " + type, value);
            return;
        }
        enumeration(schema, value, path);
        range(schema, value, path);
        text(schema, value, path);
        members(schema, value, path);
        items(schema, value, path);
        combined(schema, value, path);
    }

    private void report(String path, String expected, JsonNode found) {
        String text = found.toString();
        issues.error(
                path,
                expected + ", as the parameter's schema asks",
                "`" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "`",
                "correct the value");
    }

    private static boolean isOfType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (JsonNode each : type) {
                if (isOfType(each, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText("").toLowerCase(Locale.ROOT)) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> true;
        };
    }

    private void enumeration(JsonNode schema, JsonNode value, String path) {
        JsonNode values = schema.path("enum");
        if (values.isArray() && !contains(values, value)) {
            report(path, "one of " + values, value);
        }
        JsonNode only = schema.path("const");
        if (!only.isMissingNode() && !Comparison.deeplyEqual(only, value)) {
            report(path, "`" + only + "`", value);
        }
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode each : values) {
            if (Comparison.deeplyEqual(each, value)) {
                return true;
            }
        }
        return false;
    }

    private void range(JsonNode schema, JsonNode value, String path) {
        if (!value.isNumber()) {
            return;
        }
        bound(schema.path("minimum"), value, path, "at least ", order -> order >= 0);
        bound(schema.path("maximum"), value, path, "at most ", order -> order <= 0);
        bound(schema.path("exclusiveMinimum"), value, path, "more than ", order -> order > 0);
        bound(schema.path("exclusiveMaximum"), value, path, "less than ", order -> order < 0);
    }

    private void bound(JsonNode bound, JsonNode value, String path, String words, IntPredicate allowed) {
        if (bound.isNumber() && !allowed.test(value.decimalValue().compareTo(bound.decimalValue()))) {
            report(path, words + "`" + bound + "`", value);
        }
    }

    private void text(JsonNode schema, JsonNode value, String path) {
        if (!value.isTextual()) {
            return;
        }
        String text = value.textValue();
        size(schema, "minLength", "maxLength", text.length(), value, path);
        JsonNode pattern = schema.path("pattern");
        if (pattern.isTextual() && !matches(pattern.textValue(), text)) {
            report(path, "a text that matches `" + pattern.textValue() + "`", value);
        }
    }

    private void size(JsonNode schema, String least, String most, int size, JsonNode value, String path) {
        if (schema.path(least).isInt() && size < schema.path(least).intValue()) {
            report(path, "a length of at least `" + schema.path(least) + "`", value);
        }
        if (schema.path(most).isInt() && size > schema.path(most).intValue()) {
            report(path, "a length of at most `" + schema.path(most) + "`", value);
        }
    }

    private static boolean matches(String pattern, String text) {
        if (pattern.length() > Limit.PATTERN_CHARACTERS.value() || text.length() > LONGEST_TEXT) {
            return false;
        }
        try {
            return Pattern.compile(pattern)
                    .matcher(new MeteredText(text, new int[] {PATTERN_STEPS}))
                    .find();
        } catch (PatternSyntaxException | MeteredText.TooMuch notMatched) {
            return false;
        }
    }

    /** A text that can be looked at so many times only, which bounds a pattern that backtracks. */
    private record MeteredText(String text, int[] left) implements CharSequence {

        private static final class TooMuch extends RuntimeException {
            private static final long serialVersionUID = 1;

            private TooMuch() {
                super("pattern", null, false, false);
            }
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new TooMuch();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new MeteredText(text.substring(start, end), left);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private void members(JsonNode schema, JsonNode value, String path) {
        if (!value.isObject()) {
            return;
        }
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText(""))) {
                report(path, "a member `" + required.asText("") + "`", value);
            }
        }
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        Iterator<Map.Entry<String, JsonNode>> all = value.fields();
        while (all.hasNext()) {
            Map.Entry<String, JsonNode> member = all.next();
            String at = JsonPath.member(path, member.getKey());
            JsonNode own = properties.path(member.getKey());
            apply(own.isMissingNode() ? others : own, member.getValue(), at);
        }
    }

    private void items(JsonNode schema, JsonNode value, String path) {
        if (!value.isArray()) {
            return;
        }
        size(schema, "minItems", "maxItems", value.size(), value, path);
        for (int i = 0; i < value.size(); i++) {
            apply(schema.path("items"), value.get(i), JsonPath.element(path, i));
        }
    }

    private void combined(JsonNode schema, JsonNode value, String path) {
        for (JsonNode each : schema.path("allOf")) {
            apply(each, value, path);
        }
        JsonNode any = schema.path("anyOf");
        if (any.isArray() && met(any, value) == 0) {
            report(path, "a value that meets one of the schemas of `anyOf`", value);
        }
        JsonNode one = schema.path("oneOf");
        if (one.isArray() && met(one, value) != 1) {
            report(path, "a value that meets exactly one of the schemas of `oneOf`", value);
        }
        JsonNode not = schema.path("not");
        if (not instanceof ObjectNode && meets(not, value)) {
            report(path, "a value that does not meet the schema of `not`", value);
        }
    }

    private static int met(JsonNode schemas, JsonNode value) {
        int met = 0;
        for (JsonNode each : schemas) {
            met += meets(each, value) ? 1 : 0;
        }
        return met;
    }

    private static boolean meets(JsonNode schema, JsonNode value) {
        Issues trial = new Issues("");
        new ValueSchema(trial).apply(schema, value, "$");
        return !trial.hasErrors();
    }
}

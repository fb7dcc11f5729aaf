package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.JsonPath;
import dev.plumbline.policy.operator.Operator;
import dev.plumbline.policy.value.Comparison;
import dev.plumbline.policy.value.Spelling;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a condition, sorted into what it is about and how it is compared. */
final class ConditionMembers {
    private static final List<String> WORDS = words();

    private final Issues issues;
    private final String at;
    private String subject = "";
    private String spelled = "";
    private JsonNode value = MissingNode.getInstance();
    private @Nullable Operator operator;
    private String operatorSpelled = "";
    private JsonNode operand = MissingNode.getInstance();
    private int subjects;
    private int operators;
    private final int before;
    private final boolean strange;

    ConditionMembers(JsonNode node, String path, Issues issues) {
        this.issues = issues;
        at = path;
        before = issues.errors();
        Iterator<Map.Entry<String, JsonNode>> members = node.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            take(member.getKey(), member.getValue());
        }
        strange = issues.errors() != before;
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>(Operator.names());
        words.addAll(List.of("allOf", "anyOf", "not", "field", "value", "count", "where", "name"));
        return List.copyOf(words);
    }

    /** What a node is, for issues. */
    static String found(JsonNode node) {
        return node.isMissingNode() ? "none" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private void take(String key, JsonNode node) {
        String folded = Comparison.fold(key);
        switch (folded) {
            case "allof", "anyof", "not", "field", "value", "count" -> {
                subjects++;
                subject = subjects == 1 ? folded : subject;
                spelled = subjects == 1 ? key : spelled;
                value = subjects == 1 ? node : value;
            }
            default -> {
                Operator named = Operator.named(folded);
                if (named == null) {
                    unknown(key);
                    return;
                }
                operators++;
                operator = named;
                operatorSpelled = key;
                operand = node;
            }
        }
    }

    private void unknown(String key) {
        issues.error(
                JsonPath.member(at, key),
                "`field`, `value` or `count` with one operator, or `allOf`, `anyOf` or `not`",
                "`" + key + "`",
                Spelling.didYouMean(key, WORDS, "remove it"));
    }

    /** Says what is missing or too much; a word that is not known may be what is missing, and has been reported. */
    boolean sound() {
        if (strange && subjects + operators <= 1) {
            return false;
        }
        if (subjects != 1) {
            issues.error(
                    at,
                    "exactly one of `field`, `value`, `count`, `allOf`, `anyOf`, `not`",
                    subjects == 0 ? "none" : "`" + subjects + "`",
                    subjects == 0 ? "add one" : "keep one and join the others with `allOf`");
            return false;
        }
        boolean joined = subject.equals("allof") || subject.equals("anyof") || subject.equals("not");
        if (operators != (joined ? 0 : 1)) {
            issues.error(
                    at,
                    joined ? "`" + spelled + "` alone" : "exactly one operator beside `" + spelled + "`",
                    operators == 0 ? "none" : "`" + operators + "`, the last `" + operatorSpelled + "`",
                    operators == 0 ? "add one, such as `equals`" : "keep one and join the others with `allOf`");
            return false;
        }
        return issues.errors() == before;
    }

    String path() {
        return JsonPath.member(at, spelled);
    }

    String operandPath() {
        return JsonPath.member(at, operatorSpelled);
    }

    Operator operator() {
        Operator known = operator;
        return known == null ? Operator.EQUALS : known;
    }

    /** What it is about: the folded name of the member, empty if there is none. */
    String subject() {
        return subject;
    }

    /** The value of that member. */
    JsonNode value() {
        return value;
    }

    /** What the operator compares with; missing if there is no operator. */
    JsonNode operand() {
        return operand;
    }
}

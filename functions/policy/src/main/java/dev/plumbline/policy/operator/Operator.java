package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.value.Comparison;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators of the language. */
public enum Operator {
    /** The same value, with case and the usual conversions ignored. */
    EQUALS("equals", Polarity.POSITIVE),
    /** Another value, or none. */
    NOT_EQUALS("notEquals", Polarity.NEGATIVE),
    /** One of the values. */
    IN("in", Polarity.POSITIVE),
    /** None of the values. */
    NOT_IN("notIn", Polarity.NEGATIVE),
    /** Matches a pattern of {@code *} and {@code ?}. */
    LIKE("like", Polarity.POSITIVE),
    /** Does not match a pattern of {@code *} and {@code ?}. */
    NOT_LIKE("notLike", Polarity.NEGATIVE),
    /** Matches a pattern of {@code #}, {@code ?} and {@code .}. */
    MATCH("match", Polarity.POSITIVE),
    /** Does not match a pattern of {@code #}, {@code ?} and {@code .}. */
    NOT_MATCH("notMatch", Polarity.NEGATIVE),
    /** Matches such a pattern, with case ignored. */
    MATCH_INSENSITIVELY("matchInsensitively", Polarity.POSITIVE),
    /** Does not match such a pattern, with case ignored. */
    NOT_MATCH_INSENSITIVELY("notMatchInsensitively", Polarity.NEGATIVE),
    /** Has the part, the element or the key. */
    CONTAINS("contains", Polarity.POSITIVE),
    /** Lacks the part, the element or the key. */
    NOT_CONTAINS("notContains", Polarity.NEGATIVE_IF_PRESENT),
    /** Is an object with this key. */
    CONTAINS_KEY("containsKey", Polarity.POSITIVE),
    /** Is no object with this key. */
    NOT_CONTAINS_KEY("notContainsKey", Polarity.NEGATIVE_IF_PRESENT),
    /** Comes before. */
    LESS("less", Polarity.POSITIVE),
    /** Comes before or is the same. */
    LESS_OR_EQUALS("lessOrEquals", Polarity.POSITIVE),
    /** Comes after. */
    GREATER("greater", Polarity.POSITIVE),
    /** Comes after or is the same. */
    GREATER_OR_EQUALS("greaterOrEquals", Polarity.POSITIVE),
    /** Is there at all, or is not. */
    EXISTS("exists", Polarity.POSITIVE);

    /** Whether an operator asserts or denies, and what a missing right side does to it. */
    private enum Polarity {
        POSITIVE,
        NEGATIVE,
        NEGATIVE_IF_PRESENT
    }

    private static final Map<String, Operator> BY_NAME = new HashMap<>();

    static {
        for (Operator operator : values()) {
            BY_NAME.put(Comparison.fold(operator.wire), operator);
        }
    }

    private final String wire;

    private final Polarity polarity;

    Operator(String wire, Polarity polarity) {
        this.wire = wire;
        this.polarity = polarity;
    }

    /** The operator of this name, ignoring case; null if there is none. */
    public static @Nullable Operator named(String name) {
        return BY_NAME.get(Comparison.fold(name));
    }

    /** Every operator's name. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Operator::wireName).toList();
    }

    /** The name in a definition. */
    public String wireName() {
        return wire;
    }

    /** Prepares a right side, which may be missing. */
    public Check against(JsonNode right) {
        if (right.isMissingNode()) {
            return polarity == Polarity.NEGATIVE ? Check.ALWAYS : Check.NEVER;
        }
        if (right.isArray() && right.isEmpty() && (this == IN || this == NOT_IN)) {
            return this == IN ? Check.NEVER : Check.ALWAYS;
        }
        Check check = prepared(right);
        return polarity == Polarity.POSITIVE ? check : check.negated();
    }

    /** Prepares {@code contains} for several texts, of which one is enough. */
    public static Check containsAny(List<TextNode> texts) {
        return ContainsAny.of(texts);
    }

    /** By a switch: as members, nineteen lambdas would have to be made before the first rule is read. */
    private Check prepared(JsonNode right) {
        return switch (this) {
            case EQUALS, NOT_EQUALS -> Equals.to(right);
            case IN, NOT_IN -> In.of(right);
            case LIKE, NOT_LIKE -> Like.pattern(right);
            case MATCH, NOT_MATCH -> Match.pattern(right);
            case MATCH_INSENSITIVELY, NOT_MATCH_INSENSITIVELY -> MatchInsensitively.pattern(right);
            case CONTAINS, NOT_CONTAINS -> Contains.what(right);
            case CONTAINS_KEY, NOT_CONTAINS_KEY -> ContainsKey.named(right);
            case LESS -> new Ordered(right, true, false, false);
            case LESS_OR_EQUALS -> new Ordered(right, true, true, false);
            case GREATER -> new Ordered(right, false, false, true);
            case GREATER_OR_EQUALS -> new Ordered(right, false, true, true);
            case EXISTS -> Exists.expected(right);
        };
    }

    /** The operator that holds when this one does not, for values that both can judge. */
    public Operator opposite() {
        return switch (this) {
            case EQUALS -> NOT_EQUALS;
            case NOT_EQUALS -> EQUALS;
            case IN -> NOT_IN;
            case NOT_IN -> IN;
            case LIKE -> NOT_LIKE;
            case NOT_LIKE -> LIKE;
            case MATCH -> NOT_MATCH;
            case NOT_MATCH -> MATCH;
            case MATCH_INSENSITIVELY -> NOT_MATCH_INSENSITIVELY;
            case NOT_MATCH_INSENSITIVELY -> MATCH_INSENSITIVELY;
            case CONTAINS -> NOT_CONTAINS;
            case NOT_CONTAINS -> CONTAINS;
            case CONTAINS_KEY -> NOT_CONTAINS_KEY;
            case NOT_CONTAINS_KEY -> CONTAINS_KEY;
            case LESS -> GREATER_OR_EQUALS;
            case LESS_OR_EQUALS -> GREATER;
            case GREATER -> LESS_OR_EQUALS;
            case GREATER_OR_EQUALS -> LESS;
            case EXISTS -> EXISTS;
        };
    }
}

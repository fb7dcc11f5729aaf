package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operators of the language. */
public enum Operator {
    /** The same value, with case and the usual conversions ignored. */
    EQUALS("equals", Equals::to, Polarity.POSITIVE),
    /** Another value, or none. */
    NOT_EQUALS("notEquals", Equals::to, Polarity.NEGATIVE),
    /** One of the values. */
    IN("in", In::of, Polarity.POSITIVE),
    /** None of the values. */
    NOT_IN("notIn", In::of, Polarity.NEGATIVE),
    /** Matches a pattern of {@code *} and {@code ?}. */
    LIKE("like", Like::pattern, Polarity.POSITIVE),
    /** Does not match a pattern of {@code *} and {@code ?}. */
    NOT_LIKE("notLike", Like::pattern, Polarity.NEGATIVE),
    /** Matches a pattern of {@code #}, {@code ?} and {@code .}. */
    MATCH("match", Match::pattern, Polarity.POSITIVE),
    /** Does not match a pattern of {@code #}, {@code ?} and {@code .}. */
    NOT_MATCH("notMatch", Match::pattern, Polarity.NEGATIVE),
    /** Matches such a pattern, with case ignored. */
    MATCH_INSENSITIVELY("matchInsensitively", MatchInsensitively::pattern, Polarity.POSITIVE),
    /** Does not match such a pattern, with case ignored. */
    NOT_MATCH_INSENSITIVELY("notMatchInsensitively", MatchInsensitively::pattern, Polarity.NEGATIVE),
    /** Has the part, the element or the key. */
    CONTAINS("contains", Contains::what, Polarity.POSITIVE),
    /** Lacks the part, the element or the key. */
    NOT_CONTAINS("notContains", Contains::what, Polarity.NEGATIVE_IF_PRESENT),
    /** Is an object with this key. */
    CONTAINS_KEY("containsKey", ContainsKey::named, Polarity.POSITIVE),
    /** Is no object with this key. */
    NOT_CONTAINS_KEY("notContainsKey", ContainsKey::named, Polarity.NEGATIVE_IF_PRESENT),
    /** Comes before. */
    LESS("less", Less::than, Polarity.POSITIVE),
    /** Comes before or is the same. */
    LESS_OR_EQUALS("lessOrEquals", LessOrEquals::to, Polarity.POSITIVE),
    /** Comes after. */
    GREATER("greater", Greater::than, Polarity.POSITIVE),
    /** Comes after or is the same. */
    GREATER_OR_EQUALS("greaterOrEquals", GreaterOrEquals::to, Polarity.POSITIVE),
    /** Is there at all, or is not. */
    EXISTS("exists", Exists::expected, Polarity.POSITIVE);

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

    @SuppressWarnings("ImmutableEnumChecker") // each is a reference to a constructor
    private final Function<JsonNode, Check> preparation;

    private final Polarity polarity;

    Operator(String wire, Function<JsonNode, Check> preparation, Polarity polarity) {
        this.wire = wire;
        this.preparation = preparation;
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
        Check check = preparation.apply(right);
        return polarity == Polarity.POSITIVE ? check : check.negated();
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

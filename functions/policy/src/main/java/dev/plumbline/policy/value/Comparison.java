package dev.plumbline.policy.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How the policy language compares values: case, coercion between text, number and boolean, and order.
 *
 * <p>Text ignores case with full Unicode folding. Text and number are equal if the trimmed text is that number; text and
 * boolean if the text spells it; boolean and number never; two texts are never compared as numbers. Null on the left
 * equals the empty text too. Arrays and objects are equal if their members are, and there text is compared exactly.
 */
public final class Comparison {

    /** Longer text is no number; an honest one is far shorter. */
    private static final int LONGEST_NUMBER = 128;

    private static final int LARGEST_SCALE = 512;

    private Comparison() {}

    /** Whether two values are equal, as {@code equals} and the elements of {@code in} compare them. */
    public static boolean equal(JsonNode left, JsonNode right) {
        return switch (right.getNodeType()) {
            case STRING -> equalToText(left, right.textValue());
            case NUMBER -> equalToNumber(left, right);
            case BOOLEAN -> equalToBoolean(left, right.booleanValue());
            case NULL -> left.isNull() || left.isMissingNode();
            case ARRAY, OBJECT -> deeplyEqual(left, right);
            default -> false;
        };
    }

    private static boolean equalToText(JsonNode left, String right) {
        return switch (left.getNodeType()) {
            case STRING -> Folding.same(left.textValue(), right);
            case NUMBER -> numberEqualsText(left, right);
            case BOOLEAN -> right.equalsIgnoreCase(left.booleanValue() ? "true" : "false");
            case NULL -> right.isEmpty();
            default -> false;
        };
    }

    private static boolean equalToNumber(JsonNode left, JsonNode right) {
        if (left.isNumber()) {
            return compareNumbers(left, right) == 0;
        }
        return left.isTextual() && numberEqualsText(right, left.textValue());
    }

    private static boolean equalToBoolean(JsonNode left, boolean right) {
        if (left.isBoolean()) {
            return left.booleanValue() == right;
        }
        return left.isTextual() && left.textValue().equalsIgnoreCase(right ? "true" : "false");
    }

    private static boolean numberEqualsText(JsonNode number, String text) {
        BigDecimal parsed = number(text);
        return parsed != null && number.decimalValue().compareTo(parsed) == 0;
    }

    /** Whether two values have the same structure and leaves; numbers by value, text exactly. */
    @SuppressWarnings("ReferenceEquality") // the same node is equal to itself, however deep it is
    public static boolean deeplyEqual(JsonNode left, JsonNode right) {
        if (left == right) {
            return true;
        }
        if (left.getNodeType() != right.getNodeType()) {
            return false;
        }
        return switch (left.getNodeType()) {
            case NUMBER -> compareNumbers(left, right) == 0;
            case ARRAY -> sameElements(left, right);
            case OBJECT -> sameMembers(left, right);
            default -> left.equals(right);
        };
    }

    private static boolean sameElements(JsonNode left, JsonNode right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!deeplyEqual(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMembers(JsonNode left, JsonNode right) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<Map.Entry<String, JsonNode>> members = left.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            JsonNode other = right.get(member.getKey());
            if (other == null || !deeplyEqual(member.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The order of two values, negative, zero or positive; empty if they cannot be ordered.
     *
     * <p>Numbers and texts that are numbers order by value, texts by their folded form, false comes before
     * true; nothing else has an order.
     */
    public static OptionalInt order(JsonNode left, JsonNode right) {
        if (left.isTextual() && right.isTextual()) {
            return OptionalInt.of(Folding.compare(left.textValue(), right.textValue()));
        }
        if (left.isNumber() && right.isNumber()) {
            return OptionalInt.of(compareNumbers(left, right));
        }
        if (left.isBoolean() && right.isBoolean()) {
            return OptionalInt.of(Boolean.compare(left.booleanValue(), right.booleanValue()));
        }
        if (left.isNumber() && right.isTextual()) {
            BigDecimal number = number(right.textValue());
            return number == null
                    ? OptionalInt.empty()
                    : OptionalInt.of(left.decimalValue().compareTo(number));
        }
        if (left.isTextual() && right.isNumber()) {
            BigDecimal number = number(left.textValue());
            return number == null ? OptionalInt.empty() : OptionalInt.of(number.compareTo(right.decimalValue()));
        }
        return OptionalInt.empty();
    }

    private static int compareNumbers(JsonNode left, JsonNode right) {
        if (left.isIntegralNumber()
                && right.isIntegralNumber()
                && left.canConvertToLong()
                && right.canConvertToLong()) {
            return Long.compare(left.longValue(), right.longValue());
        }
        return left.decimalValue().compareTo(right.decimalValue());
    }

    /** The number that a text spells, surrounding blanks aside, or null if it spells none of a sane size. */
    public static @Nullable BigDecimal number(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST_NUMBER || !startsLikeNumber(trimmed.charAt(0))) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(trimmed);
            return Math.abs((long) number.scale()) > LARGEST_SCALE ? null : number;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static boolean startsLikeNumber(char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.';
    }

    /** The text of a scalar: a number in plain digits, a boolean in lower case; null for anything else. */
    public static @Nullable String text(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue();
            case NUMBER -> numberText(value);
            case BOOLEAN -> value.booleanValue() ? "true" : "false";
            default -> null;
        };
    }

    private static String numberText(JsonNode number) {
        if (number.isIntegralNumber()) {
            return number.asText();
        }
        BigDecimal decimal = number.decimalValue();
        return Math.abs((long) decimal.scale()) > LARGEST_SCALE ? decimal.toString() : decimal.toPlainString();
    }

    /** The folded form of a text: equal for texts that differ in case only. */
    public static String fold(String text) {
        return Folding.fold(text);
    }

    /** A name with the case of its ASCII letters folded away, as names are compared; as long as the name itself. */
    public static String foldName(String name) {
        return Folding.foldName(name);
    }

    /** Whether two texts differ in case at most. */
    public static boolean sameText(String left, String right) {
        return Folding.same(left, right);
    }

    /** Whether the text's folded form is the given one, which must be folded already. */
    public static boolean foldsTo(String text, String folded) {
        return Folding.foldsTo(text, folded);
    }

    /** Whether the text has the part in it, ignoring case. */
    public static boolean containsText(String text, String part) {
        return foldContains(text, fold(part));
    }

    /** Whether the text's folded form has the given part, which must be folded already. */
    public static boolean foldContains(String text, String part) {
        return Folding.foldContains(text, part);
    }

    /** Whether a name is the given one, ignoring the case of ASCII letters as names do. */
    public static boolean sameName(String left, String right) {
        int length = left.length();
        if (length != right.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b && Folding.lower(a) != Folding.lower(b)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The member of this name, ignoring the case of ASCII letters; missing if there is none or the value is no object.
     *
     * <p>A member of exactly this name comes first, then the first in the object's order.
     */
    public static JsonNode member(JsonNode value, String name) {
        if (!(value instanceof ObjectNode object)) {
            return MissingNode.getInstance();
        }
        JsonNode exact = object.get(name);
        return exact == null ? inAnyCase(object, name) : exact;
    }

    /** By itself, so that a compiler makes a part of its callers of what nearly always suffices. */
    private static JsonNode inAnyCase(ObjectNode object, String name) {
        Iterator<Map.Entry<String, JsonNode>> members = object.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            if (sameName(member.getKey(), name)) {
                return member.getValue();
            }
        }
        return MissingNode.getInstance();
    }
}

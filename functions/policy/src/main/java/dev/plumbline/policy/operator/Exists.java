package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code exists}: there is a value other than null, or there is not. */
public final class Exists {

    private Exists() {}

    static Check expected(JsonNode right) {
        boolean expected = wanted(right);
        return (left, frame) -> (left.isNull() || left.isMissingNode()) != expected;
    }

    /** What the right side asks for; the text {@code "false"} is as good as the boolean. */
    public static boolean wanted(JsonNode right) {
        return right.isTextual() ? right.textValue().trim().equalsIgnoreCase("true") : right.booleanValue();
    }

    /** Whether the right side asks for anything sensible. */
    public static boolean accepts(JsonNode right) {
        if (!right.isTextual()) {
            return right.isBoolean();
        }
        String text = right.textValue().trim();
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }
}

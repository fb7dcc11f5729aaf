package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;

/**
 * {@code match}: a pattern as long as the text, in which {@code #} stands for a digit, {@code ?} for a letter and {@code
 * .} for any character; case counts.
 */
final class Match {

    private Match() {}

    static Check pattern(JsonNode right) {
        String pattern = Comparison.text(right);
        if (pattern == null) {
            return Check.NEVER;
        }
        return (left, frame) -> {
            String text = Comparison.text(left);
            return text != null && fits(text, pattern);
        };
    }

    static boolean fits(String text, String pattern) {
        if (text.length() != pattern.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            if (!fits(text.charAt(i), pattern.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(char c, char pattern) {
        return switch (pattern) {
            case '#' -> c >= '0' && c <= '9';
            case '?' -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            case '.' -> true;
            default -> c == pattern;
        };
    }
}

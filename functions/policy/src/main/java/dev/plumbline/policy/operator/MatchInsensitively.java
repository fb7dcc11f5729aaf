package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;

/** {@code matchInsensitively}: the pattern of {@code match} with case ignored. */
final class MatchInsensitively {

    private MatchInsensitively() {}

    static Check pattern(JsonNode right) {
        String pattern = Comparison.text(right);
        if (pattern == null) {
            return Check.NEVER;
        }
        String folded = Comparison.fold(pattern);
        return (left, frame) -> {
            String text = Comparison.text(left);
            return text != null && Match.fits(Comparison.fold(text), folded);
        };
    }
}

package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;

/** {@code containsKey}: an object with this key, ignoring its case. */
final class ContainsKey {

    private ContainsKey() {}

    static Check named(JsonNode right) {
        String key = Comparison.text(right);
        if (key == null) {
            return Check.NEVER;
        }
        return (left, frame) -> {
            frame.spend(left.size());
            return !Comparison.member(left, key).isMissingNode();
        };
    }
}

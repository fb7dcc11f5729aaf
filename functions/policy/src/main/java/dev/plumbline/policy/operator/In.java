package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code in}: equal to one of the elements; a single value counts as a list of one. */
final class In {

    /** So many texts are compared one by one, which needs no folded copy of the left side. */
    private static final int FEW = 8;

    private In() {}

    static Check of(JsonNode right) {
        List<JsonNode> elements = new ArrayList<>();
        if (right.isArray()) {
            right.forEach(elements::add);
        } else {
            elements.add(right);
        }
        Set<String> texts = new HashSet<>();
        Set<String> spelled = new HashSet<>();
        List<JsonNode> others = new ArrayList<>();
        int weight = elements.size();
        for (JsonNode element : elements) {
            weight += Weight.of(element);
            if (element.isTextual()) {
                spelled.add(element.textValue());
                texts.add(Comparison.fold(element.textValue()));
            } else {
                others.add(element);
            }
        }
        int whole = weight;
        int part = others.isEmpty() ? 0 : weight;
        String[] few = texts.size() <= FEW ? texts.toArray(String[]::new) : new String[0];
        return (left, frame) -> {
            if (left.isNull()) {
                return false;
            }
            if (left.isTextual()) {
                frame.spend(part);
                return spelled.contains(left.textValue()) || among(few, texts, left.textValue()) || any(others, left);
            }
            frame.spend(whole);
            return any(elements, left);
        };
    }

    private static boolean among(String[] few, Set<String> texts, String text) {
        if (texts.size() > FEW) {
            return texts.contains(Comparison.fold(text));
        }
        for (String each : few) {
            if (Comparison.foldsTo(text, each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(List<JsonNode> elements, JsonNode left) {
        for (int i = 0; i < elements.size(); i++) {
            if (Comparison.equal(left, elements.get(i))) {
                return true;
            }
        }
        return false;
    }
}

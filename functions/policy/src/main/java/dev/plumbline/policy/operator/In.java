package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.template.Frame;
import dev.plumbline.policy.value.Comparison;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code in}: equal to one of the elements; a single value counts as a list of one. */
final class In implements Check {

    /** So many texts are compared one by one, which needs no sets and no folded copy of the left side. */
    private static final int FEW = 8;

    private final List<JsonNode> elements = new ArrayList<>();
    private final List<JsonNode> others = new ArrayList<>();
    private final List<String> few = new ArrayList<>();
    private final Set<String> spelled = new HashSet<>();
    private final Set<String> folded = new HashSet<>();
    private final int weight;

    private In(JsonNode right) {
        if (right.isArray()) {
            right.forEach(elements::add);
        } else {
            elements.add(right);
        }
        int whole = elements.size();
        boolean many = whole > FEW;
        for (JsonNode element : elements) {
            whole += Weight.of(element);
            if (!element.isTextual()) {
                others.add(element);
                continue;
            }
            String text = element.textValue();
            if (many) {
                spelled.add(text);
                folded.add(Comparison.fold(text));
            } else {
                few.add(text);
            }
        }
        weight = whole;
    }

    static Check of(JsonNode right) {
        return new In(right);
    }

    @Override
    public boolean holds(JsonNode left, Frame frame) {
        if (!(left instanceof TextNode given)) {
            if (left.isNull()) {
                return false;
            }
            frame.spend(weight);
            return any(elements, left);
        }
        String text = given.textValue();
        if (others.isEmpty()) {
            return among(text);
        }
        frame.spend(weight);
        return among(text) || any(others, left);
    }

    private boolean among(String text) {
        for (int i = 0; i < few.size(); i++) {
            if (Comparison.sameText(text, few.get(i))) {
                return true;
            }
        }
        return !folded.isEmpty() && (spelled.contains(text) || folded.contains(Comparison.fold(text)));
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

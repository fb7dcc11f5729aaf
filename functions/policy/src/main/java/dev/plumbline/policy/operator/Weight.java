package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Limit;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many steps it takes to go through a value, beyond the one that every comparison takes. */
public final class Weight {

    /** So many characters are compared in about the time of any other step. */
    private static final int CHARACTERS_A_STEP = 1_024;

    private Weight() {}

    /** None for what is small; one for each value inside, and for each few thousand characters of text. */
    public static int of(JsonNode value) {
        if (value.isTextual()) {
            return of(value.textValue());
        }
        return value.isContainerNode() && !value.isEmpty() ? inside(value) : 0;
    }

    /** None for what is short; one for each few thousand characters. */
    public static int of(String text) {
        return text.length() / CHARACTERS_A_STEP;
    }

    /** Looking for a part in a text is the only work that grows with both. */
    static int ofSearch(String text, int part) {
        long work = (long) text.length() * Math.max(1, part) / CHARACTERS_A_STEP;
        return (int) Math.min(work, Integer.MAX_VALUE);
    }

    private static int inside(JsonNode container) {
        int weight = 0;
        boolean nested = false;
        for (JsonNode each : container) {
            weight += 1 + (each.isTextual() ? of(each.textValue()) : 0);
            nested |= each.isContainerNode();
        }
        return nested ? deeplyInside(container) : weight;
    }

    private static int deeplyInside(JsonNode container) {
        int weight = 0;
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(container);
        while (!open.isEmpty() && weight <= Limit.EVALUATION_STEPS.value()) {
            for (JsonNode each : open.pop()) {
                weight++;
                if (each.isContainerNode()) {
                    open.push(each);
                } else if (each.isTextual()) {
                    weight += of(each.textValue());
                }
            }
        }
        return weight;
    }
}

package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.alias.Selection;
import dev.plumbline.policy.value.Comparison;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which elements of a count inside a count can count at all, where its first condition asks that a text equals what the outer
 * element says.
 *
 * <p>A rule that counts distinct things compares each element with every other. The texts are looked at once for all elements
 * of the outer count; for those that differ the first condition is false, which settles it, so they need not be visited.
 */
final class Sieve {

    private static final Texts USELESS = new Texts(Map.of(), false);
    private static final int[] NONE = {};

    private final ElementCondition first;
    private final Memory memory;

    private Sieve(ElementCondition first, Memory memory) {
        this.first = first;
        this.memory = memory;
    }

    /**
     * The sieve of a count.
     *
     * @param memory where a count further out remembers the texts; null if the array may be another one each time
     * @param where what must hold for an element
     * @return null if every element has to be looked at
     */
    static @Nullable Sieve of(@Nullable Memory memory, @Nullable Condition where) {
        Condition first = where instanceof AllOf all ? all.first() : where;
        return memory != null && first instanceof ElementCondition compared && compared.comparesWithOuter()
                ? new Sieve(compared, memory)
                : null;
    }

    /**
     * The elements with each text, by its folded form.
     *
     * @param usable whether all elements have a text there
     */
    private record Texts(Map<String, int[]> elements, boolean usable) {}

    /** That the count has been evaluated: a map is worth its while from the second time on. */
    private record Once() {}

    /**
     * The elements that may count, in their order; null if that may be any.
     *
     * @param innermost the count, which has arrived at its first element
     */
    int @Nullable [] candidates(Evaluation evaluation, Scope innermost, Selection selection) {
        Scope outer = memory.scope(evaluation);
        Object known = outer == null ? null : outer.remembered(memory.slot());
        if (outer == null || known == null) {
            if (outer != null) {
                outer.remember(memory.slot(), new Once());
            }
            return null;
        }
        Texts texts;
        if (known instanceof Texts earlier) {
            texts = earlier;
        } else {
            texts = texts(evaluation, innermost, selection);
            outer.remember(memory.slot(), texts);
        }
        return texts.usable() ? with(texts, evaluation) : null;
    }

    private int @Nullable [] with(Texts texts, Evaluation evaluation) {
        JsonNode wanted;
        try {
            wanted = first.criterion().right(evaluation);
        } catch (Undecided unreadable) {
            // Another condition may settle it.
            return null;
        }
        return wanted.isTextual() ? texts.elements().getOrDefault(Comparison.fold(wanted.textValue()), NONE) : null;
    }

    private Texts texts(Evaluation evaluation, Scope innermost, Selection selection) {
        PreparedResource subject = evaluation.subject();
        PropertyPath path = first.below(innermost, evaluation);
        if (path == null) {
            return USELESS;
        }
        int size = selection.size();
        evaluation.spend(size);
        Map<String, int[]> elements = new HashMap<>();
        for (int i = 0; i < size; i++) {
            evaluation.spend(subject.readingSteps());
            JsonNode text = path.read(selection.element(i));
            if (!text.isTextual()) {
                return USELESS;
            }
            evaluation.pay(text);
            int element = i;
            elements.compute(Comparison.fold(text.textValue()), (key, before) -> with(before, element));
        }
        return new Texts(elements, true);
    }

    private static int[] with(int @Nullable [] before, int element) {
        if (before == null) {
            return new int[] {element};
        }
        int[] more = Arrays.copyOf(before, before.length + 1);
        more[before.length] = element;
        return more;
    }
}

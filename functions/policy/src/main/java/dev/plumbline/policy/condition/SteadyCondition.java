package dev.plumbline.policy.condition;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition inside a count inside a count that takes no notice of the outer one: whether it is true for an element is
 * found once, and remembered for the other times that the outer count has the inner one evaluated.
 */
public final class SteadyCondition implements Condition {

    private final Condition condition;
    private final Memory memory;
    private final int slot;

    private SteadyCondition(Condition condition, Memory memory, int slot) {
        this.condition = condition;
        this.memory = memory;
        this.slot = slot;
    }

    /**
     * Remembers the outcomes of a condition.
     *
     * @param memory where they are remembered, in a count further out
     * @param slot where the innermost count remembers them too, so that they are not looked for at each element
     */
    static SteadyCondition of(Condition condition, Memory memory, int slot) {
        return new SteadyCondition(condition, memory, slot);
    }

    /** An outcome for each element, by its number; what failed has none. */
    private static final class Outcomes {
        private static final byte TRUE = 1;
        private static final byte FALSE = 2;

        private byte[] byElement = new byte[16];

        private byte of(int element) {
            return element < byElement.length ? byElement[element] : 0;
        }

        private void put(int element, boolean outcome) {
            if (element >= byElement.length) {
                byElement = Arrays.copyOf(byElement, Math.max(element + 1, 2 * byElement.length));
            }
            byElement[element] = outcome ? TRUE : FALSE;
        }
    }

    @Override
    public boolean holds(Evaluation evaluation) {
        Scope innermost = evaluation.scope();
        Outcomes outcomes = innermost != null && innermost.remembered(slot) instanceof Outcomes known
                ? known
                : outcomes(innermost, evaluation);
        if (innermost == null || outcomes == null) {
            return condition.holds(evaluation);
        }
        byte known = outcomes.of(innermost.number());
        if (known != 0) {
            evaluation.spend(1);
            return known == Outcomes.TRUE;
        }
        boolean outcome = condition.holds(evaluation);
        outcomes.put(innermost.number(), outcome);
        return outcome;
    }

    private @Nullable Outcomes outcomes(@Nullable Scope innermost, Evaluation evaluation) {
        Scope outer = memory.scope(evaluation);
        if (innermost == null || outer == null) {
            return null;
        }
        Outcomes outcomes = outer.remembered(memory.slot()) instanceof Outcomes earlier ? earlier : new Outcomes();
        outer.remember(memory.slot(), outcomes);
        innermost.remember(slot, outcomes);
        return outcomes;
    }

    @Override
    public boolean applies(Evaluation evaluation, boolean otherwise) {
        return condition.applies(evaluation, otherwise);
    }

    @Override
    public Optional<Set<String>> types(boolean outcome) {
        return condition.types(outcome);
    }

    @Override
    public Condition bind(Binder binder) {
        return new SteadyCondition(condition.bind(binder), memory, slot);
    }

    @Override
    public void explain(Evaluation evaluation, boolean outcome, Explanation explanation) {
        condition.explain(evaluation, outcome, explanation);
    }

    @Override
    public int leastReasons(boolean outcome) {
        return condition.leastReasons(outcome);
    }
}

package dev.plumbline.policy.condition;

import java.util.Optional;
import java.util.Set;

/**
 * {@code not}: true if the child is not.
 *
 * @param child the condition denied
 */
public record Not(Condition child) implements Condition {

    @Override
    public boolean holds(Evaluation evaluation) {
        return !child.holds(evaluation);
    }

    @Override
    public boolean applies(Evaluation evaluation, boolean otherwise) {
        return !child.applies(evaluation, !otherwise);
    }

    @Override
    public Optional<Set<String>> types(boolean outcome) {
        return child.types(!outcome);
    }

    @Override
    public Condition bind(Binder binder) {
        return new Not(child.bind(binder));
    }

    @Override
    public void explain(Evaluation evaluation, boolean outcome, Explanation explanation) {
        child.explain(evaluation, !outcome, explanation);
    }

    @Override
    public int leastReasons(boolean outcome) {
        return child.leastReasons(!outcome);
    }
}

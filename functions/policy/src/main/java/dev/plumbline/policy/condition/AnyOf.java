package dev.plumbline.policy.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code anyOf}: true if a child is true. */
public final class AnyOf implements Condition {

    private final Condition[] children;
    private final Condition[] deciding;

    private AnyOf(Condition[] children) {
        this.children = children;
        this.deciding = merged(Junction.deciding(children, true));
    }

    static AnyOf of(List<Condition> children) {
        return new AnyOf(children.toArray(Condition[]::new));
    }

    /** Conditions that stand side by side and look for several things in one property go through it once. */
    private static Condition[] merged(Condition[] deciding) {
        List<Condition> merged = new ArrayList<>();
        for (Condition child : deciding) {
            int last = merged.size() - 1;
            ElementCondition both = last >= 0
                            && merged.get(last) instanceof ElementCondition one
                            && child instanceof ElementCondition other
                    ? one.or(other)
                    : null;
            if (both == null) {
                merged.add(child);
            } else {
                merged.set(last, both);
            }
        }
        return merged.toArray(Condition[]::new);
    }

    /** The conditions joined, in their order. */
    public List<Condition> children() {
        return List.of(children);
    }

    @Override
    public boolean holds(Evaluation evaluation) {
        return Junction.holds(deciding, true, evaluation);
    }

    @Override
    public boolean applies(Evaluation evaluation, boolean otherwise) {
        return Junction.applies(children, true, evaluation, otherwise);
    }

    @Override
    public Optional<Set<String>> types(boolean outcome) {
        return outcome == true ? Junction.either(children, outcome) : Junction.common(children, outcome);
    }

    @Override
    public Optional<Boolean> constant() {
        return deciding.length == 0 ? Optional.of(false) : Optional.empty();
    }

    @Override
    public Optional<String> failure() {
        return Junction.failure(deciding);
    }

    @Override
    public Condition bind(Binder binder) {
        return new AnyOf(Junction.bind(children, binder));
    }

    @Override
    public void explain(Evaluation evaluation, boolean outcome, Explanation explanation) {
        Junction.explain(children, outcome == true, evaluation, outcome, explanation);
    }

    @Override
    public int leastReasons(boolean outcome) {
        return Junction.leastReasons(children, outcome == true, outcome);
    }
}

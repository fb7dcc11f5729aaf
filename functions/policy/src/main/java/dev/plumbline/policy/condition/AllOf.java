package dev.plumbline.policy.condition;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code allOf}: true if no child is false. */
public final class AllOf implements Condition {

    private final Condition[] children;
    private final Condition[] deciding;

    private AllOf(Condition[] children) {
        this(children, Junction.deciding(children, false));
    }

    private AllOf(Condition[] children, Condition[] deciding) {
        this.children = children;
        this.deciding = deciding;
    }

    static AllOf of(List<Condition> children) {
        return new AllOf(children.toArray(Condition[]::new));
    }

    /** The conditions joined, in their order. */
    public List<Condition> children() {
        return List.of(children);
    }

    /** The condition that is looked at before all others; null if there is none. */
    @Nullable
    Condition first() {
        return deciding.length == 0 ? null : deciding[0];
    }

    /** Why it cannot be decided for any resource that it applies to; empty if it may be for some. */
    public Optional<String> failureWhereItApplies() {
        for (Condition child : deciding) {
            boolean identity = child instanceof FieldCondition condition && condition.identity();
            if (!identity) {
                return child.failure();
            }
        }
        return Optional.empty();
    }

    @Override
    public Condition typeKnown(String view) {
        Condition[] known =
                Arrays.stream(deciding).map(child -> child.typeKnown(view)).toArray(Condition[]::new);
        return new AllOf(children, Junction.deciding(known, false));
    }

    @Override
    public boolean holds(Evaluation evaluation) {
        return Junction.holds(deciding, false, evaluation);
    }

    @Override
    public boolean applies(Evaluation evaluation, boolean otherwise) {
        return Junction.applies(children, false, evaluation, otherwise);
    }

    @Override
    public Optional<Set<String>> types(boolean outcome) {
        return outcome == false ? Junction.either(children, outcome) : Junction.common(children, outcome);
    }

    @Override
    public Optional<Boolean> constant() {
        return deciding.length == 0 ? Optional.of(true) : Optional.empty();
    }

    @Override
    public Optional<String> failure() {
        return Junction.failure(deciding);
    }

    @Override
    public Condition bind(Binder binder) {
        return new AllOf(Junction.bind(children, binder));
    }

    @Override
    public void explain(Evaluation evaluation, boolean outcome, Explanation explanation) {
        Junction.explain(children, outcome == false, evaluation, outcome, explanation);
    }

    @Override
    public int leastReasons(boolean outcome) {
        return Junction.leastReasons(children, outcome == false, outcome);
    }
}

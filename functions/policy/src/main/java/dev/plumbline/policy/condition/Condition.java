package dev.plumbline.policy.condition;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A condition of a rule. Immutable.
 *
 * <p>Evaluation goes from left to right and stops as soon as the outcome is certain.
 */
public sealed interface Condition
        permits AllOf, AnyOf, Not, FieldCondition, ElementCondition, ValueCondition, CountCondition, SteadyCondition {

    /**
     * Whether the condition is true.
     *
     * @throws Undecided if something that it needs could not be read and nothing else decides it
     */
    boolean holds(Evaluation evaluation);

    /**
     * Whether the condition could be true for a resource of this type, kind and name: every other condition counts as
     * {@code otherwise}.
     */
    boolean applies(Evaluation evaluation, boolean otherwise);

    /** The resource types, in lower case, outside of which the condition never has the outcome; empty: any type. */
    Optional<Set<String>> types(boolean outcome);

    /** The condition that is always true. */
    static Condition always() {
        return AllOf.of(List.of());
    }

    /** This condition with parameter values filled in and constants folded. */
    Condition bind(Binder binder);

    /**
     * This condition on resources of the one type that it asks for: what asks for the type is left out of deciding.
     *
     * @param view the folded type of the view that it reads; empty if it reads none
     */
    default Condition typeKnown(String view) {
        return this;
    }

    /** The outcome that is the same whatever is read, if it was found beforehand. */
    default Optional<Boolean> constant() {
        return Optional.empty();
    }

    /** Why it cannot be decided for any resource; empty if it may be for some. */
    default Optional<String> failure() {
        return Optional.empty();
    }

    /** Writes down why the condition has the outcome, which must be the one it has. */
    void explain(Evaluation evaluation, boolean outcome, Explanation explanation);

    /** How many reasons {@link #explain} gives at the least: none or one. */
    int leastReasons(boolean outcome);
}

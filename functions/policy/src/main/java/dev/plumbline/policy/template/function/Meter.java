package dev.plumbline.policy.template.function;

/** Counts the steps of an evaluation; work is bounded in steps and not in seconds. */
@FunctionalInterface
public interface Meter {

    /**
     * Takes steps from the evaluation's budget.
     *
     * @throws RuntimeException the frame's own, if too few are left
     */
    void spend(int steps);
}

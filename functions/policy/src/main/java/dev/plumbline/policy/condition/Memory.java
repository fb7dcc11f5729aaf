package dev.plumbline.policy.condition;

import org.jspecify.annotations.Nullable;

/**
 * A place where something is remembered for as long as a count around it is evaluated.
 *
 * @param depth the depth of the count
 * @param slot the number within the count
 */
record Memory(int depth, int slot) {

    /** The scope that remembers. */
    @Nullable
    Scope scope(Evaluation evaluation) {
        Scope innermost = evaluation.scope();
        return innermost == null ? null : innermost.at(depth);
    }
}

package dev.plumbline.policy.condition;

import dev.plumbline.policy.template.EvaluationFailure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code allOf} and {@code anyOf} have in common: one outcome of a child settles the whole, and only if no child
 * has it the whole has the other outcome.
 */
final class Junction {

    private Junction() {}

    /** Whether the outcome that settles the whole occurs; a child that cannot be decided matters only if none settles. */
    static boolean holds(Condition[] children, boolean settling, Evaluation evaluation) {
        Undecided undecided = null;
        for (Condition child : children) {
            try {
                if (child.holds(evaluation) == settling) {
                    return settling;
                }
            } catch (Undecided unreadable) {
                undecided = undecided == null ? unreadable : undecided;
            } catch (EvaluationFailure failing) {
                // It might never have been asked, had the earlier child been decided: that one is why nobody knows.
                throw undecided == null ? failing : new EvaluationFailure(String.valueOf(undecided.getMessage()));
            }
        }
        if (undecided != null) {
            throw undecided;
        }
        return !settling;
    }

    /** Without the children that are known not to settle it: they say only which resources it applies to. */
    static Condition[] deciding(Condition[] children, boolean settling) {
        return Arrays.stream(children)
                .filter(child -> !child.constant().equals(Optional.of(!settling)))
                .toArray(Condition[]::new);
    }

    /** Why the child that is looked at first cannot be decided for any resource. */
    static Optional<String> failure(Condition[] children) {
        return children.length == 0 ? Optional.empty() : children[0].failure();
    }

    static boolean applies(Condition[] children, boolean settling, Evaluation evaluation, boolean otherwise) {
        for (Condition child : children) {
            if (child.applies(evaluation, otherwise) == settling) {
                return settling;
            }
        }
        return !settling;
    }

    /** All children decided it together, or the one that settles it with the fewest reasons. */
    static void explain(
            Condition[] children, boolean settled, Evaluation evaluation, boolean outcome, Explanation out) {
        if (!settled) {
            for (Condition child : children) {
                child.explain(evaluation, outcome, out);
            }
            return;
        }
        Explanation fewest = null;
        for (Condition child : children) {
            if (fewest != null && child.leastReasons(outcome) >= fewest.size()) {
                continue;
            }
            Explanation reasons = reasons(child, evaluation, outcome, out);
            if (reasons != null && (fewest == null || reasons.size() < fewest.size())) {
                fewest = reasons;
            }
        }
        if (fewest != null) {
            out.addAll(fewest);
        }
    }

    /** One child explains it if it settles it, else all do; what several say alike is one reason. */
    static int leastReasons(Condition[] children, boolean settled, boolean outcome) {
        int least = settled ? 1 : 0;
        for (Condition child : children) {
            int reasons = child.leastReasons(outcome);
            least = settled ? Math.min(least, reasons) : Math.max(least, reasons);
        }
        return children.length == 0 ? 0 : least;
    }

    private static @Nullable Explanation reasons(
            Condition child, Evaluation evaluation, boolean outcome, Explanation out) {
        try {
            if (child.holds(evaluation) != outcome) {
                return null;
            }
            Explanation own = out.fresh();
            child.explain(evaluation, outcome, own);
            return own;
        } catch (Undecided | EvaluationFailure undecided) {
            // Another child settled it before this one was asked: it is no reason, whatever becomes of it.
            return null;
        }
    }

    /** Every child has the outcome: the types that all of them allow. */
    static Optional<Set<String>> common(Condition[] children, boolean outcome) {
        Set<String> common = null;
        for (Condition child : children) {
            Optional<Set<String>> types = child.types(outcome);
            if (types.isPresent()) {
                if (common == null) {
                    common = new HashSet<>(types.get());
                } else {
                    common.retainAll(types.get());
                }
            }
        }
        return Optional.ofNullable(common);
    }

    /** Some child has the outcome: the types that one of them allows. */
    static Optional<Set<String>> either(Condition[] children, boolean outcome) {
        Set<String> either = new HashSet<>();
        for (Condition child : children) {
            Optional<Set<String>> types = child.types(outcome);
            if (types.isEmpty()) {
                return Optional.empty();
            }
            either.addAll(types.get());
        }
        return Optional.of(either);
    }

    static Condition[] bind(Condition[] children, Binder binder) {
        Condition[] bound = new Condition[children.length];
        for (int i = 0; i < children.length; i++) {
            bound[i] = children[i].bind(binder);
        }
        return bound;
    }
}

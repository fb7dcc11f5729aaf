package dev.plumbline.policy.condition;

import dev.plumbline.policy.PreparedResource;
import org.jspecify.annotations.Nullable;

/**
 * What a count that no other is around has come to in an evaluation: what explains a verdict need not count again.
 *
 * <p>Part of an {@link Evaluation}, which keeps those that it has.
 */
final class Tally {

    private static final int UNKNOWN = -1;

    private final CountCondition count;
    private final PreparedResource subject;
    private final @Nullable Tally earlier;
    private long matched;
    private boolean many;
    private int number = UNKNOWN;

    Tally(CountCondition count, PreparedResource subject, @Nullable Tally earlier) {
        this.count = count;
        this.subject = subject;
        this.earlier = earlier;
    }

    /** What is known of a count over a document; null if nothing. */
    @SuppressWarnings("ReferenceEquality") // the same condition elsewhere in a rule may stand in another place
    static @Nullable Tally of(CountCondition count, PreparedResource subject, @Nullable Tally latest) {
        Tally each = latest;
        while (each != null && !(each.count == count && each.subject == subject && each.number != UNKNOWN)) {
            each = each.earlier;
        }
        return each;
    }

    /** Notes that the condition is true for an element. */
    void add(int element) {
        if (element < Long.SIZE) {
            matched |= 1L << element;
        } else {
            many = true;
        }
    }

    /** Notes that no element is left. */
    void end(int counted) {
        number = counted;
    }

    /** How many elements count, once no element is left. */
    int number() {
        return number;
    }

    /** Whether it may be that the condition is true for an element. */
    boolean allows(int element) {
        return element < Long.SIZE ? (matched & 1L << element) != 0 : many;
    }
}

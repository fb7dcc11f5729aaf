package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.PreparedResource;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a count has come to: what explains a verdict need not count again.
 *
 * <p>An {@link Evaluation} keeps those of the counts to which no other around them matters.
 */
final class Tally {

    private static final int UNKNOWN = -1;

    private final @Nullable JsonNode count;
    private final @Nullable PreparedResource subject;
    private final @Nullable Tally earlier;
    private long matched;
    private @Nullable BitSet beyond;
    private int number = UNKNOWN;

    private Tally(@Nullable JsonNode count, @Nullable PreparedResource subject, @Nullable Tally earlier) {
        this.count = count;
        this.subject = subject;
        this.earlier = earlier;
    }

    /** The tally of a count, as it is written, over a document. */
    static Tally of(JsonNode count, PreparedResource subject, @Nullable Tally earlier) {
        return new Tally(count, subject, earlier);
    }

    /** A tally that nobody asks for again. */
    static Tally once() {
        return new Tally(null, null, null);
    }

    /** What is known of a count over a document; null if nothing. */
    @SuppressWarnings("ReferenceEquality") // the same text in another part of a rule may have another meaning
    static @Nullable Tally known(JsonNode count, PreparedResource subject, @Nullable Tally latest) {
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
            BitSet more = beyond == null ? new BitSet() : beyond;
            more.set(element - Long.SIZE);
            beyond = more;
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

    /** Whether the condition is true for an element. */
    boolean has(int element) {
        return element < Long.SIZE ? (matched & 1L << element) != 0 : beyond != null && beyond.get(element - Long.SIZE);
    }
}

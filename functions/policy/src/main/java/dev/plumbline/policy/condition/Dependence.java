package dev.plumbline.policy.condition;

/** Which counts around it a part of a rule depends on: a set, with a bit for each count's innermost depth. */
final class Dependence {

    static final long NONE = 0;

    /** Which ones is known only while evaluating. */
    static final long ANY = -1L;

    /** Nobody nests counts so deeply; whoever does gets what is right without being fast. */
    private static final int DEEPEST = 60;

    private Dependence() {}

    /** On the count whose innermost array is at a depth. */
    static long on(int depth) {
        return depth > DEEPEST ? ANY : 1L << depth;
    }

    /** Those of the counts that are around a depth. */
    static long outside(long counts, int depth) {
        return depth > DEEPEST ? counts : counts & ((1L << depth) - 1);
    }

    /** The innermost depth of the innermost of the counts; -1 if there are none. */
    static int deepest(long counts) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(counts);
    }
}

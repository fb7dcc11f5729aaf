package dev.plumbline.policy.condition;

/**
 * One count of a rule, through one array or several: numbers what is remembered while it is evaluated; see {@link
 * Scope#remembered}.
 *
 * <p>Not thread-safe; lives while a definition is compiled.
 */
final class Run {

    /** Nothing is remembered. */
    static final int NO_SLOT = -1;

    private final int first;
    private final int last;
    private final long source;
    private int slots;

    /**
     * Describes a count.
     *
     * @param first the depth of its outermost array
     * @param last the depth of the array whose elements are counted
     * @param source the counts around it that say which array that is
     */
    Run(int first, int last, long source) {
        this.first = first;
        this.last = last;
        this.source = source;
    }

    int first() {
        return first;
    }

    /** Whether it goes through one array. */
    boolean single() {
        return first == last;
    }

    /** This count, among those that something depends on. */
    long asDependence() {
        return Dependence.on(last);
    }

    /** Whether something right inside is the same for all elements. */
    boolean independent(long dependence) {
        return (dependence & asDependence()) == 0;
    }

    /** The counts around this one that something right inside depends on, and be it by what is counted at all. */
    long outside(long dependence) {
        return Dependence.outside(dependence | source, first);
    }

    /** Whether something right inside is the same, element by element, each time the next count around evaluates this one. */
    boolean steady(long dependence) {
        return Dependence.deepest(outside(dependence)) + 1 < first;
    }

    /** The number of one thing more. */
    int slot() {
        return slots++;
    }
}

package dev.plumbline.policy.condition;

/**
 * Numbers what the conditions right inside a count remember while it is evaluated; see {@link Scope#remembered}.
 *
 * <p>Not thread-safe; lives while a definition is compiled.
 */
final class Slots {

    /** Nothing is remembered. */
    static final int NONE = -1;

    private int taken;

    /** The next number. */
    int next() {
        return taken++;
    }
}

package dev.plumbline.policy;

/**
 * Whether a guard of a definition lets a change through.
 *
 * @param name the guard's name
 * @param holds whether its condition is true; anything but {@link Holds#TRUE} forbids the change
 * @param message what the guard is for, or why it could not be decided
 */
public record GuardResult(String name, Holds holds, String message) {

    /** A condition's outcome. */
    public enum Holds {
        /** True. */
        TRUE,
        /** False. */
        FALSE,
        /** Could not be read or decided. */
        UNKNOWN
    }
}

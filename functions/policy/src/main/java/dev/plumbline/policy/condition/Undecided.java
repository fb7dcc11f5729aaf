package dev.plumbline.policy.condition;

/** Something that a condition needs could not be read. Has no stack trace. */
public final class Undecided extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what could not be read, and why. */
    public Undecided(String message) {
        super(message, null, false, false);
    }
}

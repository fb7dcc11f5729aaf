package dev.plumbline.policy.template.function;

/** A function has no value for its arguments; the call turns this into a message to people. Has no stack trace. */
public final class FunctionFailure extends RuntimeException {
    /** Where no single argument is to blame. */
    static final int NO_ARGUMENT = -1;

    private static final long serialVersionUID = 1L;

    private final int argument;
    private final String expected;

    FunctionFailure(int argument, String expected) {
        super(expected, null, false, false);
        this.argument = argument;
        this.expected = expected;
    }

    /** The position of the argument to blame, from 0, or -1. */
    public int argument() {
        return argument;
    }

    /** What would have been right, such as {@code a string}. */
    public String expected() {
        return expected;
    }
}

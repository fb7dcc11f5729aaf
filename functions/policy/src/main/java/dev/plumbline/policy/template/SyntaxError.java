package dev.plumbline.policy.template;

/** The first place at which an expression is not well formed; never leaves this package. Has no stack trace. */
final class SyntaxError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int at;
    private final String expected;
    private final String found;

    SyntaxError(int at, String expected, String found) {
        super(expected, null, false, false);
        this.at = at;
        this.expected = expected;
        this.found = found;
    }

    int at() {
        return at;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }
}

package dev.plumbline.policy.template;

/**
 * A function could not be applied to its arguments, so that the evaluation cannot be decided.
 *
 * <p>The message names the function, what it expected and what it found. Has no stack trace.
 */
public class EvaluationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EvaluationFailure(String message) {
        super(message, null, false, false);
    }
}

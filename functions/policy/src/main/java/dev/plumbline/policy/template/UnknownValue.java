package dev.plumbline.policy.template;

/**
 * A value that only a deployment knows, such as that of {@code uniqueString()}.
 *
 * <p>Distinct from its parent because nothing is wrong with the policy: a resource name of this kind cannot be looked
 * up, and a condition over it is neither true nor false.
 */
public final class UnknownValue extends EvaluationFailure {
    private static final long serialVersionUID = 1L;

    public UnknownValue(String message) {
        super(message);
    }
}

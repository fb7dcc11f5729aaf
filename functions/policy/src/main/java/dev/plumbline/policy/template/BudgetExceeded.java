package dev.plumbline.policy.template;

/** An evaluation has used up its steps; its verdict is unknown. Has no stack trace. */
public final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BudgetExceeded(String message) {
        super(message, null, false, false);
    }
}

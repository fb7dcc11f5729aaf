package dev.plumbline.finding;

/** Somebody else wrote first: read again, decide again, write again. */
public final class LedgerConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerConflict(String message) {
        super(message);
    }
}

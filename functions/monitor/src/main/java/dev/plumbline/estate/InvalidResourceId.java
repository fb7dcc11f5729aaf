package dev.plumbline.estate;

/** Says why a text is not a resource id that Plumbline may use; the text itself is shown cut and escaped. */
public final class InvalidResourceId extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidResourceId(String message) {
        super(message);
    }
}

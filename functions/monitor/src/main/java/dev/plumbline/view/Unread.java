package dev.plumbline.view;

/** A section could not be read; the message says why. */
final class Unread extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unread(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

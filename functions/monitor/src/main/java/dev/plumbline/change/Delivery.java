package dev.plumbline.change;

/** What a delivered text turned out to be. */
public sealed interface Delivery {
    /** A change to look at. */
    record Change(ChangeEvent event) implements Delivery {}

    /** A well-formed event of which nothing follows: a failed operation, a handshake. */
    record Ignored(String reason) implements Delivery {}

    /**
     * Something that can never be understood.
     *
     * @param reason where, what was expected, what was found, what to do
     * @param excerpt the beginning of it
     */
    record Malformed(String reason, String excerpt) implements Delivery {}
}

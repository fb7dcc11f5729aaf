package dev.plumbline.estate;

/**
 * What a read came back with: there, not there, or not to be known.
 *
 * @param <T> what was asked for
 */
public sealed interface Reading<T> {
    /** It is there. */
    record Present<T>(T value) implements Reading<T> {}

    /** It does not exist. */
    record Absent<T>() implements Reading<T> {}

    /** It could not be read, and reading again soon would not help: refused, no such type, outside the scope. */
    record Unreadable<T>(String reason) implements Reading<T> {}
}

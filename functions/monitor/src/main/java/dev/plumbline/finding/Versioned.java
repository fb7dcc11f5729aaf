package dev.plumbline.finding;

/**
 * A stored value with the tag of its version.
 *
 * @param <T> what is stored
 * @param value what was stored
 * @param tag changes with every write; given back for a conditional one
 */
public record Versioned<T>(T value, String tag) {}

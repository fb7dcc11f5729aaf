package dev.plumbline.cli.local.types;

/**
 * One thing in a body that Azure would not accept.
 *
 * @param code a short name for the kind of problem, as in {@code UnknownProperty}
 * @param path where, as a dotted path from the body's root
 * @param message what was expected, what was found and what to do
 */
public record Problem(String code, String path, String message) {}

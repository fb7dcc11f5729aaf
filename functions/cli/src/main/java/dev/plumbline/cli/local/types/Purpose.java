package dev.plumbline.cli.local.types;

/** What a body is for, which decides what may and must be in it. */
public enum Purpose {
    /** The body of a PUT: what is required must be there, and what the service owns may not be changed. */
    REPLACE,
    /** The body of a PATCH: nothing is required, and what the service owns may not be changed. */
    UPDATE,
    /** What Azure answers: everything may be there, except what only goes in. */
    ANSWER
}

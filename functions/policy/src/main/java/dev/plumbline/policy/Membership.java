package dev.plumbline.policy;

/** Whether a resource is inside a {@link DefinitionScope}. */
public enum Membership {
    /** It is. */
    INSIDE,
    /** It is not. */
    OUTSIDE,
    /** It could not be told. */
    UNKNOWN
}

package dev.plumbline.policy.template;

/** Where in a policy a template stands; it decides which functions may be called there. */
public enum Place {
    /** An operand below {@code if}: {@code guid()} and {@code uniqueString()} are rejected. */
    CONDITION,
    /** A value below {@code then.details} or the effect's name. */
    DETAILS,
    /** An operand below {@code then.details.existenceCondition}. */
    EXISTENCE_CONDITION,
    /** A parameter value that an initiative hands to a definition: no resource is in scope. */
    INITIATIVE_PARAMETER
}

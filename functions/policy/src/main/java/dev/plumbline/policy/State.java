package dev.plumbline.policy;

/** How one resource stands with one definition; not knowing is a state of its own and never a pass. */
public enum State {
    /** The rule applies and is not broken. */
    COMPLIANT("compliant"),
    /** The rule is broken. */
    NON_COMPLIANT("nonCompliant"),
    /** The rule is broken or might be, and somebody has waived it for now. */
    EXEMPT("exempt"),
    /** The rule is not about this resource. */
    NOT_APPLICABLE("notApplicable"),
    /** It could not be read or decided. */
    UNKNOWN("unknown");

    private final String wire;

    State(String wire) {
        this.wire = wire;
    }

    /** The name in JSON. */
    public String wireName() {
        return wire;
    }
}

package dev.plumbline.policy.baseline;

/** What an assignment's effects may do; the verdict is the same in each mode. */
public enum EnforcementMode {
    /** Effects act. */
    DEFAULT("Default"),
    /** Effects are planned and reported, never carried out. */
    DO_NOT_ENFORCE("DoNotEnforce"),
    /** Effects act only on resources that were enrolled, which a monitor cannot see: nothing is carried out. */
    ENROLL("Enroll");

    private final String word;

    EnforcementMode(String word) {
        this.word = word;
    }

    /** The word as Azure spells it. */
    public String word() {
        return word;
    }

    static EnforcementMode of(String word) {
        for (EnforcementMode mode : values()) {
            if (mode.word.equalsIgnoreCase(word)) {
                return mode;
            }
        }
        return DEFAULT;
    }
}

package dev.plumbline.finding;

/** One step in a finding's life. */
public enum Transition {
    /** Seen open for the first time, without proof that the change at hand caused it. */
    SNAPSHOT("snapshot"),
    /** Compliant before, not any more; or on a resource that is new. */
    OPENED("opened"),
    /** Still open, for other reasons than before. */
    CHANGED("changed"),
    /** Compliant again, or the rule does not apply any more. */
    RESOLVED("resolved"),
    /** Open again after it was resolved. */
    REOPENED("reopened"),
    /** Waived by an exemption. */
    EXEMPTED("exempted"),
    /** The exemption ended and the resource is still not compliant. */
    EXEMPTION_EXPIRED("exemptionExpired"),
    /** The resource is gone. */
    RESOURCE_DELETED("resourceDeleted");

    private final String wireName;

    Transition(String wireName) {
        this.wireName = wireName;
    }

    /** The name in a row. */
    public String wireName() {
        return wireName;
    }
}

package dev.plumbline.finding;

/** Why an evaluation took place. */
public enum Source {
    /** An event told of a change. */
    EVENT("event"),
    /** The scheduled sweep came by. */
    SWEEP("sweep"),
    /** Somebody asked for it. */
    REQUEST("request");

    private final String wireName;

    Source(String wireName) {
        this.wireName = wireName;
    }

    /** The name in a row. */
    public String wireName() {
        return wireName;
    }
}

package dev.plumbline.change;

/**
 * What was done.
 *
 * @param kind written, deleted, or acted upon
 * @param name Azure's name of it, such as {@code Microsoft.CognitiveServices/accounts/write}
 */
public record Operation(Kind kind, String name) {
    /** What sort of operation. */
    public enum Kind {
        WRITE("write"),
        DELETE("delete"),
        ACTION("action");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** The last segment of an operation's name. */
        public String wireName() {
            return wireName;
        }
    }
}

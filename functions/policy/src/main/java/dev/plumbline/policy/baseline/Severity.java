package dev.plumbline.policy.baseline;

import java.util.Locale;
import java.util.Optional;

/** How much a finding matters, from {@code metadata.severity} of the definition; the last is the gravest. */
public enum Severity {
    LOW("Low"),
    MEDIUM("Medium"),
    HIGH("High"),
    CRITICAL("Critical");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The word as findings carry it. */
    public String word() {
        return word;
    }

    /** The severity of that name, ignoring case. */
    public static Optional<Severity> of(String name) {
        for (Severity severity : values()) {
            if (severity.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}

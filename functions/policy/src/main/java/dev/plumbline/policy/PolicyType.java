package dev.plumbline.policy;

import java.util.Locale;

/** Who wrote a definition. */
public enum PolicyType {
    /** A customer. */
    CUSTOM,
    /** Azure. */
    BUILT_IN,
    /** Azure, about what Microsoft itself looks after; nothing is evaluated. */
    STATIC,
    /** It does not say. */
    NOT_SPECIFIED;

    static PolicyType of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "custom" -> CUSTOM;
            case "builtin" -> BUILT_IN;
            case "static" -> STATIC;
            default -> NOT_SPECIFIED;
        };
    }
}

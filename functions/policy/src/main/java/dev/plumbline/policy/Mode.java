package dev.plumbline.policy;

import java.util.Locale;

/**
 * The mode of a definition: which resources it is evaluated for.
 *
 * @param name the mode as the definition spells it
 * @param kind what it means here
 */
public record Mode(String name, Kind kind) {

    /** The meanings of a mode. */
    public enum Kind {
        /** Every resource, resource groups and subscriptions too. */
        ALL,
        /** Only resources of types that have tags or a location. */
        INDEXED,
        /** A view of several reads. */
        VIEWS,
        /** A mode that only a resource provider's own agent evaluates. */
        PROVIDER
    }

    /** The mode named; one that is not Resource Manager's own belongs to a provider. */
    static Mode of(String name) {
        Kind kind = switch (name.toLowerCase(Locale.ROOT)) {
            case "all" -> Kind.ALL;
            case "indexed" -> Kind.INDEXED;
            case "plumbline.views" -> Kind.VIEWS;
            default -> Kind.PROVIDER;
        };
        return new Mode(name, kind);
    }
}

package dev.plumbline.cli.export;

/**
 * A definition that is not exported.
 *
 * @param name the definition's name
 * @param why the kind of reason
 * @param reason the reason for people
 */
public record LeftOut(String name, Why why, String reason) {

    /** The kinds of reasons. */
    public enum Why {
        /** The initiative refers to a definition that is not there. */
        missing,
        /** The definition does not compile. */
        broken,
        /** It reads a view, which Azure does not have. */
        view,
        /** It states what Microsoft guarantees; Azure lets nobody else write such a one. */
        fact,
        /** Only a resource provider's agent evaluates it. */
        providerMode,
        /** It has no effect that only looks or refuses. */
        effect,
        /** It is about what a workload leans on, and no tag says what that is. */
        workloadScope,
        /** The same, and its resources have no tags that could say it. */
        untagged,
        /** It uses an alias that Azure is not known to have. */
        alias,
        /** It is larger than Azure accepts. */
        limit
    }
}

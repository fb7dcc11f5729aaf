package dev.plumbline.policy;

import java.util.List;

/** The answer to a {@link RelatedQuery}: what was found, or why it cannot be told. */
public sealed interface Lookup {

    /**
     * Everything that exists.
     *
     * @param resources the related resources; empty if there is none
     */
    record Found(List<PreparedResource> resources) implements Lookup {
        /** Copies the list. */
        public Found {
            resources = List.copyOf(resources);
        }
    }

    /**
     * The lookup was refused, or nobody knows.
     *
     * @param reason why, for people
     */
    record Unreadable(String reason) implements Lookup {}
}

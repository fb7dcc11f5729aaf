package dev.plumbline.estate;

import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.ViewDocument;
import java.time.Instant;
import java.util.Set;

/** Puts views together for runs over an estate. Thread safe. */
public interface ViewSource {

    /**
     * Begins a run.
     *
     * @param estate answers every read at most once
     * @param now the moment of the run
     */
    Run begin(Estate estate, Instant now);

    /** The views of one run; for one thread. */
    interface Run {
        /**
         * The view of a resource, with at least the sections asked for once a condition needs them.
         *
         * <p>Reading them throws {@link TransientFailure} where the estate does.
         */
        ViewDocument view(String view, PreparedResource target, Set<String> sections);
    }
}

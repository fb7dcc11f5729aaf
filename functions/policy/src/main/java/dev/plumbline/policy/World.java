package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that an evaluation may ask of what surrounds the resource; one for each evaluation run, and it may be lazy.
 *
 * <p>Exceptions of an implementation pass through the evaluation unchanged, so that a caller can tell what may succeed
 * later; what was refused for good is answered as unreadable instead.
 */
public interface World {

    /** The related resources that a rule looks for. */
    Lookup related(RelatedQuery query);

    /** The view of this name of the target; it has at least these sections, read by now or when they are first needed. */
    ViewDocument view(String view, PreparedResource target, Set<String> sections);

    /** Whether the target is inside the scope. */
    Membership reach(DefinitionScope scope, PreparedResource target);

    /** The context in which the target is evaluated. */
    Context context(PreparedResource target);

    /**
     * A world that is given beforehand.
     *
     * @param context the whole context
     * @param related the result of every lookup; empty: related resources are unknown
     */
    static World offline(Context context, Optional<List<JsonNode>> related) {
        return new OfflineWorld(context, related);
    }
}

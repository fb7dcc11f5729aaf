package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A world that was written down before the evaluation: every definition is in scope, and nothing is looked up. */
final class OfflineWorld implements World {

    private final Context context;
    private final Optional<List<JsonNode>> related;

    OfflineWorld(Context context, Optional<List<JsonNode>> related) {
        this.context = context;
        this.related = related.map(List::copyOf);
    }

    @Override
    public Lookup related(RelatedQuery query) {
        if (related.isEmpty()) {
            return new Lookup.Unreadable("expected the resources of type `" + query.type()
                    + "` that are related, found none given; give them, or an empty list if none exist");
        }
        return new Lookup.Found(related.get().stream()
                .map(json -> PreparedResource.related(json, query.type()))
                .filter(query::means)
                .toList());
    }

    @Override
    public ViewDocument view(String view, PreparedResource target, Set<String> sections) {
        return new ViewDocument(MissingNode.getInstance(), Map.of());
    }

    @Override
    public Membership reach(DefinitionScope scope, PreparedResource target) {
        return Membership.INSIDE;
    }

    @Override
    public Context context(PreparedResource target) {
        return context;
    }
}

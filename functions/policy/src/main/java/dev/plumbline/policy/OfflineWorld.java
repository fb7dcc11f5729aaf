package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.value.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A world that was written down before the evaluation: every definition is in scope, and nothing is looked up. */
final class OfflineWorld implements World {

    /** A resource without private endpoints does not say so: the member is missing. */
    private static final String CONNECTIONS = "privateendpointconnections";

    private final Context context;
    private final Optional<List<JsonNode>> related;

    OfflineWorld(Context context, Optional<List<JsonNode>> related) {
        this.context = context;
        this.related = related.map(List::copyOf);
    }

    @Override
    public Lookup related(RelatedQuery query) {
        if (related.isEmpty()) {
            return shown(query).orElseGet(() -> unknown(query));
        }
        return new Lookup.Found(related.get().stream()
                .map(json -> PreparedResource.related(json, query.type()))
                .filter(query::means)
                .toList());
    }

    private static Lookup unknown(RelatedQuery query) {
        return new Lookup.Unreadable("expected the resources of type `" + query.type()
                + "` that are related, found none given; give them, or an empty list if none exist");
    }

    /** What the judged resource's own document answers: itself, and children that Azure shows in their parent. */
    private static Optional<Lookup> shown(RelatedQuery query) {
        PreparedResource judged = query.resource();
        if (Comparison.sameName(query.type(), judged.type()) && query.name().isPresent() && query.means(judged)) {
            return Optional.of(new Lookup.Found(List.of(judged)));
        }
        String type = Comparison.fold(query.type());
        String child = type.substring(type.lastIndexOf('/') + 1);
        if (!type.equals(judged.foldedType() + "/" + child)) {
            return Optional.empty();
        }
        JsonNode inline = judged.at("properties", child);
        if (!inline.isArray() && !child.equals(CONNECTIONS)) {
            return Optional.empty();
        }
        List<PreparedResource> children = new ArrayList<>();
        inline.forEach(each -> children.add(PreparedResource.related(each, query.type())));
        return Optional.of(
                new Lookup.Found(children.stream().filter(query::means).toList()));
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

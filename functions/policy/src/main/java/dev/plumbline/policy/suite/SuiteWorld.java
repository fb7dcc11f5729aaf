package dev.plumbline.policy.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.DefinitionScope;
import dev.plumbline.policy.Lookup;
import dev.plumbline.policy.Membership;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.RelatedQuery;
import dev.plumbline.policy.ViewDocument;
import dev.plumbline.policy.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The surroundings that a case describes. */
record SuiteWorld(SuiteCase described) implements World {

    @Override
    public Lookup related(RelatedQuery query) {
        Optional<List<JsonNode>> related = described.related();
        if (related.isEmpty()) {
            return new Lookup.Unreadable(
                    "the resources of type `" + query.type() + "` that are related could not be read");
        }
        return new Lookup.Found(related.get().stream()
                .map(json -> PreparedResource.related(json, query.type()))
                .toList());
    }

    /** The document of the case; a section that it lacks could not be read. */
    @Override
    public ViewDocument view(String view, PreparedResource target, Set<String> sections) {
        ObjectNode document =
                described.view().map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
        if (!document.has("type")) {
            document.put("type", "Plumbline.Views/" + view);
        }
        if (!document.has("resource")) {
            document.set("resource", target.json());
        }
        Map<String, String> unreadable = new HashMap<>();
        for (String section : sections) {
            if (!section.equals("*") && !document.has(section)) {
                unreadable.put(section, "the section `" + section + "` could not be read");
            }
        }
        return new ViewDocument(document, unreadable);
    }

    @Override
    public Membership reach(DefinitionScope scope, PreparedResource target) {
        return described.leanedOn() ? Membership.INSIDE : Membership.OUTSIDE;
    }

    @Override
    public Context context(PreparedResource target) {
        return new Context(described.context());
    }
}

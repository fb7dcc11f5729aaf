package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
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

/** The surroundings that the user gives in files; a resource that is itself a view's document is that view. */
final class GivenWorld implements World {
    private final World offline;

    GivenWorld(Context context, Optional<List<JsonNode>> related) {
        this.offline = World.offline(context, related);
    }

    @Override
    public Lookup related(RelatedQuery query) {
        return offline.related(query);
    }

    @Override
    public ViewDocument view(String view, PreparedResource target, Set<String> sections) {
        if (!target.type().equalsIgnoreCase("Plumbline.Views/" + view)) {
            return offline.view(view, target, sections);
        }
        Map<String, String> unreadable = new HashMap<>();
        for (String section : sections) {
            if (!section.equals("*") && !target.json().has(section)) {
                unreadable.put(section, "the document has no section `" + section + "`");
            }
        }
        return new ViewDocument(target.json(), unreadable);
    }

    @Override
    public Membership reach(DefinitionScope scope, PreparedResource target) {
        return offline.reach(scope, target);
    }

    @Override
    public Context context(PreparedResource target) {
        return offline.context(target);
    }
}

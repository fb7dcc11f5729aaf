package dev.plumbline.policy;

import static dev.plumbline.policy.Policies.json;
import static dev.plumbline.policy.Policies.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A world that answers as it is told and remembers what it was asked. */
class Asked implements World {
    RelatedQuery query = new RelatedQuery(
            resource("{}"), "none", Optional.empty(), Optional.empty(), Optional.empty(), ExistenceScope.SUBSCRIPTION);
    int reaches;
    Membership membership = Membership.OUTSIDE;
    ViewDocument view = new ViewDocument(json("{}"), Map.of());
    Set<String> sections = Set.of();

    @Override
    public Lookup related(RelatedQuery asked) {
        query = asked;
        return new Lookup.Found(List.of());
    }

    @Override
    public ViewDocument view(String name, PreparedResource target, Set<String> wanted) {
        sections = wanted;
        return view;
    }

    @Override
    public Membership reach(DefinitionScope scope, PreparedResource target) {
        reaches++;
        return membership;
    }

    @Override
    public Context context(PreparedResource target) {
        return Context.empty();
    }
}

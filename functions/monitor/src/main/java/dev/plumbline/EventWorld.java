package dev.plumbline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.change.ChangeEvent;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.DefinitionScope;
import dev.plumbline.policy.Lookup;
import dev.plumbline.policy.Membership;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.RelatedQuery;
import dev.plumbline.policy.ViewDocument;
import dev.plumbline.policy.World;
import java.util.HashSet;
import java.util.Set;

/**
 * A world in which one event has just happened: its view {@code change} tells of it.
 *
 * @param world everything else
 * @param event the event
 */
record EventWorld(World world, ChangeEvent event) implements World {
    private static final String SECTION = "event";

    @Override
    public Lookup related(RelatedQuery query) {
        return world.related(query);
    }

    @Override
    public ViewDocument view(String view, PreparedResource target, Set<String> sections) {
        Set<String> others = new HashSet<>(sections);
        others.remove(SECTION);
        return world.view(view, target, others).with(SECTION, fact());
    }

    private ObjectNode fact() {
        ObjectNode fact = JsonNodeFactory.instance
                .objectNode()
                .put("id", event.id())
                .put("operation", event.operation().name())
                .put("kind", event.operation().kind().wireName())
                .put("time", event.eventTime().toString())
                .put("subject", event.subject().toString())
                .put("scope", event.subject().toString());
        event.correlationId().ifPresent(id -> fact.put("correlationId", id));
        ObjectNode actor = fact.putObject("actor");
        event.actor().objectId().ifPresent(id -> actor.put("objectId", id));
        event.actor().appId().ifPresent(id -> actor.put("appId", id));
        event.actor().name().ifPresent(name -> actor.put("name", name));
        event.actor().ip().ifPresent(address -> actor.put("ipAddress", address));
        event.actor()
                .type()
                .ifPresent(type -> actor.put("type", type).put("tokenType", type.equals("User") ? "user" : "app"));
        return fact;
    }

    @Override
    public Membership reach(DefinitionScope scope, PreparedResource target) {
        return world.reach(scope, target);
    }

    @Override
    public Context context(PreparedResource target) {
        return world.context(target);
    }
}

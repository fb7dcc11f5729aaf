package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.EstateWorld;
import dev.plumbline.estate.GraphPage;
import dev.plumbline.estate.Reach;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import dev.plumbline.policy.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The reads of one run, where not knowing is {@link Unread} and what does not exist is nothing. For one thread. */
final class Reads {
    /** Types that Resource Manager lists by resource group only. */
    private static final Set<String> LISTED_BY_GRAPH =
            Set.of("microsoft.network/virtualnetworkgateways", "microsoft.network/connections");

    private static final int MOST_PAGES = 200;

    private final Estate estate;
    private final Scope scope;
    private final Reach reach;
    private final Instant now;
    private final Map<String, Object> kept = new HashMap<>();

    Reads(Estate estate, Scope scope, Reach reach, Instant now) {
        this.estate = estate;
        this.scope = scope;
        this.reach = reach;
        this.now = now;
    }

    /** The moment of the run. */
    Instant now() {
        return now;
    }

    /** The monitored subscriptions, in order. */
    Set<String> subscriptions() {
        return new TreeSet<>(scope.subscriptions());
    }

    boolean monitored(ResourceId id) {
        return scope.contains(id);
    }

    /** One resource; empty if it does not exist. */
    Optional<ObjectNode> find(ResourceId id) {
        Reading<Resource> reading = estate.read(id);
        if (reading instanceof Reading.Unreadable<Resource> unreadable) {
            throw new Unread(unreadable.reason());
        }
        return reading instanceof Reading.Present<Resource> present
                ? Optional.of(whole(present.value()))
                : Optional.empty();
    }

    /** One resource, {@code null} as JSON if it does not exist. */
    JsonNode one(ResourceId id) {
        return find(id).<JsonNode>map(found -> found).orElse(Json.NODES.nullNode());
    }

    /** The children, or the settings, of a type. */
    List<ObjectNode> children(ResourceId parent, String type) {
        return all(estate.children(parent, type));
    }

    /** The resources of a type in a subscription. */
    List<ObjectNode> in(String subscription, String type) {
        if (LISTED_BY_GRAPH.contains(type.toLowerCase(java.util.Locale.ROOT))) {
            return keep("graph " + subscription + " " + type, () -> graph(subscription, type));
        }
        return all(estate.list(subscription, Optional.empty(), type));
    }

    /** The resources of a type in the monitored subscriptions. */
    List<ObjectNode> everywhere(String type) {
        List<ObjectNode> found = new ArrayList<>();
        for (String subscription : subscriptions()) {
            found.addAll(in(subscription, type));
        }
        return found;
    }

    private List<ObjectNode> graph(String subscription, String type) {
        List<ObjectNode> found = new ArrayList<>();
        Optional<String> token = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            GraphPage page = estate.page(Set.of(subscription), Set.of(type), token);
            page.resources().forEach(resource -> found.add(whole(resource)));
            token = page.next();
            if (token.isEmpty()) {
                return found;
            }
        }
        throw new Unread("list of `" + type + "`: expected at most " + MOST_PAGES + " pages, found more");
    }

    /**
     * Documents of a type that no live reader reads, as far as an estate file carries them.
     *
     * @throws Unread where there is none of the type at all
     */
    List<ObjectNode> carried(String type) {
        List<ObjectNode> found = everywhere(type);
        if (found.isEmpty()) {
            throw new Unread("`" + type + "` has no live reader yet, and the estate holds no document of it");
        }
        return found;
    }

    /** A document of Microsoft Graph. */
    JsonNode directory(String path) {
        Reading<JsonNode> reading = estate.directory(path);
        if (reading instanceof Reading.Present<JsonNode> present) {
            return present.value();
        }
        throw new Unread(
                reading instanceof Reading.Unreadable<JsonNode> unreadable
                        ? unreadable.reason()
                        : "`graph:" + path + "` could not be read");
    }

    /** Whether an AI workload leans on it. */
    boolean inScope(ResourceId id) {
        return keep("scope " + id.key(), () -> {
            Membership membership = reach.workload(id);
            if (membership == Membership.UNKNOWN) {
                throw new Unread("it could not be told whether an AI workload leans on `" + id + "`");
            }
            return membership == Membership.INSIDE;
        });
    }

    /** Whether a subscription holds an AI workload. */
    boolean holdsWorkload(ResourceId subscription) {
        Membership membership = reach.subscription(subscription);
        if (membership == Membership.UNKNOWN) {
            throw new Unread("it could not be told whether `" + subscription + "` holds an AI workload");
        }
        return membership == Membership.INSIDE;
    }

    /** Something that is worked out once in a run; {@link Unread} is not kept. */
    @SuppressWarnings("unchecked")
    <T> T keep(String key, Supplier<T> work) {
        Object known = kept.get(key);
        if (known == null) {
            known = work.get();
            kept.put(key, known);
        }
        return (T) known;
    }

    static ResourceId id(JsonNode resource) {
        return ResourceId.tryParse(Json.text(resource, "id"))
                .orElseThrow(() -> new Unread("a resource without an id was listed"));
    }

    private static List<ObjectNode> all(Reading<List<Resource>> reading) {
        if (reading instanceof Reading.Unreadable<List<Resource>> unreadable) {
            throw new Unread(unreadable.reason());
        }
        return reading instanceof Reading.Present<List<Resource>> present
                ? present.value().stream().map(Reads::whole).toList()
                : List.of();
    }

    private static ObjectNode whole(Resource resource) {
        return EstateWorld.whole(resource);
    }
}

package dev.plumbline.estate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Membership;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Membership by the reference graph, and by a look for workloads in the subscription that is kept for a while. */
public final class GraphReach implements Reach {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Supplier<? extends Estate> estate;
    private final ReferenceGraph graph;
    private final Scope scope;
    private final InstantSource clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private record Held(Membership membership, Instant until) {}

    /** The reach of a graph in an estate, which is asked for anew each time. */
    public GraphReach(Supplier<? extends Estate> estate, ReferenceGraph graph, Scope scope, InstantSource clock) {
        this.estate = estate;
        this.graph = graph;
        this.scope = scope;
        this.clock = clock;
    }

    @Override
    public Membership workload(ResourceId id) {
        Membership leaned = leaned(id);
        return leaned != Membership.INSIDE && isTagged(whole(id)) ? Membership.INSIDE : leaned;
    }

    @Override
    public Membership workload(ResourceId id, JsonNode document) {
        if (!whole(id).equals(id)) {
            return workload(id);
        }
        return scope.tag().isOn(document) ? Membership.INSIDE : leaned(id);
    }

    private Membership leaned(ResourceId id) {
        return graph.isLeanedOn(id)
                .map(leaned -> leaned ? Membership.INSIDE : Membership.OUTSIDE)
                .orElse(Membership.UNKNOWN);
    }

    /** What a child is part of and a setting is set on: tags stand there. */
    private static ResourceId whole(ResourceId id) {
        ResourceId whole = id.root();
        while (whole.isExtension() && whole.scope().isPresent()) {
            whole = whole.scope().get().root();
        }
        return whole;
    }

    /** Lists are asked, because views ask for the same ones; a tag that nobody can read brings nothing in. */
    private boolean isTagged(ResourceId whole) {
        return whole.isResource()
                && scope.contains(whole)
                && whole.subscriptionId()
                        .map(subscription -> estate.get().list(subscription, Optional.empty(), whole.type()))
                        .filter(reading -> reading instanceof Reading.Present<List<Resource>> present
                                && present.value().stream()
                                        .anyMatch(each -> each.id().equals(whole)
                                                && scope.tag().isOn(each.json())))
                        .isPresent();
    }

    @Override
    public Membership subscription(ResourceId id) {
        Optional<String> subscription = id.subscriptionId();
        if (ReferenceGraph.isWorkload(id.root().type())) {
            return Membership.INSIDE;
        }
        return subscription.isPresent()
                ? holds(subscription.get())
                : any(scope.subscriptions().stream().map(this::holds).toList());
    }

    /** Forgets whether a subscription holds a workload, because one came or went. */
    public void forget(String subscription) {
        held.remove(subscription.toLowerCase(Locale.ROOT));
    }

    private Membership holds(String subscription) {
        String key = subscription.toLowerCase(Locale.ROOT);
        Instant now = clock.instant();
        Held kept = held.get(key);
        if (kept != null && now.isBefore(kept.until())) {
            return kept.membership();
        }
        Membership membership = any(ReferenceGraph.workloadTypes().stream()
                .map(type -> lists(subscription, type))
                .toList());
        held.put(key, new Held(membership, now.plus(KEPT)));
        return membership;
    }

    private Membership lists(String subscription, String type) {
        Reading<List<Resource>> reading = estate.get().list(subscription, Optional.empty(), type);
        if (reading instanceof Reading.Present<List<Resource>> present) {
            return present.value().stream().anyMatch(ReferenceGraph::isWorkload)
                    ? Membership.INSIDE
                    : Membership.OUTSIDE;
        }
        return reading instanceof Reading.Absent<List<Resource>> ? Membership.OUTSIDE : Membership.UNKNOWN;
    }

    private static Membership any(List<Membership> several) {
        if (several.contains(Membership.INSIDE)) {
            return Membership.INSIDE;
        }
        return several.contains(Membership.UNKNOWN) ? Membership.UNKNOWN : Membership.OUTSIDE;
    }
}

package dev.plumbline.finding;

import dev.plumbline.estate.Edge;
import dev.plumbline.estate.Links;
import dev.plumbline.estate.ListedLinks;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The edges that the ledger's entries keep; for a subscription that no sweep has been through yet, those of its listing
 * as well.
 *
 * <p>What was looked up is kept for a short while, since other instances write too; {@link #recorded} tells of what this
 * one has written. Thread safe.
 */
public final class LedgerLinks implements Links {
    private static final int MAX_KEPT = 50_000;

    private final Ledger ledger;
    private final ListedLinks listed;
    private final Scope scope;
    private final Predicate<String> swept;
    private final Duration kept;
    private final InstantSource clock;
    private final Map<ResourceId, Known> held = new ConcurrentHashMap<>();
    private final Map<ResourceId, Known> incoming = new ConcurrentHashMap<>();

    private record Known(Set<Edge> edges, boolean recorded, Instant until) {}

    /**
     * The edges of a ledger.
     *
     * @param swept whether a sweep has been through a subscription
     * @param kept how long a lookup is believed
     */
    public LedgerLinks(
            Ledger ledger,
            ListedLinks listed,
            Scope scope,
            Predicate<String> swept,
            Duration kept,
            InstantSource clock) {
        this.ledger = ledger;
        this.listed = listed;
        this.scope = scope;
        this.swept = swept;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public Set<Edge> from(ResourceId id) {
        Set<Edge> edges = new LinkedHashSet<>(entry(id).edges());
        ResourceId parent = id.isChild() ? id.parent().orElse(id) : id;
        if (!parent.equals(id)) {
            entry(parent).edges().stream()
                    .filter(edge -> edge.from().equals(id))
                    .forEach(edges::add);
        }
        if (!entry(id).recorded() && !entry(parent).recorded()) {
            Set<String> own =
                    id.subscriptionId().filter(scope::contains).map(Set::of).orElse(Set.of());
            unswept(own, links -> links.from(id), edges);
        }
        return edges;
    }

    @Override
    public Set<Edge> to(ResourceId id) {
        Known known = incoming.get(id);
        if (known == null || !clock.instant().isBefore(known.until())) {
            Set<Edge> edges = new LinkedHashSet<>();
            for (ResourceId holder : ledger.referrers(id)) {
                entry(holder).edges().stream()
                        .filter(edge -> edge.to().equals(id))
                        .forEach(edges::add);
            }
            known = keep(incoming, id, edges, true);
        }
        Set<Edge> listedEdges = new LinkedHashSet<>();
        unswept(scope.subscriptions(), links -> links.to(id), listedEdges);
        if (listedEdges.isEmpty()) {
            return known.edges();
        }
        Set<Edge> all = new LinkedHashSet<>(known.edges());
        listedEdges.stream().filter(edge -> !entry(edge.from()).recorded()).forEach(all::add);
        return all;
    }

    /** Tells of an entry that was just written, and of the edges that it had before. */
    public void recorded(LedgerEntry entry, Set<Edge> before) {
        Set<Edge> now = entry.deleted() ? Set.of() : entry.edges();
        keep(held, entry.id(), now, true);
        if (!now.equals(before)) {
            before.forEach(edge -> incoming.remove(edge.to()));
            now.forEach(edge -> incoming.remove(edge.to()));
        }
    }

    private Known entry(ResourceId id) {
        Known known = held.get(id);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known;
        }
        Optional<LedgerEntry> entry =
                id.isHost() ? Optional.empty() : ledger.find(id).map(Versioned::value);
        Set<Edge> edges =
                entry.filter(found -> !found.deleted()).map(LedgerEntry::edges).orElse(Set.of());
        return keep(held, id, edges, entry.isPresent());
    }

    private Known keep(Map<ResourceId, Known> map, ResourceId id, Set<Edge> edges, boolean recorded) {
        if (map.size() >= MAX_KEPT) {
            map.clear();
        }
        Known known = new Known(edges, recorded, clock.instant().plus(kept));
        map.put(id, known);
        return known;
    }

    private void unswept(Set<String> subscriptions, Function<Links, Set<Edge>> question, Set<Edge> answer) {
        for (String subscription : subscriptions) {
            if (!swept.test(subscription)) {
                answer.addAll(question.apply(listed.of(subscription)));
            }
        }
    }
}

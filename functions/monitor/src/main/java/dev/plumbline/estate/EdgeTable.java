package dev.plumbline.estate;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Edges in memory, replaced resource by resource: adding one costs no more than its own edges. Thread safe. */
public final class EdgeTable implements Links {
    private final Map<ResourceId, Set<Edge>> held = new ConcurrentHashMap<>();
    private final Map<ResourceId, Set<Edge>> incoming = new ConcurrentHashMap<>();

    /** The edges of the given resources. */
    public static EdgeTable of(Collection<Resource> resources) {
        EdgeTable table = new EdgeTable();
        resources.forEach(resource -> table.put(resource.id(), References.of(resource)));
        return table;
    }

    /** Replaces the edges that a resource holds. */
    public synchronized void put(ResourceId holder, Set<Edge> edges) {
        Set<Edge> before =
                Optional.ofNullable(held.put(holder, Set.copyOf(edges))).orElse(Set.of());
        before.stream().filter(edge -> !edges.contains(edge)).forEach(this::drop);
        edges.forEach(edge -> incoming.computeIfAbsent(edge.to(), to -> ConcurrentHashMap.newKeySet())
                .add(edge));
    }

    /** Forgets the edges that a resource holds. */
    public synchronized void remove(ResourceId holder) {
        put(holder, Set.of());
        held.remove(holder);
    }

    /** Whether the resource was put. */
    public boolean knows(ResourceId id) {
        return held.containsKey(id);
    }

    @Override
    public Set<Edge> from(ResourceId id) {
        Set<Edge> own = held.getOrDefault(id, Set.of());
        Optional<ResourceId> network = References.network(id);
        if (network.isEmpty()) {
            return own;
        }
        Set<Edge> all = new LinkedHashSet<>(own);
        held.getOrDefault(network.get(), Set.of()).stream()
                .filter(edge -> edge.from().equals(id))
                .forEach(all::add);
        return all;
    }

    @Override
    public Set<Edge> to(ResourceId id) {
        return Collections.unmodifiableSet(new HashSet<>(incoming.getOrDefault(id, Set.of())));
    }

    private void drop(Edge edge) {
        Set<Edge> edges = incoming.get(edge.to());
        if (edges != null) {
            edges.remove(edge);
            if (edges.isEmpty()) {
                incoming.remove(edge.to());
            }
        }
    }
}

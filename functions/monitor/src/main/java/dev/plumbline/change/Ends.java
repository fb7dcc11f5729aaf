package dev.plumbline.change;

import dev.plumbline.estate.Edge;
import dev.plumbline.estate.Links;
import dev.plumbline.estate.ResourceId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The resources at the ends of edges; a host stands for what answers there. Thread safe. */
final class Ends {
    private final Links links;

    Ends(Links links) {
        this.links = links;
    }

    /** What an id stands for: itself, or what answers at a host. */
    List<ResourceId> meant(ResourceId id) {
        return id.isHost()
                ? links.to(id).stream()
                        .filter(edge -> edge.kind() == Edge.Kind.ADDRESS)
                        .map(Edge::from)
                        .toList()
                : List.of(id);
    }

    /** What an edge leads to; where that is a host, what answers there, and the resources that this is part of. */
    Set<ResourceId> far(Edge edge) {
        Set<ResourceId> far = new LinkedHashSet<>();
        for (ResourceId end : meant(edge.to())) {
            far.add(end);
            far.add(edge.to().isHost() ? end.root() : end);
        }
        return far;
    }

    /** The edges that lead to a resource by its id or by an address that it answers at; others may answer there too. */
    Set<Edge> to(AffectedResources.Subject change) {
        Set<Edge> edges = new LinkedHashSet<>(links.to(change.subject()));
        change.edges().stream()
                .filter(edge -> edge.kind() == Edge.Kind.ADDRESS && edge.from().equals(change.subject()))
                .flatMap(edge -> links.to(edge.to()).stream())
                .filter(edge -> edge.kind() != Edge.Kind.ADDRESS)
                .forEach(edges::add);
        return edges;
    }
}

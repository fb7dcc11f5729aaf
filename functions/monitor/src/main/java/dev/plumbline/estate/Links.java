package dev.plumbline.estate;

import java.util.Set;

/** The edges of the estate, looked up from either end. Thread safe. */
public interface Links {
    /**
     * The edges that a resource's own JSON and id hold. Those of a network's inline subnets start at the subnet and
     * are found under either of the two.
     */
    Set<Edge> from(ResourceId id);

    /** The edges that lead to a resource, whoever holds them. */
    Set<Edge> to(ResourceId id);
}

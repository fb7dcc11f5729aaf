package dev.plumbline.estate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Azure resources in scope, read only.
 *
 * <p>Thread safe. Every method throws {@link TransientFailure} for what can succeed later (429, 5xx, the network, a
 * time-out); what cannot, a refusal above all, is a {@link Reading.Unreadable}. An id outside the configured scope is
 * answered as unreadable without a request.
 */
public interface Estate {
    /** Reads one resource, group or subscription. */
    Reading<Resource> read(ResourceId id);

    /**
     * Lists the children of the given full type under a parent, or the extension resources of that type (diagnostic
     * settings, role assignments, locks) set on it; pages are followed.
     */
    Reading<List<Resource>> children(ResourceId parent, String type);

    /** Lists the resources of the given full type in a subscription, or in one of its groups; pages are followed. */
    Reading<List<Resource>> list(String subscriptionId, Optional<String> resourceGroup, String type);

    /**
     * One page of all resources of the given types in the given subscriptions, in a stable order.
     *
     * @param types full types; empty for every type
     * @param skipToken the token that the page before gave, absent for the first page
     */
    GraphPage page(Set<String> subscriptions, Set<String> types, Optional<String> skipToken);

    /**
     * A document of Microsoft Graph, by its path without host and version, such as {@code
     * /identity/conditionalAccess/policies}; never absent: what is not known is unreadable. With {@code *} in place of one
     * segment, all such documents as an array of {@code {id, value}}.
     */
    Reading<JsonNode> directory(String path);
}

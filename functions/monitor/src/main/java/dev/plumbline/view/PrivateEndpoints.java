package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The private endpoints behind a resource's connections, with the zones that they register in. */
final class PrivateEndpoints {
    static final String GROUPS = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups";

    private PrivateEndpoints() {}

    static ArrayNode of(JsonNode resource, Reads reads) {
        Set<ResourceId> ids = new LinkedHashSet<>();
        for (JsonNode connection : Json.at(resource, "properties", "privateEndpointConnections")) {
            ResourceId.tryParse(Json.text(connection, "properties", "privateEndpoint", "id"))
                    .filter(reads::monitored)
                    .ifPresent(ids::add);
        }
        ArrayNode endpoints = Json.array();
        for (ResourceId id : ids) {
            Optional<ObjectNode> endpoint = reads.find(id);
            if (endpoint.isPresent()) {
                endpoints.add(Json.with(endpoint.get(), "dnsZoneGroups", Json.array(reads.children(id, GROUPS))));
            }
        }
        return endpoints;
    }
}

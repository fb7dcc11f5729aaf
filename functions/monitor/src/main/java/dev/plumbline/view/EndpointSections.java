package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sections of the view {@code dependency} about private endpoints. */
final class EndpointSections {
    private static final String ENDPOINTS = "Microsoft.Network/privateEndpoints";
    private static final String GROUPS = ENDPOINTS + "/privateDnsZoneGroups";
    private static final String LINKS = "Microsoft.Network/privateDnsZones/virtualNetworkLinks";

    static final Map<String, Section> ALL = Map.of(
            "targetAccounts", (subject, reads) -> subject.isOfType(ENDPOINTS) ? accounts(subject, reads) : Json.array(),
            "dnsZones", (subject, reads) -> subject.isOfType(ENDPOINTS) ? zones(subject, reads) : Json.array());

    private EndpointSections() {}

    private static JsonNode accounts(Subject subject, Reads reads) {
        Set<ResourceId> ids = new LinkedHashSet<>();
        for (String member : List.of("privateLinkServiceConnections", "manualPrivateLinkServiceConnections")) {
            for (JsonNode connection : Json.at(subject.json(), "properties", member)) {
                ResourceId.tryParse(Json.text(connection, "properties", "privateLinkServiceId"))
                        .filter(id -> id.type().equalsIgnoreCase(AccountSections.ACCOUNTS) && reads.monitored(id))
                        .ifPresent(ids::add);
            }
        }
        ArrayNode accounts = Json.array();
        ids.forEach(id -> reads.find(id).ifPresent(accounts::add));
        return accounts;
    }

    private static JsonNode zones(Subject subject, Reads reads) {
        Set<ResourceId> ids = new LinkedHashSet<>();
        for (ObjectNode group : reads.children(subject.id(), GROUPS)) {
            for (JsonNode config : Json.at(group, "properties", "privateDnsZoneConfigs")) {
                ResourceId.tryParse(Json.text(config, "properties", "privateDnsZoneId"))
                        .ifPresent(ids::add);
            }
        }
        ArrayNode zones = Json.array();
        for (ResourceId id : ids) {
            if (!reads.monitored(id)) {
                throw new Unread("the zone `" + id + "` lies in no monitored subscription");
            }
            zones.add(Json.object()
                    .put("id", id.toString())
                    .put("name", id.name())
                    .set("networkIds", networks(id, reads)));
        }
        return zones;
    }

    private static ArrayNode networks(ResourceId zone, Reads reads) {
        ArrayNode networks = Json.array();
        for (ObjectNode link : reads.children(zone, LINKS)) {
            Optional.of(Json.text(link, "properties", "virtualNetwork", "id"))
                    .filter(id -> !id.isEmpty())
                    .ifPresent(networks::add);
        }
        return networks;
    }
}

package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The sections of the view {@code dependency} about private endpoints, from either end. */
final class EndpointSections {
    private static final String LINKS = "Microsoft.Network/privateDnsZones/virtualNetworkLinks";

    static final Map<String, Section> ALL = Map.of(
            "targetAccounts", ofEndpoints(EndpointSections::accounts),
            "dnsZones", ofEndpoints(EndpointSections::zones),
            "linkedZones", ofEndpoints(EndpointSections::linkedZones),
            "privateEndpoints", (subject, reads) -> PrivateEndpoints.of(subject.json(), reads),
            "mlWorkspaces", EndpointSections::mlWorkspaces);

    private EndpointSections() {}

    /** A section that is empty for everything but private endpoints. */
    private static Section ofEndpoints(Section section) {
        return (subject, reads) ->
                subject.isOfType(PrivateEndpoints.TYPE) ? section.read(subject, reads) : Json.array();
    }

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
        for (ObjectNode group : reads.children(subject.id(), PrivateEndpoints.GROUPS)) {
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
            String network = Json.text(link, "properties", "virtualNetwork", "id");
            if (!network.isEmpty()) {
                networks.add(network);
            }
        }
        return networks;
    }

    private static JsonNode linkedZones(Subject subject, Reads reads) {
        ResourceId network = ResourceId.tryParse(Json.text(subject.json(), "properties", "subnet", "id"))
                .flatMap(ResourceId::parent)
                .orElseThrow(() -> new Unread("the private endpoint does not say in which subnet it is"));
        Set<ResourceId> ids = new TreeSet<>();
        for (ObjectNode link : reads.everywhere(LINKS)) {
            if (Json.is(link, network.toString(), "properties", "virtualNetwork", "id")) {
                ids.add(Reads.id(link).root());
            }
        }
        ArrayNode zones = Json.array();
        ids.forEach(id -> zones.add(Json.object().put("id", id.toString()).put("name", id.name())));
        return zones;
    }

    private static JsonNode mlWorkspaces(Subject subject, Reads reads) {
        ArrayNode workspaces = Json.array();
        for (ObjectNode workspace : reads.everywhere(WorkspaceSections.WORKSPACES)) {
            for (String use : List.of("storageAccount", "keyVault", "containerRegistry", "applicationInsights")) {
                if (Json.is(workspace, subject.id().toString(), "properties", use)) {
                    workspaces.add(Json.object()
                            .put("id", Json.text(workspace, "id"))
                            .put("kind", Json.text(workspace, "kind"))
                            .put("use", use));
                }
            }
        }
        return workspaces;
    }
}

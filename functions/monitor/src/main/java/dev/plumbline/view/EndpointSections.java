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

/** The sections of the view {@code dependency} about private endpoints: what they lead to, and which names find them. */
final class EndpointSections {
    private static final String ENDPOINTS = "Microsoft.Network/privateEndpoints";
    private static final String ZONES = "Microsoft.Network/privateDnsZones";
    private static final String LINKS = ZONES + "/virtualNetworkLinks";
    private static final List<String> CONNECTIONS =
            List.of("privateLinkServiceConnections", "manualPrivateLinkServiceConnections");

    static final Map<String, Section> ALL = Map.of(
            "targetAccounts", ofEndpoints(EndpointSections::targetAccounts),
            "dnsZoneGroups", ofEndpoints((subject, reads) -> Json.array(groups(subject, reads))),
            "dnsZones", ofEndpoints(EndpointSections::dnsZones),
            "linkedZones", ofEndpoints(EndpointSections::linkedZones),
            "privateEndpoints", (subject, reads) -> PrivateEndpoints.of(subject.json(), reads),
            "mlWorkspaces", EndpointSections::mlWorkspaces);

    private EndpointSections() {}

    private static Section ofEndpoints(Section section) {
        return (subject, reads) -> subject.isOfType(ENDPOINTS) ? section.read(subject, reads) : Json.array();
    }

    private static JsonNode targetAccounts(Subject subject, Reads reads) {
        Set<ResourceId> ids = new LinkedHashSet<>();
        for (String list : CONNECTIONS) {
            for (JsonNode connection : Json.at(subject.json(), "properties", list)) {
                ResourceId.tryParse(Json.text(connection, "properties", "privateLinkServiceId"))
                        .map(ResourceId::root)
                        .filter(id -> id.type().equalsIgnoreCase(AccountSections.ACCOUNTS))
                        .ifPresent(ids::add);
            }
        }
        ArrayNode accounts = Json.array();
        ids.forEach(id -> reads.find(id).ifPresent(accounts::add));
        return accounts;
    }

    private static List<ObjectNode> groups(Subject subject, Reads reads) {
        return reads.children(subject.id(), PrivateEndpoints.GROUPS);
    }

    private static JsonNode dnsZones(Subject subject, Reads reads) {
        Set<ResourceId> ids = new LinkedHashSet<>();
        for (JsonNode group : groups(subject, reads)) {
            for (JsonNode each : Json.at(group, "properties", "privateDnsZoneConfigs")) {
                ResourceId.tryParse(Json.text(each, "properties", "privateDnsZoneId"))
                        .ifPresent(ids::add);
            }
        }
        ArrayNode zones = Json.array();
        for (ResourceId id : ids) {
            ResourceId network = network(subject);
            boolean linked = reads.children(id, LINKS).stream().anyMatch(link -> leadsTo(network, link));
            zones.add(zone(id).put("linked", linked));
        }
        return zones;
    }

    private static JsonNode linkedZones(Subject subject, Reads reads) {
        ResourceId network = network(subject);
        Set<ResourceId> ids = new TreeSet<>();
        for (ObjectNode link : reads.everywhere(LINKS)) {
            if (leadsTo(network, link)) {
                ids.add(Reads.id(link).root());
            }
        }
        ArrayNode zones = Json.array();
        ids.forEach(id -> zones.add(zone(id)));
        return zones;
    }

    private static ObjectNode zone(ResourceId id) {
        return Json.object().put("id", id.toString()).put("name", id.name());
    }

    private static boolean leadsTo(ResourceId network, JsonNode link) {
        return Json.is(link, network.toString(), "properties", "virtualNetwork", "id");
    }

    private static ResourceId network(Subject endpoint) {
        return ResourceId.tryParse(Json.text(endpoint.json(), "properties", "subnet", "id"))
                .flatMap(ResourceId::parent)
                .orElseThrow(() -> new Unread("the private endpoint does not say in which subnet it is"));
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

package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sections of the view {@code dependency} that walk a virtual network: from its subnets to firewalls and gateways. */
final class NetworkSections {
    private static final String NETWORK = "Microsoft.Network/";
    private static final String NETWORKS = NETWORK + "virtualNetworks";
    private static final String EVERYWHERE = "0.0.0.0/0";

    static final Map<String, Section> ALL = Map.of(
            "subnets", ofNetworks(NetworkSections::subnets),
            "firewalls", ofNetworks(NetworkSections::firewalls),
            "hybridGateways", ofNetworks(NetworkSections::hybridGateways),
            "bastions", ofNetworks(NetworkSections::bastions),
            "networkInterfaces", ofNetworks(NetworkSections::networkInterfaces));

    private NetworkSections() {}

    private static Section ofNetworks(Section section) {
        return (subject, reads) -> subject.isOfType(NETWORKS) ? section.read(subject, reads) : Json.array();
    }

    private static JsonNode subnets(Subject subject, Reads reads) {
        ArrayNode subnets = Json.array();
        for (JsonNode subnet : Json.at(subject.json(), "properties", "subnets")) {
            String name = Json.text(subnet, "name");
            ResourceId id = ResourceId.tryParse(Json.text(subnet, "id"))
                    .or(() -> ResourceId.tryParse(subject.id() + "/subnets/" + name))
                    .orElseThrow(() -> new Unread("a subnet without id and name was listed"));
            String table = Json.text(subnet, "properties", "routeTable", "id");
            ObjectNode fact = Json.object()
                    .put("id", id.toString())
                    .put("name", name)
                    .put("inScope", reads.inScope(id))
                    .put("networkSecurityGroupId", Json.text(subnet, "properties", "networkSecurityGroup", "id"))
                    .put("routeTableId", table);
            fact.set("defaultRoute", defaultRoute(table, reads));
            subnets.add(fact);
        }
        return subnets;
    }

    private static JsonNode defaultRoute(String table, Reads reads) {
        Optional<ObjectNode> found = ResourceId.tryParse(table).flatMap(reads::find);
        if (found.isPresent()) {
            for (JsonNode route : Json.at(found.get(), "properties", "routes")) {
                JsonNode properties = Json.at(route, "properties");
                if (Json.is(properties, EVERYWHERE, "addressPrefix")) {
                    return Json.object()
                            .put("nextHopType", Json.text(properties, "nextHopType"))
                            .put("nextHopIpAddress", Json.text(properties, "nextHopIpAddress"));
                }
            }
        }
        return Json.NODES.nullNode();
    }

    private static JsonNode firewalls(Subject subject, Reads reads) {
        Peers peers = new Peers(subject);
        ArrayNode firewalls = Json.array();
        for (ObjectNode firewall : reads.everywhere(NETWORK + "azureFirewalls")) {
            JsonNode properties = Json.at(firewall, "properties");
            Optional<String> where = peers.where(properties);
            if (where.isPresent()) {
                String policy = Json.text(properties, "firewallPolicy", "id");
                firewalls.add(Json.object()
                        .put("id", Json.text(firewall, "id"))
                        .put("privateIpAddress", address(properties))
                        .put("threatIntelMode", threatIntelMode(properties, policy, reads))
                        .put("policyId", policy)
                        .put("where", where.get()));
            }
        }
        return firewalls;
    }

    private static String address(JsonNode firewall) {
        for (JsonNode configuration : Json.at(firewall, "ipConfigurations")) {
            String address = Json.text(configuration, "properties", "privateIPAddress");
            if (!address.isEmpty()) {
                return address;
            }
        }
        return Json.text(firewall, "hubIPAddresses", "privateIPAddress");
    }

    private static String threatIntelMode(JsonNode firewall, String policy, Reads reads) {
        Optional<ResourceId> id = ResourceId.tryParse(policy);
        if (id.isEmpty()) {
            return Json.text(firewall, "threatIntelMode");
        }
        JsonNode read = reads.find(id.get())
                .orElseThrow(() -> new Unread("the firewall policy `" + policy + "` does not exist"));
        return Json.text(read, "properties", "threatIntelMode");
    }

    private static JsonNode hybridGateways(Subject subject, Reads reads) {
        Peers peers = new Peers(subject);
        ArrayNode gateways = Json.array();
        for (ObjectNode gateway : reads.everywhere(NETWORK + "virtualNetworkGateways")) {
            JsonNode properties = Json.at(gateway, "properties");
            Optional<String> where =
                    peers.where(properties).filter(place -> place.equals(Peers.OWN) || peers.usesGatewayOf(properties));
            if (where.isPresent()) {
                ObjectNode fact = Json.object()
                        .put("id", Json.text(gateway, "id"))
                        .put("gatewayType", Json.text(properties, "gatewayType"))
                        .put("where", where.get());
                fact.set("connections", connections(Json.text(gateway, "id"), reads));
                gateways.add(fact);
            }
        }
        return gateways;
    }

    private static ArrayNode connections(String gateway, Reads reads) {
        ArrayNode connections = Json.array();
        for (ObjectNode connection : reads.everywhere(NETWORK + "connections")) {
            JsonNode properties = Json.at(connection, "properties");
            if (Json.is(properties, gateway, "virtualNetworkGateway1", "id")
                    || Json.is(properties, gateway, "virtualNetworkGateway2", "id")) {
                connections.add(Json.object()
                        .put("id", Json.text(connection, "id"))
                        .put("connectionType", Json.text(properties, "connectionType"))
                        .put("connectionStatus", Json.text(properties, "connectionStatus")));
            }
        }
        return connections;
    }

    private static JsonNode bastions(Subject subject, Reads reads) {
        Peers peers = new Peers(subject);
        ArrayNode bastions = Json.array();
        for (ObjectNode bastion : reads.everywhere(NETWORK + "bastionHosts")) {
            JsonNode properties = Json.at(bastion, "properties");
            Optional<String> where = peers.where(properties)
                    .or(() -> Optional.of(Peers.OWN)
                            .filter(own -> Json.is(properties, subject.id().toString(), "virtualNetwork", "id")));
            if (where.isPresent()) {
                ObjectNode fact =
                        Json.object().put("id", Json.text(bastion, "id")).put("where", where.get());
                fact.put(
                        "enableShareableLink",
                        Json.at(properties, "enableShareableLink").asBoolean());
                bastions.add(fact);
            }
        }
        return bastions;
    }

    private static JsonNode networkInterfaces(Subject subject, Reads reads) {
        List<ObjectNode> inside = new ArrayList<>();
        for (ObjectNode card : reads.everywhere(NETWORK + "networkInterfaces")) {
            if (Peers.subnets(Json.at(card, "properties")).stream().anyMatch(subnet -> subnet.isWithin(subject.id()))) {
                inside.add(card);
            }
        }
        return Json.array(inside);
    }

    /** A network and those that it is peered with. */
    private static final class Peers {
        private static final String OWN = "network";

        private final ResourceId network;
        private final Set<ResourceId> peered = new LinkedHashSet<>();
        private final Set<ResourceId> gatewaysUsed = new LinkedHashSet<>();

        Peers(Subject subject) {
            this.network = subject.id();
            for (JsonNode peering : Json.at(subject.json(), "properties", "virtualNetworkPeerings")) {
                JsonNode properties = Json.at(peering, "properties");
                String state = Json.text(properties, "peeringState");
                if (!state.isEmpty() && !state.equalsIgnoreCase("Connected")) {
                    continue;
                }
                Optional<ResourceId> remote = ResourceId.tryParse(Json.text(properties, "remoteVirtualNetwork", "id"));
                remote.ifPresent(peered::add);
                if (Json.at(properties, "useRemoteGateways").asBoolean()) {
                    remote.ifPresent(gatewaysUsed::add);
                }
            }
        }

        /** Where something with addresses stands: {@code network}, {@code peer}, or nowhere near. */
        Optional<String> where(JsonNode properties) {
            List<ResourceId> subnets = subnets(properties);
            if (subnets.stream().anyMatch(subnet -> subnet.isWithin(network))) {
                return Optional.of(OWN);
            }
            boolean near = subnets.stream().anyMatch(subnet -> peered.stream().anyMatch(subnet::isWithin));
            return near ? Optional.of("peer") : Optional.empty();
        }

        boolean usesGatewayOf(JsonNode properties) {
            return subnets(properties).stream()
                    .anyMatch(subnet -> gatewaysUsed.stream().anyMatch(subnet::isWithin));
        }

        static List<ResourceId> subnets(JsonNode properties) {
            List<ResourceId> subnets = new ArrayList<>();
            for (JsonNode configuration : Json.at(properties, "ipConfigurations")) {
                ResourceId.tryParse(Json.text(configuration, "properties", "subnet", "id"))
                        .ifPresent(subnets::add);
            }
            return subnets;
        }
    }
}

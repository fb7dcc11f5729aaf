package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Addresses;
import dev.plumbline.estate.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The sections of the view {@code dependency} about what stands at the edge: application gateways and Front Door. */
final class FrontSections {
    private static final String APP_GATEWAYS = "Microsoft.Network/applicationGateways";
    private static final String PROFILES = "Microsoft.Cdn/profiles";

    static final Map<String, Section> ALL = Map.of(
            "aiBackends", FrontSections::aiBackends,
            "wafPolicies",
                    (subject, reads) -> subject.isOfType(APP_GATEWAYS) ? wafPolicies(subject, reads) : Json.array(),
            "exposedDomains",
                    (subject, reads) -> subject.isOfType(PROFILES) ? exposedDomains(subject, reads) : Json.array());

    private FrontSections() {}

    private static JsonNode aiBackends(Subject subject, Reads reads) {
        if (subject.isOfType(APP_GATEWAYS)) {
            return appGatewayBackends(subject, reads);
        }
        if (subject.isOfType(PROFILES)) {
            return origins(subject, reads);
        }
        return GatewaySections.aiBackends(subject, reads);
    }

    /** AI hosts, and those of API Management services in front of them. */
    private static Map<String, ResourceId> hosts(Reads reads) {
        return reads.keep("fronted hosts", () -> {
            Map<String, ResourceId> hosts = new LinkedHashMap<>(AiHosts.all(reads));
            Set<String> ai = Set.copyOf(hosts.keySet());
            for (ObjectNode service : reads.everywhere(Gateways.SERVICES)) {
                ResourceId id = Reads.id(service);
                boolean fronts = Gateways.holding(id, reads).references().stream()
                        .anyMatch(reference -> ai.contains(reference.host()));
                if (fronts) {
                    Addresses.of(id.type(), id.name(), Json.at(service, "properties"))
                            .keySet()
                            .forEach(host -> hosts.put(host, id));
                }
            }
            return hosts;
        });
    }

    private static JsonNode appGatewayBackends(Subject subject, Reads reads) {
        ArrayNode found = Json.array();
        for (JsonNode pool : Json.at(subject.json(), "properties", "backendAddressPools")) {
            for (JsonNode address : Json.at(pool, "properties", "backendAddresses")) {
                for (String member : List.of("fqdn", "ipAddress")) {
                    String host = Json.text(address, member).toLowerCase(Locale.ROOT);
                    ResourceId target = host.isEmpty() ? null : hosts(reads).get(host);
                    if (target != null) {
                        found.add(backend(host, target, Json.text(pool, "id")));
                    }
                }
            }
        }
        return found;
    }

    private static ObjectNode backend(String host, ResourceId target, String via) {
        return Json.object()
                .put("host", host)
                .put("targetId", target.toString())
                .put("via", via);
    }

    private static ArrayNode wafPolicies(Subject subject, Reads reads) {
        ArrayNode policies = Json.array();
        JsonNode properties = Json.at(subject.json(), "properties");
        add(policies, "gateway", subject.id().toString(), properties, reads);
        for (JsonNode listener : Json.at(properties, "httpListeners")) {
            add(policies, "listener", Json.text(listener, "id"), Json.at(listener, "properties"), reads);
        }
        for (JsonNode map : Json.at(properties, "urlPathMaps")) {
            for (JsonNode rule : Json.at(map, "properties", "pathRules")) {
                add(policies, "pathRule", Json.text(rule, "id"), Json.at(rule, "properties"), reads);
            }
        }
        return policies;
    }

    private static void add(ArrayNode policies, String appliesTo, String id, JsonNode properties, Reads reads) {
        String policy = Json.text(properties, "firewallPolicy", "id");
        ResourceId.tryParse(policy).ifPresent(policyId -> {
            ObjectNode fact = Json.object().put("appliesTo", appliesTo).put("id", id);
            fact.set("policy", reads.one(policyId));
            policies.add(fact);
        });
    }

    private static ArrayNode origins(Subject profile, Reads reads) {
        ArrayNode found = Json.array();
        for (ObjectNode group : reads.children(profile.id(), PROFILES + "/originGroups")) {
            for (ObjectNode origin : reads.children(Reads.id(group), PROFILES + "/originGroups/origins")) {
                String host = Json.text(origin, "properties", "hostName").toLowerCase(Locale.ROOT);
                ResourceId target = hosts(reads).get(host);
                if (target != null) {
                    found.add(backend(host, target, Json.text(origin, "id")));
                }
            }
        }
        return found;
    }

    /** The endpoints and custom domains that route to a group with an AI origin, with the firewalls before them. */
    private static JsonNode exposedDomains(Subject profile, Reads reads) {
        Set<String> groups = new TreeSet<>();
        for (JsonNode origin : origins(profile, reads)) {
            String via = Json.text(origin, "via").toLowerCase(Locale.ROOT);
            groups.add(via.substring(0, Math.max(0, via.lastIndexOf("/origins/"))));
        }
        Map<String, ObjectNode> domains = new LinkedHashMap<>();
        for (ObjectNode endpoint : reads.children(profile.id(), PROFILES + "/afdEndpoints")) {
            for (ObjectNode route : reads.children(Reads.id(endpoint), PROFILES + "/afdEndpoints/routes")) {
                JsonNode properties = Json.at(route, "properties");
                if (!Json.is(properties, "Disabled", "enabledState")
                        && groups.contains(
                                Json.text(properties, "originGroup", "id").toLowerCase(Locale.ROOT))) {
                    exposed(endpoint, properties, domains, reads);
                }
            }
        }
        Map<String, ArrayNode> firewalls = firewalls(profile, reads);
        ArrayNode facts = Json.array();
        domains.forEach((key, fact) -> {
            fact.set("firewalls", firewalls.getOrDefault(key, Json.array()));
            facts.add(fact);
        });
        return facts;
    }

    private static void exposed(ObjectNode endpoint, JsonNode route, Map<String, ObjectNode> domains, Reads reads) {
        if (!Json.is(route, "Disabled", "linkToDefaultDomain")) {
            domain("endpoint", endpoint, domains);
        }
        for (JsonNode custom : Json.at(route, "customDomains")) {
            Optional<ObjectNode> read =
                    ResourceId.tryParse(Json.text(custom, "id")).flatMap(reads::find);
            read.ifPresent(found -> domain("customDomain", found, domains));
        }
    }

    private static void domain(String kind, JsonNode resource, Map<String, ObjectNode> domains) {
        String id = Json.text(resource, "id");
        domains.putIfAbsent(
                id.toLowerCase(Locale.ROOT),
                Json.object()
                        .put("id", id)
                        .put("kind", kind)
                        .put("hostName", Json.text(resource, "properties", "hostName")));
    }

    private static Map<String, ArrayNode> firewalls(Subject profile, Reads reads) {
        Map<String, ArrayNode> byDomain = new LinkedHashMap<>();
        for (ObjectNode security : reads.children(profile.id(), PROFILES + "/securityPolicies")) {
            JsonNode parameters = Json.at(security, "properties", "parameters");
            String policy = Json.text(parameters, "wafPolicy", "id");
            Optional<ResourceId> policyId = ResourceId.tryParse(policy);
            if (policyId.isEmpty()) {
                continue;
            }
            JsonNode settings = Json.at(reads.one(policyId.get()), "properties", "policySettings");
            for (JsonNode association : Json.at(parameters, "associations")) {
                for (JsonNode domain : Json.at(association, "domains")) {
                    byDomain.computeIfAbsent(Json.text(domain, "id").toLowerCase(Locale.ROOT), key -> Json.array())
                            .add(Json.object()
                                    .put("id", policy)
                                    .put("enabledState", Json.text(settings, "enabledState"))
                                    .put("mode", Json.text(settings, "mode")));
                }
            }
        }
        return byDomain;
    }
}

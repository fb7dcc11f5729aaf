package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ReferenceGraph;
import dev.plumbline.estate.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The sections of the view {@code aiAccount}. */
final class AccountSections {
    static final String ACCOUNTS = "Microsoft.CognitiveServices/accounts";
    private static final String NETWORKS = ACCOUNTS + "/managedNetworks";
    private static final String VAULTS = "Microsoft.KeyVault/vaults";

    static final Map<String, Section> ALL = Map.ofEntries(
            Map.entry("account", AccountSections::account),
            Map.entry("deployments", children("deployments")),
            Map.entry("raiPolicies", children("raiPolicies")),
            Map.entry("models", children("models")),
            Map.entry("model", AccountSections::model),
            Map.entry("perimeters", children("networkSecurityPerimeterConfigurations")),
            Map.entry(
                    "managedNetworks",
                    (subject, reads) -> managedNetworks(subject.id().root(), reads)),
            Map.entry("privateEndpoints", (subject, reads) -> PrivateEndpoints.of(account(subject, reads), reads)),
            Map.entry("managedOutboundRules", AccountSections::managedOutboundRules),
            Map.entry("vault", AccountSections::vault),
            Map.entry("key", AccountSections::key),
            Map.entry("otherRegions", AccountSections::otherRegions),
            Map.entry("regionalCapacity", AccountSections::regionalCapacity),
            Map.entry("vaultSecrets", AccountSections::vaultSecrets),
            Map.entry(
                    "gateways", (subject, reads) -> Gateways.naming(AiHosts.ofAccount(account(subject, reads)), reads)),
            Map.entry(
                    "roleAssignments",
                    (subject, reads) -> RoleFacts.around(subject.id().root(), reads)));

    private AccountSections() {}

    /** Whether an account offers language models: the kinds that the baseline is about. */
    static boolean isAi(JsonNode account) {
        return ReferenceGraph.offersModels(account);
    }

    private static Section children(String type) {
        return (subject, reads) -> Json.array(reads.children(subject.id().root(), ACCOUNTS + "/" + type));
    }

    private static JsonNode account(Subject subject, Reads reads) {
        return subject.isOfType(ACCOUNTS)
                ? subject.json()
                : reads.one(subject.id().root());
    }

    /** What the account says of the model that a deployment names. */
    private static JsonNode model(Subject subject, Reads reads) {
        if (!subject.isOfType(ACCOUNTS + "/deployments")) {
            return Json.NODES.nullNode();
        }
        JsonNode deployed = Json.at(subject.json(), "properties", "model");
        String name = Json.text(deployed, "name");
        String version = Json.text(deployed, "version");
        for (ObjectNode each : reads.children(subject.id().root(), ACCOUNTS + "/models")) {
            JsonNode offered = Json.at(each, "model");
            if (Json.is(offered, name, "name") && Json.is(offered, version, "version")) {
                return offered;
            }
        }
        throw new Unread("the account does not list version `" + version + "` of the model `" + name + "`");
    }

    private static ArrayNode managedNetworks(ResourceId account, Reads reads) {
        ArrayNode networks = Json.array();
        for (ObjectNode network : reads.children(account, NETWORKS)) {
            List<ObjectNode> rules = reads.children(Reads.id(network), NETWORKS + "/outboundRules");
            networks.add(Json.with(network, "outboundRules", Json.array(rules)));
        }
        return networks;
    }

    private static JsonNode managedOutboundRules(Subject subject, Reads reads) {
        List<JsonNode> rules = reads.keep("managed outbound rules", () -> {
            ArrayNode all = Json.array();
            for (ObjectNode workspace : reads.everywhere(WorkspaceSections.WORKSPACES)) {
                reads.children(Reads.id(workspace), WorkspaceSections.WORKSPACES + "/outboundRules")
                        .forEach(all::add);
            }
            for (ObjectNode account : reads.everywhere(ACCOUNTS)) {
                managedNetworks(Reads.id(account), reads)
                        .forEach(network -> network.path("outboundRules").forEach(all::add));
            }
            return java.util.stream.StreamSupport.stream(all.spliterator(), false)
                    .toList();
        });
        String account = subject.id().root().toString();
        return Json.array(rules.stream()
                .filter(rule -> Json.is(rule, "PrivateEndpoint", "properties", "type"))
                .filter(rule -> Json.is(rule, account, "properties", "destination", "serviceResourceId"))
                .toList());
    }

    private static JsonNode vault(Subject subject, Reads reads) {
        JsonNode encryption = Json.at(account(subject, reads), "properties", "encryption");
        String address = Json.text(encryption, "keyVaultProperties", "keyVaultUri");
        if (!Json.is(encryption, "Microsoft.KeyVault", "keySource") || address.isBlank()) {
            return Json.NODES.nullNode();
        }
        return vaultAt(address, reads)
                .orElseThrow(
                        () -> new Unread("no vault of the monitored subscriptions answers at `" + host(address) + "`"));
    }

    private static Optional<JsonNode> vaultAt(String address, Reads reads) {
        String host = host(address);
        return reads.everywhere(VAULTS).stream()
                .filter(vault ->
                        host(Json.text(vault, "properties", "vaultUri")).equals(host)
                                || host.startsWith(Json.text(vault, "name").toLowerCase(Locale.ROOT) + ".vault."))
                .<JsonNode>map(vault -> vault)
                .findFirst();
    }

    private static String host(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        int scheme = lower.indexOf("://");
        String rest = scheme < 0 ? lower : lower.substring(scheme + 3);
        int end = rest.indexOf('/');
        String host = end < 0 ? rest : rest.substring(0, end);
        return host.endsWith(":443") ? host.substring(0, host.length() - 4) : host;
    }

    private static JsonNode key(Subject subject, Reads reads) {
        JsonNode vault = vault(subject, reads);
        String name = Json.text(account(subject, reads), "properties", "encryption", "keyVaultProperties", "keyName");
        if (vault.isNull() || name.isBlank()) {
            return Json.NODES.nullNode();
        }
        return ResourceId.tryParse(Reads.id(vault) + "/keys/" + name)
                .map(reads::one)
                .orElseThrow(() -> new Unread("`keyName` is no name that a key can have"));
    }

    /** Those of the same kind only: what stands in for an account speaks its language. */
    private static JsonNode otherRegions(Subject subject, Reads reads) {
        JsonNode own = account(subject, reads);
        ArrayNode others = Json.array();
        for (ObjectNode other : reads.everywhere(ACCOUNTS)) {
            boolean sameKind = Json.text(other, "kind").equalsIgnoreCase(Json.text(own, "kind"));
            if (sameKind && isAi(other) && !region(other).equals(region(own))) {
                List<ObjectNode> deployments = reads.children(Reads.id(other), ACCOUNTS + "/deployments");
                others.add(Json.with(other, "deployments", Json.array(deployments)));
            }
        }
        return others;
    }

    private static String region(JsonNode account) {
        return Json.text(account, "location").replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /** What all deployments in the account's region come to. */
    private static JsonNode regionalCapacity(Subject subject, Reads reads) {
        Map<String, Map<String, Long>> regions = reads.keep("capacity of regions", () -> {
            Map<String, Map<String, Long>> sums = new TreeMap<>();
            for (ObjectNode account : reads.everywhere(ACCOUNTS)) {
                if (isAi(account)) {
                    Map<String, Long> formats =
                            sums.computeIfAbsent(region(account), none -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
                    for (ObjectNode each : reads.children(Reads.id(account), ACCOUNTS + "/deployments")) {
                        long capacity = Json.at(each, "sku", "capacity").asInt(0);
                        formats.merge(Json.text(each, "properties", "model", "format"), capacity, Long::sum);
                    }
                }
            }
            return sums;
        });
        ArrayNode facts = Json.array();
        regions.getOrDefault(region(account(subject, reads)), Map.of())
                .forEach((format, capacity) ->
                        facts.add(Json.object().put("format", format).put("capacity", capacity)));
        return facts;
    }

    private static JsonNode vaultSecrets(Subject subject, Reads reads) {
        return reads.keep("vault secrets", () -> {
            ArrayNode secrets = Json.array();
            for (ObjectNode vault : reads.everywhere(VAULTS)) {
                if (reads.inScope(Reads.id(vault))) {
                    reads.children(Reads.id(vault), VAULTS + "/secrets")
                            .forEach(secret -> secrets.add(nameOnly(secret)));
                }
            }
            return secrets;
        });
    }

    /** Resource Manager never shows a value; an estate file might. */
    private static ObjectNode nameOnly(ObjectNode secret) {
        ObjectNode shown = Json.object();
        for (String member : List.of("id", "name", "type", "tags")) {
            if (!Json.at(secret, member).isMissingNode()) {
                shown.set(member, Json.at(secret, member));
            }
        }
        ObjectNode properties = Json.object();
        for (String member : List.of("contentType", "attributes")) {
            if (!Json.at(secret, "properties", member).isMissingNode()) {
                properties.set(member, Json.at(secret, "properties", member));
            }
        }
        shown.set("properties", properties);
        return shown;
    }
}

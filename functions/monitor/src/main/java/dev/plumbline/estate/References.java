package dev.plumbline.estate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a resource refers to: every id in its JSON, what an endpoint leads to, what a setting is set on, the addresses
 * behind a gateway, its parents, and the host names it answers at.
 *
 * <p>Azure writes some references at both ends: a subnet lists the endpoints in it, a security group its subnets. Such
 * a list is no reference: what it names leans on the resource, not the other way. A network's inline subnets hold
 * their own references, because who is in one subnet does not lean on the security group of the next.
 */
public final class References {
    private static final int MAX_EDGES = 2_000;
    private static final int MAX_DEPTH = 60;
    private static final int MAX_VALUES = 100_000;
    private static final String MANAGEMENT = "https://management.azure.com";
    private static final String NETWORK = "microsoft.network/virtualnetworks";
    private static final String SUBNET = NETWORK + "/subnets";

    /** Properties that name what leans on the resource, on any type. */
    private static final Set<String> BACK = Set.of(
            "managedby",
            "managedbyextended",
            "associatedworkspaces",
            "serviceassociationlinks",
            "resourcenavigationlinks",
            "ipconfigurationprofiles",
            "applicationgatewayipconfigurations",
            "virtualnetworkpeerings");

    /** The same, by type. A peering is kept out as well: it joins networks, and none leans on the other. */
    private static final Map<String, Set<String>> BACK_OF = Map.ofEntries(
            Map.entry(NETWORK, Set.of("privateendpoints", "ipconfigurations", "flowlogs")),
            Map.entry(SUBNET, Set.of("privateendpoints", "ipconfigurations")),
            Map.entry("microsoft.network/networksecuritygroups", Set.of("subnets", "networkinterfaces", "flowlogs")),
            Map.entry("microsoft.network/routetables", Set.of("subnets")),
            Map.entry("microsoft.network/natgateways", Set.of("subnets", "sourcevirtualnetwork")),
            Map.entry("microsoft.network/serviceendpointpolicies", Set.of("subnets")),
            Map.entry("microsoft.network/ddosprotectionplans", Set.of("virtualnetworks", "publicipaddresses")),
            Map.entry(
                    "microsoft.network/publicipaddresses",
                    Set.of("ipconfiguration", "natgateway", "linkedpublicipaddress")),
            Map.entry("microsoft.network/publicipprefixes", Set.of("publicipaddresses", "natgateway")),
            Map.entry(
                    "microsoft.network/networkinterfaces",
                    Set.of("privateendpoint", "virtualmachine", "privatelinkservice")),
            Map.entry("microsoft.network/privatelinkservices", Set.of("privateendpointconnections")));

    /** Where the types that stand in front of others keep the addresses behind them. */
    private static final Map<String, Set<String>> BACKENDS = Map.of(
            "microsoft.apimanagement/service/backends", Set.of("url", "resourceid"),
            "microsoft.network/applicationgateways", Set.of("fqdn"),
            "microsoft.network/frontdoors", Set.of("address"),
            "microsoft.cdn/profiles/origingroups/origins", Set.of("hostname"));

    private static final Set<String> GATEWAYS = Set.of(
            "microsoft.network/privateendpoints",
            "microsoft.apimanagement/service",
            "microsoft.network/applicationgateways",
            "microsoft.network/frontdoors",
            "microsoft.cdn/profiles");

    private static final String SETTINGS = "microsoft.insights/diagnosticsettings";

    /** Children are not in Resource Graph's listing; these are the ones that refer to something. */
    private static final Map<String, List<String>> PARTS = Map.of(
            "microsoft.cognitiveservices/accounts",
            List.of(
                    SETTINGS,
                    "microsoft.cognitiveservices/accounts/connections",
                    "microsoft.cognitiveservices/accounts/projects"),
            "microsoft.cognitiveservices/accounts/projects",
            List.of("microsoft.cognitiveservices/accounts/projects/connections"),
            "microsoft.machinelearningservices/workspaces",
            List.of(
                    SETTINGS,
                    "microsoft.machinelearningservices/workspaces/connections",
                    "microsoft.machinelearningservices/workspaces/computes",
                    "microsoft.machinelearningservices/workspaces/datastores",
                    "microsoft.machinelearningservices/workspaces/onlineendpoints",
                    "microsoft.machinelearningservices/workspaces/outboundrules"),
            "microsoft.machinelearningservices/registries",
            List.of(SETTINGS),
            "microsoft.network/privateendpoints",
            List.of("microsoft.network/privateendpoints/privatednszonegroups"),
            "microsoft.apimanagement/service",
            List.of("microsoft.apimanagement/service/backends"),
            "microsoft.cdn/profiles",
            List.of("microsoft.cdn/profiles/origingroups"),
            "microsoft.cdn/profiles/origingroups",
            List.of("microsoft.cdn/profiles/origingroups/origins"));

    /** Properties with the address of a vault or of something in it. */
    private static final Set<String> VAULT_ADDRESSES =
            Set.of("keyvaulturi", "keyidentifier", "keyuri", "secretidentifier", "keyvaultkeyuri");

    private static final List<String> ACCOUNT_DOMAINS =
            List.of("openai.azure.com", "cognitiveservices.azure.com", "services.ai.azure.com");

    private final ResourceId id;
    private final Set<Edge> edges = new LinkedHashSet<>();
    private final Set<String> back;
    private final Set<String> backends;
    private int values;

    private References(ResourceId id) {
        this.id = id;
        String type = id.type().toLowerCase(Locale.ROOT);
        this.back = BACK_OF.getOrDefault(type, Set.of());
        this.backends = BACKENDS.getOrDefault(type, Set.of());
    }

    /** What the resource refers to; bounded, whatever its JSON holds. */
    public static Set<Edge> of(Resource resource) {
        return of(resource.id(), resource.json());
    }

    /** What the resource of that id and JSON refers to. */
    public static Set<Edge> of(ResourceId id, JsonNode json) {
        References references = new References(id);
        references.readId();
        references.readKind(json);
        references.readAddresses(json.path("properties"));
        references.read(json, id, "", "", 0);
        return references.edges;
    }

    /** Whether the type is one of an endpoint that leads to another resource. */
    public static boolean isEndpoint(String type) {
        return type.equalsIgnoreCase("Microsoft.Network/privateEndpoints");
    }

    /** Whether workloads may lean on the resource although none of them names it: an endpoint, a setting, a gateway. */
    public static boolean leadsBackward(ResourceId id) {
        String type = id.type().toLowerCase(Locale.ROOT);
        return id.isExtension() || isEndpoint(type) || BACKENDS.containsKey(type) || GATEWAYS.contains(type);
    }

    /** The top-level types that lead backward: they must be listed, because nothing leads to them. */
    public static Set<String> backwardTypes() {
        return GATEWAYS;
    }

    /** The types of children and settings whose references count for a resource of the type, in lower case. */
    public static List<String> referringParts(String type) {
        return PARTS.getOrDefault(type.toLowerCase(Locale.ROOT), List.of());
    }

    /** The network of a subnet. */
    static Optional<ResourceId> network(ResourceId id) {
        return id.type().equalsIgnoreCase(SUBNET) ? id.parent() : Optional.empty();
    }

    private void readId() {
        for (Optional<ResourceId> up = id.isChild() ? id.parent() : Optional.empty();
                up.isPresent();
                up = up.get().isChild() ? up.get().parent() : Optional.empty()) {
            add(id, up.get(), Edge.Kind.PARENT, "id");
        }
        ResourceId root = id.root();
        if (root.isExtension()) {
            root.scope().ifPresent(scope -> add(id, scope, Edge.Kind.SCOPE, "id"));
        }
    }

    private void readKind(JsonNode json) {
        ReferenceGraph.otherKind(id.type(), json)
                .flatMap(kind -> ResourceId.tryParse("/hosts/" + kind))
                .ifPresent(kind -> add(id, kind, Edge.Kind.OTHER_KIND, "kind"));
    }

    private void readAddresses(JsonNode properties) {
        switch (id.type().toLowerCase(Locale.ROOT)) {
            case "microsoft.cognitiveservices/accounts" -> readAccountAddresses(properties);
            case "microsoft.keyvault/vaults" -> address(properties.path("vaultUri"), "properties.vaultUri");
            case "microsoft.machinelearningservices/workspaces/onlineendpoints" ->
                address(properties.path("scoringUri"), "properties.scoringUri");
            default -> {
                // Nothing else is known by its address.
            }
        }
    }

    /** A host name that whole regions share is nobody's address: only names under the account's own domain count. */
    private void readAccountAddresses(JsonNode properties) {
        String own = properties.path("customSubDomainName").asText("").toLowerCase(Locale.ROOT);
        if (own.isEmpty()) {
            return;
        }
        for (String domain : ACCOUNT_DOMAINS) {
            host(own + "." + domain)
                    .ifPresent(host -> add(id, host, Edge.Kind.ADDRESS, "properties.customSubDomainName"));
        }
        host(properties.path("endpoint").asText(""))
                .filter(host -> host.name().startsWith(own + "."))
                .ifPresent(host -> add(id, host, Edge.Kind.ADDRESS, "properties.endpoint"));
    }

    private void address(JsonNode url, String path) {
        host(url.asText("")).ifPresent(host -> add(id, host, Edge.Kind.ADDRESS, path));
    }

    private void read(JsonNode node, ResourceId from, String name, String path, int depth) {
        if (depth > MAX_DEPTH || ++values > MAX_VALUES || edges.size() >= MAX_EDGES) {
            return;
        }
        if (node.isObject()) {
            readObject(node, owner(node, from, name), path, depth);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                read(node.get(i), from, name, path + "[" + i + "]", depth + 1);
            }
        } else if (node.isTextual()) {
            readText(node.textValue(), from, name, path);
        }
    }

    private void readObject(JsonNode node, ResourceId from, String path, int depth) {
        Iterator<Map.Entry<String, JsonNode>> members = node.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            String name = member.getKey();
            String folded = name.toLowerCase(Locale.ROOT);
            boolean ownId = depth == 0 && folded.equals("id");
            if (ownId || BACK.contains(folded) || back.contains(folded)) {
                continue;
            }
            String memberPath = path.isEmpty() ? name : path + "." + name;
            if (name.startsWith("/")) {
                readText(name, from, folded, path);
            }
            read(member.getValue(), from, folded, memberPath, depth + 1);
        }
    }

    /** An inline subnet holds its own references. */
    private ResourceId owner(JsonNode node, ResourceId from, String name) {
        if (!name.equals("subnets") || !id.type().equalsIgnoreCase(NETWORK)) {
            return from;
        }
        return ResourceId.tryParse(node.path("id").asText(""))
                .filter(subnet -> subnet.key().startsWith(id.key() + "/subnets/"))
                .orElse(from);
    }

    private void readText(String text, ResourceId from, String name, String path) {
        boolean behind = backends.contains(name);
        if (behind || VAULT_ADDRESSES.contains(name)) {
            Edge.Kind kind = behind ? Edge.Kind.BACKEND : Edge.Kind.REFERENCE;
            if (!text.startsWith(MANAGEMENT)) {
                host(text).ifPresent(host -> add(from, host, kind, path));
            }
        }
        String bare = text.startsWith(MANAGEMENT) ? text.substring(MANAGEMENT.length()) : text;
        if (bare.length() < 12 || bare.charAt(0) != '/') {
            return;
        }
        ResourceId.tryParse(bare).filter(ResourceId::isResource).ifPresent(to -> {
            boolean target = name.equals("privatelinkserviceid") && isEndpoint(id.type());
            reference(from, to, target ? Edge.Kind.TARGET : behind ? Edge.Kind.BACKEND : Edge.Kind.REFERENCE, path);
        });
    }

    /** A reference to a child is one to its parents too: their JSON decides about it as well. */
    private void reference(ResourceId from, ResourceId to, Edge.Kind kind, String path) {
        Optional<ResourceId> at = Optional.of(to);
        while (at.isPresent()) {
            add(from, at.get(), kind, path);
            at = at.get().isChild() ? at.get().parent() : Optional.empty();
        }
    }

    private void add(ResourceId from, ResourceId to, Edge.Kind kind, String path) {
        boolean itself = to.equals(from) || to.isWithin(from) || to.isWithin(id) || to.equals(id);
        boolean parent = kind == Edge.Kind.REFERENCE && from.isWithin(to);
        if (!itself && !parent && edges.size() < MAX_EDGES) {
            edges.add(new Edge(from, to, kind, path));
        }
    }

    /** The host of a URL or a bare host name, as the id that stands for it. */
    static Optional<ResourceId> host(String address) {
        int start = address.indexOf("://");
        String rest = start < 0 ? address : address.substring(start + 3);
        int end = 0;
        while (end < rest.length() && isHostCharacter(rest.charAt(end))) {
            end++;
        }
        boolean whole = end == rest.length() || rest.charAt(end) == '/' || rest.charAt(end) == ':';
        String host = rest.substring(0, end).toLowerCase(Locale.ROOT);
        return whole && host.indexOf('.') > 0 && host.length() <= 253
                ? ResourceId.tryParse("/hosts/" + host)
                : Optional.empty();
    }

    private static boolean isHostCharacter(char c) {
        return c == '.' || c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}

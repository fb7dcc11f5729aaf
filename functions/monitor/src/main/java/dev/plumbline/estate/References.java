package dev.plumbline.estate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;
import java.util.Iterator;
import java.util.LinkedHashSet;
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

    private static final String REGISTRIES = "microsoft.containerregistry/registries";
    private static final String ASSIGNMENTS = "microsoft.authorization/roleassignments";

    /** Roles that let their principal pull images: AcrPull, and Container Registry Repository Reader. */
    private static final Set<String> PULLING =
            Set.of("7f951dda-4ed3-4680-a7ca-43fe172d538d", "b93aa761-3e63-49ed-ac28-beffa264f7ac");

    /** Properties with the address of a vault or of something in it. */
    private static final Set<String> VAULT_ADDRESSES =
            Set.of("keyvaulturi", "keyidentifier", "keyuri", "secretidentifier", "keyvaultkeyuri");

    private static final Set<String> CONNECTIONS = Set.of(
            "microsoft.cognitiveservices/accounts/connections",
            "microsoft.cognitiveservices/accounts/projects/connections",
            "microsoft.machinelearningservices/workspaces/connections");

    private static final String DATASTORES = "microsoft.machinelearningservices/workspaces/datastores";

    private final ResourceId id;
    private final String type;
    private final Set<Edge> edges = new LinkedHashSet<>();
    private final Set<String> back;
    private final Set<String> backends;
    private int values;

    private References(ResourceId id) {
        this.id = id;
        this.type = id.type().toLowerCase(Locale.ROOT);
        this.back = BACK_OF.getOrDefault(type, Set.of());
        this.backends = Fronts.backends(type);
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
        JsonNode properties = Comparison.member(json, "properties");
        references.readAddresses(properties);
        references.readPrincipals(properties);
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
        return id.isExtension() || isEndpoint(type) || Fronts.names(type) || Fronts.GATEWAYS.contains(type);
    }

    /** The top-level types that lead backward: they must be listed, because nothing leads to them. */
    public static Set<String> backwardTypes() {
        return Fronts.GATEWAYS;
    }

    /** Whether what a part refers to counts for the resource that holds it, as a secret that a gateway uses. */
    static boolean speaksForParent(ResourceId part) {
        return part.type().equalsIgnoreCase("Microsoft.ApiManagement/service/namedValues");
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
        ReferenceGraph.otherKind(type, json).ifPresent(kind -> addHost(id, kind, Edge.Kind.OTHER_KIND, "kind"));
    }

    private void readAddresses(JsonNode properties) {
        Addresses.of(type, id.name(), properties).forEach((host, path) -> addHost(id, host, Edge.Kind.ADDRESS, path));
        if (type.equals(DATASTORES)) {
            Addresses.ofDatastore(properties)
                    .ifPresent(host -> addHost(id, host, Edge.Kind.REFERENCE, "properties.accountName"));
        }
    }

    /** Which registries a cluster pulls images from is said by the roles of the identity of its nodes. */
    private void readPrincipals(JsonNode properties) {
        if (type.equals("microsoft.containerservice/managedclusters")) {
            JsonNode identity = Comparison.member(Comparison.member(properties, "identityProfile"), "kubeletidentity");
            String principal = Comparison.member(identity, "objectId").asText("");
            addHost(id, principal, Edge.Kind.REFERENCE, "properties.identityProfile.kubeletidentity.objectId");
        }
        String role =
                Comparison.member(properties, "roleDefinitionId").asText("").toLowerCase(Locale.ROOT);
        if (type.equals(ASSIGNMENTS) && PULLING.contains(role.substring(role.lastIndexOf('/') + 1))) {
            String principal = Comparison.member(properties, "principalId").asText("");
            id.scope()
                    .filter(scope -> scope.type().equalsIgnoreCase(REGISTRIES))
                    .ifPresent(registry -> {
                        edges.add(new Edge(id, registry, Edge.Kind.REFERENCE, "id"));
                        addHost(id, principal, Edge.Kind.GRANT, "properties.principalId");
                    });
        }
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
        if (!name.equals("subnets") || !type.equals(NETWORK)) {
            return from;
        }
        return ResourceId.tryParse(node.path("id").asText(""))
                .filter(subnet -> subnet.key().startsWith(id.key() + "/subnets/"))
                .orElse(from);
    }

    private void readText(String text, ResourceId from, String name, String path) {
        boolean behind = backends.contains(name);
        if (behind || isAddress(name, path)) {
            Edge.Kind kind = behind ? Edge.Kind.BACKEND : Edge.Kind.REFERENCE;
            if (!text.startsWith(MANAGEMENT)) {
                Addresses.host(text).ifPresent(host -> addHost(from, host, kind, path));
            }
        }
        if (name.equals("value") && Fronts.isPolicy(type)) {
            for (String url : Fronts.inPolicy(text)) {
                Addresses.host(url).ifPresent(host -> addHost(from, host, Edge.Kind.BACKEND, path));
            }
        }
        String bare = text.startsWith(MANAGEMENT) ? text.substring(MANAGEMENT.length()) : text;
        if (bare.length() < 12 || bare.charAt(0) != '/') {
            return;
        }
        ResourceId.tryParse(bare).filter(ResourceId::isResource).ifPresent(to -> {
            boolean target = name.equals("privatelinkserviceid") && isEndpoint(type);
            reference(from, to, target ? Edge.Kind.TARGET : behind ? Edge.Kind.BACKEND : Edge.Kind.REFERENCE, path);
        });
    }

    /** Whether a property holds the address of what the resource leans on. */
    private boolean isAddress(String name, String path) {
        return VAULT_ADDRESSES.contains(name)
                || CONNECTIONS.contains(type) && path.equalsIgnoreCase("properties.target");
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

    private void addHost(ResourceId from, String host, Edge.Kind kind, String path) {
        ResourceId.tryParse("/hosts/" + host).ifPresent(to -> add(from, to, kind, path));
    }
}

package dev.plumbline.estate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceGraphTest {
    private static final String GROUP = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg";
    private static final String A = GROUP + "/providers/Microsoft.CognitiveServices/accounts/a";
    private static final String B = GROUP + "/providers/Microsoft.CognitiveServices/accounts/b";
    private static final String STORAGE = GROUP + "/providers/Microsoft.Storage/storageAccounts/s";
    private static final String VAULT = GROUP + "/providers/Microsoft.KeyVault/vaults/kv";
    private static final String NETWORK = GROUP + "/providers/Microsoft.Network/virtualNetworks/net";
    private static final String ENDPOINT_A = GROUP + "/providers/Microsoft.Network/privateEndpoints/pe-a";
    private static final String ENDPOINT_B = GROUP + "/providers/Microsoft.Network/privateEndpoints/pe-b";
    private static final String GATEWAY = GROUP + "/providers/Microsoft.ApiManagement/service/apim";

    private final List<Resource> resources = new ArrayList<>();

    @Test
    void aWorkloadLeansOnWhatItsJsonItsChildrenAndItsSettingsReferTo() {
        add(
                A,
                "{'identity': {'userAssignedIdentities': {'" + GROUP
                        + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/me': {}}}}");
        add(A + "/projects/p/connections/files", "{'properties': {'metadata': {'ResourceId': '" + STORAGE + "'}}}");
        add(
                A + "/providers/Microsoft.Insights/diagnosticSettings/d",
                "{'properties': {'workspaceId': '" + GROUP
                        + "/providers/Microsoft.OperationalInsights/workspaces/log'}}");

        assertLeansOn(A, GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/me");
        assertLeansOn(A, STORAGE);
        assertLeansOn(A, GROUP + "/providers/Microsoft.OperationalInsights/workspaces/log");
        assertThat(graph().workloadOf(id(VAULT))).isEmpty();
    }

    @Test
    void backwardFromEndpointSettingAndGatewayOnly() {
        add(A, "{'properties': {'customSubDomainName': 'own', 'endpoint': 'https://OWN.openai.azure.com/'}}");
        add(
                ENDPOINT_A,
                "{'properties': {'privateLinkServiceConnections': [{'properties': {'privateLinkServiceId': '" + A
                        + "'}}]," + " 'subnet': {'id': '" + NETWORK + "/subnets/one'}}}");
        add(
                ENDPOINT_A + "/privateDnsZoneGroups/default",
                "{'properties': {'privateDnsZoneConfigs': [{'properties':" + " {'privateDnsZoneId': '" + GROUP
                        + "/providers/Microsoft.Network/privateDnsZones/z'}}]}}");
        add(GATEWAY + "/backends/one", "{'properties': {'url': 'https://own.openai.azure.com/openai'}}");
        add(
                GATEWAY,
                "{'properties': {'publicIpAddressId': '" + GROUP
                        + "/providers/Microsoft.Network/publicIPAddresses/ip'}}");

        assertLeansOn(A, ENDPOINT_A);
        assertLeansOn(A, NETWORK);
        assertLeansOn(A, GROUP + "/providers/Microsoft.Network/privateDnsZones/z");
        assertLeansOn(A, GATEWAY);
        assertLeansOn(A, GATEWAY + "/backends/one");
        assertLeansOn(A, GROUP + "/providers/Microsoft.Network/publicIPAddresses/ip");
        assertThat(graph().workloadOf(id(GATEWAY + "/policies/policy"))).hasValue(id(A));
    }

    @Test
    void twoAccountsInOneNetworkDoNotLeanOnEachOther() {
        String groupOne = GROUP + "/providers/Microsoft.Network/networkSecurityGroups/one";
        String groupTwo = GROUP + "/providers/Microsoft.Network/networkSecurityGroups/two";
        add(A, "{}");
        add(B, "{'properties': {'userOwnedStorage': [{'resourceId': '" + STORAGE + "'}]}}");
        endpoint(ENDPOINT_A, A, "one");
        endpoint(ENDPOINT_B, B, "two");
        add(
                NETWORK,
                "{'properties': {'subnets': [" + subnet("one", groupOne, ENDPOINT_A) + ","
                        + subnet("two", groupTwo, ENDPOINT_B) + "]}}");
        add(groupOne, "{'properties': {'subnets': [{'id': '" + NETWORK + "/subnets/one'}]}}");
        add(groupTwo, "{'properties': {'subnets': [{'id': '" + NETWORK + "/subnets/two'}]}}");

        assertThat(graph().workloadsLeaningOn(id(ENDPOINT_B)).ids()).containsExactly(id(B));
        assertThat(graph().workloadsLeaningOn(id(STORAGE)).ids()).containsExactly(id(B));
        assertThat(graph().workloadsLeaningOn(id(groupOne)).ids()).containsExactly(id(A));
        assertThat(graph().workloadsLeaningOn(id(groupTwo)).ids()).containsExactly(id(B));
        assertThat(graph().workloadsLeaningOn(id(NETWORK)).ids()).containsExactly(id(A), id(B));
        assertThat(graph().leanedOnBy(id(A)).ids()).doesNotContain(id(B), id(ENDPOINT_B), id(STORAGE), id(groupTwo));
    }

    @Test
    void aGatewayDoesNotJoinTheAccountsBehindIt() {
        add(A, "{'properties': {'customSubDomainName': 'one'}}");
        add(B, "{'properties': {'customSubDomainName': 'two'}}");
        add(GATEWAY, "{}");
        add(GATEWAY + "/backends/one", "{'properties': {'url': 'https://one.openai.azure.com'}}");
        add(GATEWAY + "/backends/two", "{'properties': {'url': 'https://two.cognitiveservices.azure.com'}}");

        assertThat(graph().workloadsLeaningOn(id(GATEWAY)).ids()).containsExactly(id(A), id(B));
        assertThat(graph().leanedOnBy(id(A)).ids()).contains(id(GATEWAY)).doesNotContain(id(B));
        assertThat(graph().workloadsLeaningOn(id(A)).ids()).containsExactly(id(A));
    }

    @Test
    void anAccountOfAnotherKindIsNoWorkload() {
        for (String kind : List.of("SpeechServices", "OpenAI", "aiservices")) {
            resources.clear();
            add(A, "{'kind': '" + kind + "', 'properties': {'userOwnedStorage': [{'resourceId': '" + STORAGE + "'}]}}");
            add(
                    ENDPOINT_A,
                    "{'properties': {'privateLinkServiceConnections': [{'properties': {'privateLinkServiceId': '" + A
                            + "'}}]}}");
            boolean ai = !kind.equals("SpeechServices");
            assertThat(graph().isLeanedOn(id(STORAGE))).as(kind).contains(ai);
            assertThat(graph().isLeanedOn(id(ENDPOINT_A))).as(kind).contains(ai);
            assertThat(graph().workloadOf(id(A)).isPresent()).as(kind).isEqualTo(ai);
        }
        resources.clear();
        add(A, "{'properties': {'userOwnedStorage': [{'resourceId': '" + STORAGE + "'}]}}");
        assertThat(graph().isLeanedOn(id(STORAGE)))
                .as("a kind that is not said")
                .contains(true);
    }

    @Test
    void aVaultIsKnownByItsAddress() {
        add(
                A,
                "{'properties': {'encryption': {'keyVaultProperties': {'keyVaultUri': 'https://KV.vault.azure.net/'}}}}");
        add(VAULT, "{'properties': {'vaultUri': 'https://kv.vault.azure.net'}}");

        assertLeansOn(A, VAULT);
    }

    @Test
    void aHostThatARegionSharesIsNobodys() {
        add(A, "{'properties': {'endpoint': 'https://swedencentral.api.cognitive.microsoft.com/'}}");
        add(GATEWAY + "/backends/one", "{'properties': {'url': 'https://swedencentral.api.cognitive.microsoft.com/'}}");

        assertThat(graph().workloadOf(id(GATEWAY))).isEmpty();
    }

    @Test
    void cyclesEnd() {
        add(A, "{'x': '" + STORAGE + "'}");
        add(STORAGE, "{'x': '" + VAULT + "'}");
        add(VAULT, "{'x': ['" + STORAGE + "', '" + A + "', '" + VAULT + "']}");

        assertThat(graph().leanedOnBy(id(A)).ids()).containsExactlyInAnyOrder(id(A), id(STORAGE), id(VAULT));
        assertThat(graph().workloadOf(id(VAULT))).hasValue(id(A));
        assertThat(graph().isLeanedOn(id(VAULT))).hasValue(true);
    }

    @Test
    void aWalkIsBoundedAndSaysSo() {
        add(A, "{}");
        for (int i = 0; i < ReferenceGraph.MAX_VISITED + 10; i++) {
            add(STORAGE + i, "{'x': '" + STORAGE + (i + 1) + "'}");
        }

        String end = STORAGE + (ReferenceGraph.MAX_VISITED + 9);
        assertThat(graph().isLeanedOn(id(end))).isEmpty();
        assertThat(graph().workloadsLeaningOn(id(end)).complete()).isFalse();
    }

    @Test
    void edgesAreReplacedOneResourceAtATime() {
        EdgeTable table = new EdgeTable();
        ReferenceGraph graph = ReferenceGraph.over(table);
        table.put(id(A), References.of(resource(A, "{'x': '" + STORAGE + "'}")));
        assertThat(graph.workloadOf(id(STORAGE))).hasValue(id(A));

        table.put(id(A), References.of(resource(A, "{'x': '" + VAULT + "'}")));
        assertThat(graph.workloadOf(id(STORAGE))).isEmpty();
        assertThat(graph.workloadOf(id(VAULT))).hasValue(id(A));

        table.remove(id(A));
        assertThat(graph.workloadOf(id(VAULT))).isEmpty();
        assertThat(table.to(id(VAULT))).isEmpty();
    }

    @Test
    void hugeAndDeepJsonIsBounded() {
        StringBuilder many = new StringBuilder("{'x': [");
        for (int i = 0; i < 5_000; i++) {
            many.append(i == 0 ? "" : ",").append("'").append(STORAGE).append(i).append("'");
        }
        assertThat(References.of(resource(A, many + "]}"))).hasSize(2_000);

        ObjectNode deep = (ObjectNode) json("{}");
        ObjectNode at = deep;
        for (int i = 0; i < 900; i++) {
            at = at.putObject("x");
        }
        at.put("id", STORAGE);
        assertThat(References.of(id(A), deep)).isEmpty();
    }

    @Test
    void aPathTellsWhereTheReferenceStands() {
        Set<Edge> edges = References.of(
                resource(A, "{'properties': {'userOwnedStorage': [{}, {'resourceId': '" + STORAGE + "'}]}}"));

        assertThat(edges)
                .containsExactly(
                        new Edge(id(A), id(STORAGE), Edge.Kind.REFERENCE, "properties.userOwnedStorage[1].resourceId"));
    }

    @Test
    void theExampleEstateKnowsItsStrangers() throws IOException {
        ReferenceGraph graph = example();

        assertThat(leaningOn(
                        graph,
                        "nsg-shop",
                        "stshopmediafjv",
                        "kv-shop-fjv",
                        "pe-kv-shop",
                        "vm-shop-01",
                        "nic-vm-shop-01"))
                .isEmpty();
        assertThat(leaningOn(graph, "kv-ai-shared-fjv"))
                .contains("oai-assist-prod", "mlw-hub")
                .doesNotContain("oai-lab");
        assertThat(leaningOn(graph, "apim-fjellvik-ai"))
                .contains("oai-assist-prod")
                .doesNotContain("oai-lab");
        assertThat(leaningOn(graph, "staifilesfjv")).containsExactly("ais-foundry");
        assertThat(leaningOn(graph, "pe-oai-assist"))
                .contains("oai-assist-prod")
                .doesNotContain("oai-lab", "mlw-vision");
        assertThat(leaningOn(graph, "oai-lab")).containsExactly("oai-lab");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void forwardAndBackwardAgree(long seed) {
        randomEstate(new Random(seed));
        ReferenceGraph graph = graph();

        for (Resource resource : resources) {
            Set<ResourceId> forward = resources.stream()
                    .map(Resource::id)
                    .filter(id -> ReferenceGraph.isWorkload(id.type()))
                    .filter(workload -> graph.leanedOnBy(workload).ids().contains(resource.id()))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<ResourceId> backward = graph.workloadsLeaningOn(resource.id()).ids();
            assertThat(backward).as(resource.id().toString()).containsAll(forward);
            if (!resource.id().isChild() && !resource.id().isExtension()) {
                assertThat(backward).as(resource.id().toString()).isEqualTo(forward);
            }
        }
    }

    private void randomEstate(Random random) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.addAll(List.of(
                    A + i,
                    A + i + "/projects/p",
                    STORAGE + i,
                    VAULT + i,
                    ENDPOINT_A + i,
                    GATEWAY + i,
                    GATEWAY + i + "/backends/x",
                    VAULT + i + "/providers/Microsoft.Insights/diagnosticSettings/d"));
        }
        for (String id : ids) {
            String to = ids.get(random.nextInt(ids.size()));
            String other = ids.get(random.nextInt(ids.size()));
            String property = id.contains("privateEndpoints") ? "privateLinkServiceId" : "resourceId";
            String address = "'customSubDomainName': 'h" + random.nextInt(3) + "', 'url': 'https://h"
                    + random.nextInt(3) + ".openai.azure.com'";
            add(id, "{'properties': {'" + property + "': '" + to + "', 'x': ['" + other + "'], " + address + "}}");
        }
    }

    private static Set<String> leaningOn(ReferenceGraph graph, String... names) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Resource resource : exampleResources()) {
            if (List.of(names).contains(resource.id().name())) {
                graph.workloadsLeaningOn(resource.id()).ids().forEach(id -> found.add(id.name()));
            }
        }
        return found;
    }

    private static ReferenceGraph example() throws IOException {
        return ReferenceGraph.of(exampleResources());
    }

    private static List<Resource> exampleResources() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(Path.of("../../examples/estate.json").toFile());
        List<Resource> read = new ArrayList<>();
        for (JsonNode resource : file.isArray() ? file : file.path("value")) {
            read.add(new Resource(
                    ResourceId.parse(resource.path("id").asText()),
                    (ObjectNode) resource,
                    "",
                    Optional.empty(),
                    Instant.EPOCH));
        }
        assertThat(read).hasSizeGreaterThan(100);
        return read;
    }

    private void endpoint(String endpoint, String target, String subnet) {
        add(
                endpoint,
                "{'properties': {'subnet': {'id': '" + NETWORK + "/subnets/" + subnet + "'},"
                        + " 'privateLinkServiceConnections': [{'id': '" + endpoint
                        + "/privateLinkServiceConnections/x',"
                        + " 'properties': {'privateLinkServiceId': '" + target + "'}}]}}");
    }

    private static String subnet(String name, String securityGroup, String endpoint) {
        return "{'id': '" + NETWORK + "/subnets/" + name + "', 'properties': {'networkSecurityGroup': {'id': '"
                + securityGroup + "'}, 'privateEndpoints': [{'id': '" + endpoint + "'}]}}";
    }

    private void assertLeansOn(String workload, String resource) {
        assertThat(graph().workloadOf(id(resource))).as(resource).hasValue(id(workload));
        assertThat(graph().leanedOnBy(id(workload)).ids()).as(workload).contains(id(resource));
    }

    private ReferenceGraph graph() {
        return ReferenceGraph.of(resources);
    }

    private void add(String id, String json) {
        resources.add(resource(id, json));
    }

    private static Resource resource(String id, String json) {
        return new Resource(id(id), (ObjectNode) json(json), "", Optional.empty(), Instant.EPOCH);
    }

    private static ResourceId id(String text) {
        return ResourceId.parse(text);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}

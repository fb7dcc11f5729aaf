package dev.plumbline.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
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
    void aHostUnderItsOwnDomainIsAnAccountsAlthoughItSaysNoSubdomain() {
        add(A, "{'properties': {'endpoint': 'https://Own-Name.openai.azure.com/'}}");
        add(GATEWAY + "/backends/one", "{'properties': {'url': 'https://own-name.openai.azure.com/openai'}}");

        assertLeansOn(A, GATEWAY);
    }

    @Test
    void anApiMayNameTheAccountWithoutABackend() {
        add(A, "{'properties': {'customSubDomainName': 'one'}}");
        add(B, "{'properties': {'customSubDomainName': 'two'}}");
        add(GATEWAY + "/apis/plain", "{'properties': {'serviceUrl': 'https://one.openai.azure.com/openai'}}");

        assertLeansOn(A, GATEWAY + "/apis/plain");
        assertLeansOn(A, GATEWAY);
        assertThat(graph().workloadsLeaningOn(id(GATEWAY)).ids()).containsExactly(id(A));
    }

    @Test
    void aGatewayMayStandBeforeAnEndpointOfAWorkspace() {
        String workspace = GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/w";
        add(
                workspace + "/onlineEndpoints/o",
                "{'properties': {'scoringUri': 'https://o.x.inference.ml.azure.com/score'}}");
        add(
                workspace + "2/serverlessEndpoints/s",
                "{'properties': {'inferenceEndpoint': {'uri': 'https://s.x.models.ai.azure.com'}}}");
        add(GATEWAY + "/backends/o", "{'properties': {'url': 'https://o.x.inference.ml.azure.com'}}");
        add(GATEWAY + "2/backends/s", "{'properties': {'url': 'https://s.x.models.ai.azure.com'}}");

        assertLeansOn(workspace, GATEWAY);
        assertLeansOn(workspace + "2", GATEWAY + "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/policies/policy",
                "/apis/x/policies/policy",
                "/apis/x/operations/y/policies/policy",
                "/products/x/policies/policy",
                "/policyFragments/x"
            })
    void aPolicyMayNameTheAccountWithoutABackend(String policy) {
        add(A, "{'properties': {'customSubDomainName': 'one'}}");
        add(B, "{'properties': {'customSubDomainName': 'two'}}");
        policy(GATEWAY + policy, "<set-backend-service id='x' base-url='https://one.openai.azure.com/openai' />");
        assertLeansOn(A, GATEWAY);
        assertThat(graph().isLeanedOn(id(GATEWAY + policy))).contains(true);

        for (String other : List.of(
                "<!-- <set-backend-service base-url='https://one.openai.azure.com' /> -->",
                "<!-- <set-backend-service base-url='https://one.openai.azure.com' />",
                "<set-backend-service backend-id='one' /><x base-url='https://one.openai.azure.com' />",
                "<set-backend-service base-url='@(context.Variables[0])' />")) {
            resources.removeIf(each -> each.id().isWithin(id(GATEWAY)));
            policy(GATEWAY + policy, other);
            assertThat(graph().workloadOf(id(GATEWAY))).as(other).isEmpty();
        }
    }

    @Test
    void aHugePolicyIsReadInNoTime() {
        for (String repeated :
                List.of("<!-- ", "<set-backend-service ", "<set-backend-service base-url= ", " base-url")) {
            policy(
                    GATEWAY + "/policies/policy",
                    "<set-backend-service " + repeated.repeat(900_000 / repeated.length()));
        }

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(graph().workloadOf(id(GATEWAY))).isEmpty();
        });
    }

    @Test
    void whatStandsBeforeTheGatewayIsLeanedOnToo() {
        String front = GROUP + "/providers/Microsoft.Network/applicationGateways/agw";
        String profile = GROUP + "/providers/Microsoft.Cdn/profiles/fd";
        String stranger = GROUP + "/providers/Microsoft.Network/applicationGateways/shop";
        add(A, "{'properties': {'customSubDomainName': 'one'}}");
        add(GATEWAY + "/backends/one", "{'properties': {'url': 'https://one.openai.azure.com'}}");
        add(
                GATEWAY,
                "{'properties': {'gatewayUrl': 'https://apim.azure-api.net', 'privateIPAddresses': ['10.1.2.3'],"
                        + " 'hostnameConfigurations': [{'type': 'Proxy', 'hostName': 'AI.example.org'}]}}");
        add(profile + "/originGroups/g/origins/o", "{'properties': {'hostName': 'apim.azure-api.net'}}");
        add(stranger, pool("'fqdn': 'shop.example.org'"));

        assertLeansOn(A, profile);
        assertThat(graph().workloadOf(id(stranger))).isEmpty();
        for (String address : List.of("'fqdn': 'ai.example.org'", "'ipAddress': '10.1.2.3'")) {
            resources.removeIf(each -> each.id().equals(id(front)));
            add(front, pool(address));
            assertLeansOn(A, front);
        }
    }

    @Test
    void aDatastoreNamesItsStorageAccount() {
        String workspace = GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/w";
        add(
                STORAGE,
                "{'properties': {'primaryEndpoints': {'blob': 'https://s.blob.core.windows.net/', 'dfs': 'https://s.dfs.core.windows.net/'}}}");
        add(STORAGE + "2", "{}");
        add(
                workspace + "/datastores/blob",
                "{'properties': {'datastoreType': 'AzureBlob', 'accountName': 'S', 'containerName': 'c', 'endpoint': 'core.windows.net'}}");
        assertLeansOn(workspace, STORAGE);
        assertThat(graph().workloadOf(id(STORAGE + "2"))).isEmpty();

        add(workspace + "/datastores/files", "{'properties': {'datastoreType': 'AzureFile', 'accountName': 's2'}}");
        assertLeansOn(workspace, STORAGE + "2");
    }

    @Test
    void aGatewaysSecretStandsInAVault() {
        add(A, "{'properties': {'customSubDomainName': 'one'}}");
        add(GATEWAY + "/backends/one", "{'properties': {'url': 'https://one.openai.azure.com'}}");
        add(
                GATEWAY + "/namedValues/secret",
                "{'properties': {'keyVault': {'secretIdentifier': 'https://kv.vault.azure.net/secrets/s'}}}");
        add(VAULT, "{'properties': {'vaultUri': 'https://kv.vault.azure.net/'}}");

        assertLeansOn(A, VAULT);
        assertLeansOn(A, GATEWAY + "/namedValues/secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Microsoft.CognitiveServices/accounts/a/connections/c",
                "Microsoft.CognitiveServices/accounts/a/projects/p/connections/c",
                "Microsoft.MachineLearningServices/workspaces/w/connections/c"
            })
    void aConnectionNamesASearchServiceByItsAddress(String connection) {
        String search = GROUP + "/providers/Microsoft.Search/searchServices/find";
        add(GROUP + "/providers/" + connection, "{'properties': {'target': 'https://FIND.search.windows.net/'}}");
        add(search, "{'properties': {}}");
        add(search + "2", "{'properties': {}}");

        assertLeansOn(id(GROUP + "/providers/" + connection).root().toString(), search);
        assertThat(graph().workloadOf(id(search + "2"))).isEmpty();
    }

    @Test
    void anAttachedClusterPullsFromRegistriesThatItsNodesMayRead() {
        String workspace = GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/w";
        String cluster = GROUP + "/providers/Microsoft.ContainerService/managedClusters/aks";
        String registry = GROUP + "/providers/Microsoft.ContainerRegistry/registries/r";
        String principal = "aaaaaaaa-0000-0000-0000-00000000000";
        add(
                workspace + "/computes/k",
                "{'properties': {'computeType': 'Kubernetes', 'resourceId': '" + cluster + "'}}");
        add(workspace, "{'properties': {'containerRegistry': '" + registry + "3'}}");
        for (int i = 1; i <= 2; i++) {
            add(
                    cluster + (i == 1 ? "" : i),
                    "{'properties': {'identityProfile': {'kubeletidentity': {'objectId': '" + principal + i + "'}}}}");
        }
        role(registry + "1", "7f951dda-4ed3-4680-a7ca-43fe172d538d", principal + 1);
        role(registry + "2", "8311e382-0749-4cb8-b61a-304f252e45ec", principal + 1);
        role(registry + "3", "7f951dda-4ed3-4680-a7ca-43fe172d538d", principal + 2);
        role(registry + "4", "7f951dda-4ed3-4680-a7ca-43fe172d538d", principal + 2);
        role(STORAGE, "7f951dda-4ed3-4680-a7ca-43fe172d538d", principal + 1);

        assertLeansOn(workspace, registry + "1");
        assertThat(graph().leanedOnBy(id(workspace)).ids())
                .contains(id(registry + "3"))
                .doesNotContain(id(registry + "2"), id(registry + "4"), id(cluster + "2"), id(STORAGE));
        assertThat(List.of(registry + "2", registry + "4", cluster + "2", STORAGE))
                .allSatisfy(each -> assertThat(graph().workloadOf(id(each))).isEmpty());
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
                    GATEWAY + i + "/namedValues/x",
                    GROUP + "/providers/Microsoft.Network/applicationGateways/agw" + i,
                    VAULT + i + "/providers/Microsoft.Insights/diagnosticSettings/d"));
        }
        for (String id : ids) {
            String to = ids.get(random.nextInt(ids.size()));
            String other = ids.get(random.nextInt(ids.size()));
            String property = id.contains("privateEndpoints") ? "privateLinkServiceId" : "resourceId";
            String address = "'customSubDomainName': 'h" + random.nextInt(3) + "', 'url': 'https://h"
                    + random.nextInt(3) + ".openai.azure.com', 'gatewayUrl': 'https://g" + random.nextInt(3)
                    + ".azure-api.net', 'fqdn': 'g" + random.nextInt(3)
                    + ".azure-api.net', 'secretIdentifier': 'https://v"
                    + random.nextInt(3) + ".vault.azure.net', 'vaultUri': 'https://v" + random.nextInt(3)
                    + ".vault.azure.net'";
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

    private void policy(String id, String element) {
        ObjectNode document = (ObjectNode) json("{'properties': {'format': 'rawxml'}}");
        ((ObjectNode) document.path("properties"))
                .put("value", "<policies><inbound><base />" + element.replace('\'', '"') + "</inbound></policies>");
        resources.add(new Resource(id(id), document, "", Optional.empty(), Instant.EPOCH));
    }

    private void role(String scope, String role, String principal) {
        add(
                scope + "/providers/Microsoft.Authorization/roleAssignments/"
                        + UUID.nameUUIDFromBytes((scope + role).getBytes(StandardCharsets.UTF_8)),
                "{'properties': {'principalId': '" + principal + "', 'roleDefinitionId':"
                        + " '/subscriptions/x/providers/Microsoft.Authorization/roleDefinitions/" + role + "'}}");
    }

    private static String pool(String address) {
        return "{'properties': {'backendAddressPools': [{'properties': {'backendAddresses': [{" + address + "}]}}]}}";
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

package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of what a view looks up elsewhere is found on the resource that the view is about, by the rules that ship. */
class NeighbourEventsTest {
    private static final String ACCOUNT = "$rg/Microsoft.CognitiveServices/accounts/oai";
    private static final String ENDPOINT = "$rg/Microsoft.Network/privateEndpoints/pe";
    private static final String LINK =
            "$rg/Microsoft.Network/privateDnsZones/privatelink.openai.azure.com/virtualNetworkLinks/spoke";
    private static final String STORE = "$rg/Microsoft.Storage/storageAccounts/store";
    private static final String WORKSPACE = "$rg/Microsoft.MachineLearningServices/workspaces/ml";
    private static final String KEY = "$rg/Microsoft.KeyVault/vaults/kv/keys/cmk";
    private static final String KEPT = "$sub/providers/Microsoft.Authorization/policyAssignments/keep";
    private static final String LOCK = STORE + "/providers/Microsoft.Authorization/locks/keep";
    private static final String CONTAINER = STORE + "/blobServices/default/containers/training";
    private static final String ACTIONS = "$rg/Microsoft.Insights/actionGroups/ag";
    private static final String GATEWAY = "$rg/Microsoft.ApiManagement/service/apim";
    private static final String ALERT = "$rg/Microsoft.Insights/scheduledQueryRules/a";
    private static final String VAULT = "$rg/Microsoft.DataProtection/backupVaults/bv";
    private static final String INSTANCE = VAULT + "/backupInstances/store";
    private static final String LINKED =
            any(LINK, "virtualNetwork: {id: '$rg/Microsoft.Network/virtualNetworks/spoke'}");

    private static final SmallEstate ESTATE = new SmallEstate("""
            {id: '$rg/Microsoft.Network/privateEndpoints/pe', location: 'x', properties: {
              subnet: {id: '$rg/Microsoft.Network/virtualNetworks/spoke/subnets/s'},
              privateLinkServiceConnections: [{properties: {privateLinkServiceId: '$rg/Microsoft.CognitiveServices/accounts/oai'}}]}},
            {id: '$rg/Microsoft.Network/privateEndpoints/pe/privateDnsZoneGroups/default', properties: {privateDnsZoneConfigs: [
              {properties: {privateDnsZoneId: '$rg/Microsoft.Network/privateDnsZones/privatelink.openai.azure.com'}}]}},
            {id: '$rg/Microsoft.Network/privateDnsZones/privatelink.openai.azure.com', properties: {}},
            {id: '$rg/Microsoft.KeyVault/vaults/kv', location: 'x', properties: {vaultUri: 'https://kv.vault.azure.net/'}},
            {id: '$rg/Microsoft.KeyVault/vaults/kv/keys/cmk', properties: {}},
            {id: '$rg/Microsoft.Storage/storageAccounts/store/blobServices/default', properties: {}},
            {id: '$rg/Microsoft.Insights/actionGroups/ag', location: 'x', properties: {enabled: false}},
            {id: '$rg/Microsoft.DataProtection/backupVaults/bv', location: 'x', properties: {}},
            {id: '$sub/providers/Microsoft.Authorization/policyDefinitions/keep', properties: {policyRule: {
              if: {field: 'type', equals: 'Microsoft.Storage/storageAccounts'}, then: {effect: 'denyAction'}}}}
            """);

    @TempDir
    private Path folder;

    private static String account(String kind, String more) {
        return "{id: '" + ACCOUNT + "', location: 'x', kind: '" + kind
                + "', properties: {userOwnedStorage: [{resourceId: '" + STORE + "'}]" + more + "}}";
    }

    private static String store(String more) {
        return "{id: '" + STORE
                + "', location: 'x', kind: 'StorageV2', tags: {environment: 'production'}, properties: {privateEndpointConnections: ["
                + "{properties: {privateEndpoint: {id: '" + ENDPOINT
                + "'}, privateLinkServiceConnectionState: {status: 'Approved'}}}]" + more + "}}";
    }

    private static String any(String id, String properties) {
        return "{id: '" + id + "', location: 'x', properties: {" + properties + "}}";
    }

    /** What the rule says of the resource after one of the estate's resources has changed. */
    private String said(String rule, String about, String changed, String before, String after) {
        String subject = SmallEstate.written(changed);
        boolean gone = !SmallEstate.written(after).contains("'" + subject + "'");
        ObjectNode event =
                Recorded.event("e", subject, gone ? "Delete" : "Write", "anna@example.com", "2026-11-20T10:00:00Z");
        event.put("topic", "/subscriptions/" + SmallEstate.SUBSCRIPTION);
        ((ObjectNode) event.get("data"))
                .put("operationName", ResourceId.parse(subject).type() + (gone ? "/delete" : "/write"));
        Shell shell = Shell.run(
                "replay",
                "--estate",
                Shell.write(folder, "after.json", estate(after)),
                "--estate-before",
                Shell.write(folder, "before.json", estate(before)),
                "--events",
                Shell.write(folder, "events.json", Recorded.array(event)));
        assertThat(shell.code()).as(shell.err()).isZero();
        List<String> said = Recorded.rows(shell).stream()
                .filter(row -> row.path("DefinitionName").asText().equals(rule))
                .filter(row -> row.path("ResourceId").asText().equalsIgnoreCase(SmallEstate.written(about)))
                .map((JsonNode row) -> row.path("Transition").asText())
                .toList();
        return String.join(",", said);
    }

    private static String estate(String more) {
        return SmallEstate.json("[" + ESTATE.and(more).resources() + "]").toString();
    }

    @Test
    void aZoneThatIsLinkedNoMoreIsFoundOnTheEndpoint() {
        String rest = account("OpenAI", "");
        assertThat(said("openai-private-dns-zone-group", ENDPOINT, LINK, rest + "," + LINKED, rest))
                .isEqualTo("opened");
    }

    @Test
    void anAccountThatBecomesAnotherKindIsFoundOnTheEndpoint() {
        String rest = "," + LINKED;
        assertThat(said(
                        "openai-private-dns-zone-group",
                        ENDPOINT,
                        ACCOUNT,
                        account("OpenAI", "") + rest,
                        account("AIServices", "") + rest))
                .isEqualTo("opened");
    }

    @Test
    void aKeyThatAnAccountBeginsToUseIsFoundOnTheKey() {
        String used =
                ", encryption: {keySource: 'Microsoft.KeyVault', keyVaultProperties: {keyVaultUri: 'https://kv.vault.azure.net/', keyName: 'cmk'}}";
        for (String rule : List.of("kv-key-rotation-policy", "kv-key-lifetime-bounded")) {
            assertThat(said(rule, KEY, ACCOUNT, account("OpenAI", ""), account("OpenAI", used)))
                    .isEqualTo("opened");
        }
    }

    @Test
    void anAlertIsFoundOnTheGroupThatItCalls() {
        String rest = account("OpenAI", "");
        String alert = any(ALERT, "scopes: ['" + ACCOUNT + "'], actions: {actionGroups: ['" + ACTIONS + "']}");
        assertThat(said("action-groups-reach-people", ACTIONS, ALERT, rest, rest + "," + alert))
                .isEqualTo("opened");
        assertThat(said("action-groups-reach-people", ACTIONS, ALERT, rest + "," + alert, rest))
                .isEqualTo("resolved");
    }

    @Test
    void aBackupIsFoundOnTheVault() {
        String rest = account("OpenAI", "") + "," + store("");
        String instance = any(INSTANCE, "dataSourceInfo: {resourceID: '" + STORE + "'}");
        assertThat(said("backup-vault-hardened", VAULT, INSTANCE, rest, rest + "," + instance))
                .isEqualTo("opened");
    }

    @Test
    void aWorkspaceIsFoundOnItsDefaultStorage() {
        String rest = account("OpenAI", "") + "," + store("");
        String workspace = any(WORKSPACE, "storageAccount: '" + STORE + "'");
        assertThat(said("storage-private-endpoint-approved", STORE, WORKSPACE, rest, rest + "," + workspace))
                .isEqualTo("opened");
    }

    @Test
    void aContainerIsFoundOnItsAccount() {
        String rest = account("OpenAI", "") + "," + store("");
        assertThat(said("storage-training-data-lifecycle", STORE, CONTAINER, rest, rest + "," + any(CONTAINER, "")))
                .isEqualTo("opened");
    }

    @Test
    void aGatewayThatBeginsToStandBeforeAnAccountIsJudged() {
        String rest = account("OpenAI", ", customSubDomainName: 'oai'") + "," + any(GATEWAY, "");
        String api = any(GATEWAY + "/apis/chat", "path: 'chat'");
        String policy = any(
                GATEWAY + "/apis/chat/policies/policy",
                "format: 'xml', value: '<policies><inbound><set-backend-service base-url=\\\"https://oai.openai.azure.com/openai\\\" /></inbound></policies>'");
        String direct = any(GATEWAY + "/apis/chat", "path: 'chat', serviceUrl: 'https://oai.openai.azure.com/openai'");
        String rule = "apim-diagnostics-enabled";
        assertThat(said(rule, GATEWAY, GATEWAY + "/apis/chat", rest + "," + api, rest + "," + direct))
                .isEqualTo("opened");
        assertThat(said(
                        rule,
                        GATEWAY,
                        GATEWAY + "/apis/chat/policies/policy",
                        rest + "," + api,
                        rest + "," + api + "," + policy))
                .isEqualTo("opened");
        assertThat(said(rule, GATEWAY, GATEWAY + "/apis/chat", rest + "," + direct, rest + "," + api))
                .isEqualTo("resolved");
    }

    @Test
    void whatKeepsAResourceIsFoundOnIt() {
        String rest = account("OpenAI", "") + "," + store("");
        String kept = any(KEPT, "policyDefinitionId: '$sub/providers/Microsoft.Authorization/policyDefinitions/keep'");
        assertThat(said("ai-delete-lock", STORE, KEPT, rest + "," + kept, rest)).isEqualTo("opened");
        String lock = any(LOCK, "level: 'CanNotDelete'");
        assertThat(said("ai-delete-lock", STORE, LOCK, rest, rest + "," + lock)).isEqualTo("resolved");
    }
}

package dev.plumbline.cli;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the views of private endpoints, keys, action groups, vaults of backups and storage accounts see beside these. */
class DependencyViewsTest {
    private static final String ENDPOINT = "$rg/Microsoft.Network/privateEndpoints/pe";
    private static final String ZONE = "$rg/Microsoft.Network/privateDnsZones/";
    private static final String FAR =
            "/subscriptions/" + SmallEstate.OTHER_SUBSCRIPTION + "/resourceGroups/rg/providers/";
    private static final String STORE = "$rg/Microsoft.Storage/storageAccounts/store";

    /** An AI account that has its storage and nothing else of its own. */
    private static final String ACCOUNT = """
            {id: '$rg/Microsoft.CognitiveServices/accounts/oai', kind: 'OpenAI', properties: {
              userOwnedStorage: [{resourceId: '$rg/Microsoft.Storage/storageAccounts/store'}]}},
            {id: '$rg/Microsoft.Storage/storageAccounts/store', kind: 'StorageV2', properties: {}},
            {id: '$sub/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/shop', kind: 'StorageV2', properties: {}}
            """;

    private static SmallEstate endpoint(String more) {
        return new SmallEstate(ACCOUNT).and("""
                {id: '$rg/Microsoft.Network/privateEndpoints/pe', properties: {
                  subnet: {id: '$rg/Microsoft.Network/virtualNetworks/spoke/subnets/s'},
                  privateLinkServiceConnections: [
                    {properties: {privateLinkServiceId: '$rg/microsoft.cognitiveservices/ACCOUNTS/OAI', groupIds: ['account']}},
                    {properties: {privateLinkServiceId: '$rg/Microsoft.Storage/storageAccounts/store', groupIds: ['blob']}}],
                  manualPrivateLinkServiceConnections: [
                    {properties: {privateLinkServiceId: '$rg/Microsoft.CognitiveServices/accounts/oai'}},
                    {properties: {privateLinkServiceId: 'MORE'}}]}}
                """.replace("MORE", more));
    }

    private static String group(String... zones) {
        StringBuilder configs = new StringBuilder();
        for (String zone : zones) {
            configs.append("{properties: {privateDnsZoneId: '").append(zone).append("'}},");
        }
        return "{id: '" + ENDPOINT + "/privateDnsZoneGroups/default', properties: {privateDnsZoneConfigs: ["
                + configs.substring(0, Math.max(0, configs.length() - 1)) + "]}}";
    }

    private static String link(String zone, String network) {
        return "{id: '" + ZONE + zone + "', properties: {}}, {id: '" + ZONE + zone + "/virtualNetworkLinks/" + network
                + "', properties: {virtualNetwork: {id: '$rg/Microsoft.Network/virtualNetworks/" + network + "'}}}";
    }

    @Test
    void anEndpointLeadsToTheAccountsThatItsConnectionsNameOnce() {
        endpoint("no id").view("dependency", ENDPOINT).hasEach("targetAccounts", "kind", "OpenAI");
        endpoint("$rg/Microsoft.CognitiveServices/accounts/gone")
                .view("dependency", ENDPOINT)
                .hasEach("targetAccounts", "name", "oai");
    }

    @Test
    void theZonesThatAreLinkedToTheNetworkOfTheEndpointAreTold() {
        endpoint("")
                .and(link("a.example", "SPOKE"))
                .and(link("b.example", "spoke2"))
                .and(link("d.example", "spoke"))
                .view("dependency", ENDPOINT)
                .hasEach("linkedZones", "name", "a.example", "d.example");
    }

    @Test
    void anEndpointThatDoesNotSayWhereItIsHasUnreadableZones() {
        new SmallEstate("{id: '" + ENDPOINT + "', properties: {}}")
                .and(group(ZONE + "a.example"))
                .view("dependency", ENDPOINT)
                .isUnreadable("linkedZones", "in which subnet");
    }

    @Test
    void otherTypesHaveNothingOfAnEndpoint() {
        endpoint("")
                .view("dependency", STORE)
                .has("targetAccounts", "[]")
                .has("dnsZones", "[]")
                .has("linkedZones", "[]")
                .has("keyUsers", "[]")
                .has("callingAlerts", "[]")
                .has("privateEndpoints", "[]");
    }

    @Test
    void theEndpointsOfAStorageAccountAreThoseOfItsConnections() {
        new SmallEstate("{id: '" + STORE + "', properties: {privateEndpointConnections: ["
                        + "{properties: {privateEndpoint: {id: '" + ENDPOINT + "'}}},"
                        + "{properties: {privateEndpoint: {id: '" + FAR
                        + "Microsoft.Network/privateEndpoints/far'}}}]}},"
                        + "{id: '" + ENDPOINT + "', properties: {}}")
                .view("dependency", STORE)
                .hasEach("privateEndpoints", "id", ENDPOINT);
    }

    @Test
    void aWorkspaceSaysWhichOfItsOwnAResourceIs() {
        SmallEstate estate = new SmallEstate(ACCOUNT).and("""
                {id: '$rg/Microsoft.MachineLearningServices/workspaces/ml', kind: 'Hub', properties: {
                  storageAccount: '$rg/microsoft.storage/storageaccounts/STORE', keyVault: '$rg/Microsoft.KeyVault/vaults/kv'}},
                {id: '$rg/Microsoft.KeyVault/vaults/kv', properties: {}}
                """);
        estate.view("dependency", STORE).has("mlWorkspaces", """
                [{id: '$rg/Microsoft.MachineLearningServices/workspaces/ml', kind: 'Hub', use: 'storageAccount'}]
                """);
        estate.view("dependency", "$rg/Microsoft.KeyVault/vaults/kv").hasEach("mlWorkspaces", "use", "keyVault");
        estate.view("dependency", "$sub/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/shop")
                .has("mlWorkspaces", "[]");
    }

    private static final SmallEstate KEYS = new SmallEstate("""
            {id: '$rg/Microsoft.KeyVault/vaults/kv', properties: {vaultUri: 'https://kv.vault.azure.net/'}},
            {id: '$rg/Microsoft.KeyVault/vaults/kv/keys/cmk', properties: {}},
            {id: '$rg/Microsoft.KeyVault/vaults/kv/keys/cmk2', properties: {}},
            {id: '$rg/Microsoft.CognitiveServices/accounts/a-name', kind: 'AIServices', properties: {encryption: {
              keySource: 'microsoft.keyvault', keyVaultProperties: {keyVaultUri: 'HTTPS://KV.vault.azure.net:443/', keyName: 'CMK', keyVersion: 'v1'}}}},
            {id: '$rg/Microsoft.CognitiveServices/accounts/b-speech', kind: 'SpeechServices', properties: {encryption: {
              keySource: 'Microsoft.KeyVault', keyVaultProperties: {keyVaultUri: 'https://kv.vault.azure.net', keyName: 'cmk'}}}},
            {id: '$rg/Microsoft.CognitiveServices/accounts/c-platform', kind: 'OpenAI', properties: {encryption: {
              keySource: 'Microsoft.CognitiveServices', keyVaultProperties: {keyVaultUri: 'https://kv.vault.azure.net', keyName: 'cmk'}},
              userOwnedStorage: [{resourceId: '$rg/Microsoft.Storage/storageAccounts/store'}]}},
            {id: '$rg/Microsoft.CognitiveServices/accounts/d-elsewhere', kind: 'OpenAI', properties: {encryption: {
              keySource: 'Microsoft.KeyVault', keyVaultProperties: {keyVaultUri: 'https://kv2.vault.azure.net', keyName: 'cmk'}}}},
            {id: '$rg/Microsoft.CognitiveServices/accounts/e-empty', kind: 'OpenAI', properties: {encryption: {
              keySource: 'Microsoft.KeyVault', keyVaultProperties: {keyVaultUri: '', keyName: null}}}},
            {id: '$rg/Microsoft.MachineLearningServices/workspaces/f-version', kind: 'Hub', properties: {encryption: {
              status: 'Enabled', keyVaultProperties: {keyIdentifier: 'https://kv.vault.azure.net/Keys/cmk/0123'}}}},
            {id: '$rg/Microsoft.MachineLearningServices/workspaces/g-plain', kind: 'Default', properties: {encryption: {
              status: 'Enabled', keyVaultProperties: {keyIdentifier: 'https://kv.vault.azure.net/keys/cmk'}},
              containerRegistry: '$rg/Microsoft.ContainerRegistry/registries/cr'}},
            {id: '$rg/Microsoft.MachineLearningServices/workspaces/h-off', kind: 'Default', properties: {encryption: {
              status: 'Disabled', keyVaultProperties: {keyIdentifier: 'https://kv.vault.azure.net/keys/cmk'}}}},
            {id: '$rg/Microsoft.Storage/storageAccounts/store', properties: {encryption: {
              keySource: 'Microsoft.Keyvault', keyvaultproperties: {keyvaulturi: 'https://kv.vault.azure.net', keyname: 'cmk', keyversion: ''}}}},
            {id: '$rg/Microsoft.ContainerRegistry/registries/cr', properties: {encryption: {
              status: 'enabled', keyVaultProperties: {keyIdentifier: 'https://kv.vault.azure.net/keys/cmk'}}}},
            {id: '$sub/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/shop', properties: {encryption: {
              keySource: 'Microsoft.Keyvault', keyvaultproperties: {keyvaulturi: 'https://kv.vault.azure.net', keyname: 'cmk'}}}}
            """);

    @Test
    void aKeyIsUsedByWorkloadsAndByWhatTheyLeanOnHoweverTheyNameIt() {
        KEYS.view("dependency", "$rg/Microsoft.KeyVault/vaults/kv/keys/cmk")
                .hasEach(
                        "keyUsers",
                        "id",
                        "$rg/Microsoft.CognitiveServices/accounts/a-name",
                        "$rg/Microsoft.MachineLearningServices/workspaces/f-version",
                        "$rg/Microsoft.MachineLearningServices/workspaces/g-plain",
                        STORE,
                        "$rg/Microsoft.ContainerRegistry/registries/cr");
    }

    @Test
    void aKeyWhoseNameOnlyBeginsAlikeIsNotUsed() {
        KEYS.view("dependency", "$rg/Microsoft.KeyVault/vaults/kv/keys/cmk2").has("keyUsers", "[]");
    }

    private static SmallEstate alerts(String... scopes) {
        SmallEstate estate =
                new SmallEstate(ACCOUNT).and("{id: '$rg/Microsoft.Insights/actionGroups/ag', properties: {}}");
        for (int i = 0; i < scopes.length; i++) {
            estate = estate.and("{id: '$rg/Microsoft.Insights/metricAlerts/" + i + "', properties: {scopes: ['"
                    + scopes[i] + "'], actions: [{actionGroupId: '$rg/microsoft.insights/actiongroups/AG'}]}}");
        }
        return estate;
    }

    @Test
    void anAlertIsInScopeWhereItWatchesAWorkloadWhatOneLeansOnOrWhatHoldsSuch() {
        alerts(
                        "$rg/Microsoft.CognitiveServices/accounts/oai",
                        STORE,
                        "$sub/resourceGroups/RG",
                        "$sub",
                        "$sub/resourceGroups/shop",
                        "$sub/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/shop",
                        "/subscriptions/" + SmallEstate.OTHER_SUBSCRIPTION,
                        "no id")
                .view("dependency", "$rg/Microsoft.Insights/actionGroups/ag")
                .hasEach(
                        "callingAlerts", "inScope", "true", "true", "true", "true", "false", "false", "false", "false");
    }

    @Test
    void alertsOfEveryKindCallGroupsInTheirOwnWay() {
        alerts().and("""
                {id: '$rg/Microsoft.Insights/activityLogAlerts/a', properties: {scopes: ['$sub'], actions: {actionGroups: [
                  {actionGroupId: '$rg/Microsoft.Insights/actionGroups/other'}, {actionGroupId: '$rg/Microsoft.Insights/actionGroups/ag'}]}}},
                {id: '$rg/Microsoft.Insights/scheduledQueryRules/b', properties: {scopes: ['$sub'], actions: {actionGroups: [
                  '$rg/Microsoft.Insights/actionGroups/ag']}}},
                {id: '$rg/Microsoft.Insights/scheduledQueryRules/c', properties: {scopes: ['$sub'], actions: {actionGroups: [
                  '$rg/Microsoft.Insights/actionGroups/ag2']}}},
                {id: '$rg/Microsoft.Insights/metricAlerts/d', properties: {scopes: ['$sub'], actions: null}}
                """)
                .view("dependency", "$rg/Microsoft.Insights/actionGroups/ag")
                .has("callingAlerts", """
                [{id: '$rg/Microsoft.Insights/scheduledQueryRules/b', type: 'Microsoft.Insights/scheduledQueryRules', inScope: true},
                 {id: '$rg/Microsoft.Insights/activityLogAlerts/a', type: 'Microsoft.Insights/activityLogAlerts', inScope: true}]
                """);
    }

    @Test
    void aSubscriptionWithoutWorkloadsIsNotInScope() {
        alerts("/subscriptions/" + SmallEstate.OTHER_SUBSCRIPTION)
                .view(
                        "dependency",
                        "$rg/Microsoft.Insights/actionGroups/ag",
                        Set.of(SmallEstate.SUBSCRIPTION, SmallEstate.OTHER_SUBSCRIPTION))
                .hasEach("callingAlerts", "inScope", "false");
    }

    @Test
    void aBackupIsInScopeWhereAWorkloadLeansOnWhatItProtects() {
        SmallEstate estate = new SmallEstate(ACCOUNT).and("""
                {id: '$rg/Microsoft.DataProtection/backupVaults/bv', properties: {}},
                {id: '$rg/Microsoft.DataProtection/backupVaults/bv/backupInstances/a', properties: {dataSourceInfo: {
                  resourceID: '$rg/microsoft.storage/storageaccounts/STORE'}}},
                {id: '$rg/Microsoft.DataProtection/backupVaults/bv/backupInstances/b', properties: {dataSourceInfo: {
                  resourceID: '$sub/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/shop'}}},
                {id: '$rg/Microsoft.DataProtection/backupVaults/bv/backupInstances/c', properties: {dataSourceInfo: null}},
                {id: '$rg/Microsoft.RecoveryServices/vaults/rsv', properties: {}},
                {id: '$rg/Microsoft.RecoveryServices/vaults/rsv/backupFabrics/Azure', properties: {}},
                {id: '$rg/Microsoft.RecoveryServices/vaults/rsv/backupFabrics/Azure/protectionContainers/c', properties: {}},
                {id: '$rg/Microsoft.RecoveryServices/vaults/rsv/backupFabrics/Azure/protectionContainers/c/protectedItems/a', properties: {
                  sourceResourceId: '$rg/Microsoft.Storage/storageAccounts/store'}},
                {id: '$rg/Microsoft.RecoveryServices/vaults/rsv/backupFabrics/Azure/protectionContainers/c/protectedItems/b', properties: {}}
                """);
        estate.view("dependency", "$rg/Microsoft.DataProtection/backupVaults/bv")
                .hasEach("backupInstances", "inScope", "true", "false", "false");
        estate.view("dependency", STORE).hasEach("backupInstances", "name", "a");
        estate.view("dependency", "$rg/Microsoft.RecoveryServices/vaults/rsv")
                .hasEach("backupItems", "inScope", "true", "false");
    }

    @Test
    void containersAreTheAccountsOwn() {
        SmallEstate estate = new SmallEstate(ACCOUNT).and("""
                {id: '$rg/Microsoft.Storage/storageAccounts/store/blobServices/default', properties: {}},
                {id: '$rg/Microsoft.Storage/storageAccounts/store/blobServices/default/containers/training', properties: {}}
                """);
        estate.view("dependency", STORE).hasEach("containers", "name", "training");
        estate.view("dependency", "$sub/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/shop")
                .has("containers", "[]");
    }

    @Test
    void locksHoldForWhatIsBelowThem() {
        StringBuilder locks = new StringBuilder();
        for (String at : new String[] {
            "$sub",
            "$sub/resourceGroups/RG",
            STORE,
            STORE + "2",
            STORE + "/blobServices/default",
            "$sub/resourceGroups/shop",
            "/subscriptions/" + SmallEstate.OTHER_SUBSCRIPTION
        }) {
            locks.append(",{id: '").append(at).append("/providers/Microsoft.Authorization/locks/l', properties: {}}");
        }
        new SmallEstate(ACCOUNT + locks)
                .view("dependency", STORE)
                .hasEach(
                        "locks",
                        "id",
                        "$sub/providers/Microsoft.Authorization/locks/l",
                        "$sub/resourceGroups/RG/providers/Microsoft.Authorization/locks/l",
                        STORE + "/providers/Microsoft.Authorization/locks/l");
    }
}

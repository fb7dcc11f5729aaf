package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the views of accounts, subscriptions and the tenant find around them. */
class AccountViewsTest {
    private static final String ACCOUNT = "$rg/Microsoft.CognitiveServices/accounts/oai";
    private static final String VAULT =
            "{id: '$rg/Microsoft.KeyVault/vaults/v', properties: {vaultUri: 'https://SAFE.vault.azure.net'}}";
    private static final String OTHER = "/subscriptions/" + SmallEstate.OTHER_SUBSCRIPTION;
    private static final String TENANT = "/tenants/t-1";

    private static SmallEstate account(String properties) {
        return new SmallEstate("{id: '" + ACCOUNT + "', kind: 'OpenAI', properties: {" + properties + "}}");
    }

    private static SmallEstate keyed() {
        return account(
                "encryption: {keySource: 'Microsoft.KeyVault', keyVaultProperties: {keyVaultUri: 'https://safe.vault.azure.net/', keyName: 'cmk'}}");
    }

    @Test
    void theVaultIsFoundByItsAddressAndTheKeyInIt() {
        SmallEstate estate = keyed().and(VAULT);
        JsonNode vault = estate.view("aiAccount", ACCOUNT).has("key", "null").section("vault");
        assertThat(vault.get("id").asText()).endsWith("/vaults/v");
        estate.and("{id: '$rg/Microsoft.KeyVault/vaults/v/keys/CMK', properties: {keySize: 4096}}")
                .view("aiAccount", ACCOUNT)
                .has("key", """
                {id: '$rg/Microsoft.KeyVault/vaults/v/keys/CMK', name: 'CMK', type: 'Microsoft.KeyVault/vaults/keys',
                 properties: {keySize: 4096}}
                """);
    }

    @Test
    void aVaultThatNobodyKnowsLeavesVaultAndKeyUnreadable() {
        keyed().and(
                        "{id: '$rg/Microsoft.KeyVault/vaults/safe2', properties: {vaultUri: 'https://safe2.vault.azure.net/'}}")
                .view("aiAccount", ACCOUNT)
                .isUnreadable("vault", "no vault of the monitored subscriptions answers at `safe.vault.azure.net`")
                .isUnreadable("key", "no vault of the monitored subscriptions");
    }

    @Test
    void anAccountWithoutAKeyOfItsOwnHasNoVault() {
        account("").and(VAULT).view("aiAccount", ACCOUNT).has("vault", "null").has("key", "null");
        account("encryption: {keySource: 'Microsoft.CognitiveServices'}")
                .and(VAULT)
                .view("aiAccount", ACCOUNT)
                .has("vault", "null");
    }

    @Test
    void aDeploymentHasTheModelThatTheAccountLists() {
        SmallEstate estate = account("").and("""
                {id: '$rg/Microsoft.CognitiveServices/accounts/oai/models/m',
                  model: {name: 'gpt-4o', version: '2024-11-20', lifecycleStatus: 'GenerallyAvailable'}},
                {id: '$rg/Microsoft.CognitiveServices/accounts/oai/deployments/new',
                  properties: {model: {name: 'GPT-4o', version: '2024-11-20'}}},
                {id: '$rg/Microsoft.CognitiveServices/accounts/oai/deployments/old',
                  properties: {model: {name: 'gpt-4o', version: '2024-05-13'}}}
                """);
        estate.view("aiAccount", ACCOUNT + "/deployments/new")
                .has("model", "{name: 'gpt-4o', version: '2024-11-20', lifecycleStatus: 'GenerallyAvailable'}");
        estate.view("aiAccount", ACCOUNT + "/deployments/old")
                .isUnreadable("model", "does not list version `2024-05-13` of the model `gpt-4o`")
                .hasEach("deployments", "id", ACCOUNT + "/deployments/new", ACCOUNT + "/deployments/old");
        estate.view("aiAccount", ACCOUNT).has("model", "null");
    }

    @Test
    void aPrivateEndpointOfAStrangerIsSkipped() {
        account("""
                privateEndpointConnections: [
                  {properties: {privateEndpoint: {id: '/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/x/providers/Microsoft.Network/privateEndpoints/far'}}},
                  {properties: {privateEndpoint: {id: '$rg/Microsoft.Network/privateEndpoints/near'}}},
                  {properties: {privateEndpoint: {id: '$rg/Microsoft.Network/privateEndpoints/NEAR'}}},
                  {properties: {privateEndpoint: {id: '$rg/Microsoft.Network/privateEndpoints/gone'}}}]
                """)
                .and("""
                {id: '$rg/Microsoft.Network/privateEndpoints/near', properties: {}},
                {id: '$rg/Microsoft.Network/privateEndpoints/near/privateDnsZoneGroups/z', properties: {}}
                """)
                .view("aiAccount", ACCOUNT)
                .hasEach("privateEndpoints", "id", "$rg/Microsoft.Network/privateEndpoints/near")
                .section("privateEndpoints")
                .at("/0/dnsZoneGroups/0")
                .require();
    }

    @Test
    void otherRegionsHoldTheAccountsOfTheSameKindThere() {
        new SmallEstate("{id: '" + ACCOUNT + "', kind: 'OpenAI', location: 'East US 2', properties: {}}")
                .and("{id: '$rg/Microsoft.CognitiveServices/accounts/west', kind: 'openai', location: 'West US'}")
                .and("{id: '$rg/Microsoft.CognitiveServices/accounts/hub', kind: 'AIServices', location: 'westus'}")
                .and("{id: '$rg/Microsoft.CognitiveServices/accounts/near', kind: 'OpenAI', location: 'eastus2'}")
                .view("aiAccount", ACCOUNT)
                .has("otherRegions", """
                [{id: '$rg/Microsoft.CognitiveServices/accounts/west', name: 'west', kind: 'openai', location: 'West US',
                  type: 'Microsoft.CognitiveServices/accounts', deployments: []}]
                """);
    }

    private static SmallEstate tenant() {
        return new SmallEstate("""
                {id: '$rg/Microsoft.CognitiveServices/accounts/oai', kind: 'OpenAI', tenantId: 't-1', properties: {}},
                {id: '$sub/providers/Microsoft.Authorization/roleDefinitions/own', properties: {roleName: 'Own', type: 'CustomRole',
                  permissions: [{dataActions: ['Microsoft.CognitiveServices/accounts/OpenAI/*']}]}},
                {id: 'OTHER/providers/Microsoft.Authorization/roleDefinitions/own', properties: {roleName: 'Own', type: 'CustomRole',
                  permissions: [{dataActions: ['Microsoft.CognitiveServices/accounts/OpenAI/*']}]}},
                {id: '/providers/Microsoft.Management/managementGroups/corp/providers/Microsoft.Authorization/roleAssignments/a',
                  properties: {principalId: 'U-1', principalType: 'User', roleDefinitionId: 'own',
                    scope: '/providers/Microsoft.Management/managementGroups/corp'}},
                {id: '$sub/providers/Microsoft.Authorization/roleAssignments/b',
                  properties: {principalId: 'u-1', principalType: 'User', roleDefinitionId: 'own', scope: '$sub'}},
                {id: '$sub/providers/Microsoft.Authorization/roleAssignments/c',
                  properties: {principalId: 'u-2', principalType: 'User', roleDefinitionId: 'own', scope: '$sub'}}
                """.replace("OTHER", OTHER));
    }

    private static final String DIRECTORY = """
            {id: 'graph:/directoryObjects/getByIds', type: 'graph:/directoryObjects/getByIds', value: {value: [
              {id: 'U-1', displayName: 'Kari', userType: 'Guest', accountEnabled: false, userPrincipalName: 'kari@example.com'}]}}
            """;

    @Test
    void anAssignmentAboveTwoSubscriptionsIsOneHoldingOfARole() {
        tenant().view("tenant", TENANT, Set.of(SmallEstate.SUBSCRIPTION, SmallEstate.OTHER_SUBSCRIPTION))
                .hasEach("roleHolders", "principalId", "U-1", "u-1", "u-2");
    }

    @Test
    void holdersOfRolesHaveTheNamesThatTheDirectoryKnows() {
        SmallEstate.Seen seen = tenant().and(DIRECTORY).view("tenant", TENANT);
        seen.hasEach("roleHolders", "userPrincipalName", "kari@example.com", "kari@example.com")
                .hasEach("roleHolders", "aiData", "true", "true", "true")
                .hasEach("roleHolders", "privileged", "false", "false", "false");
        tenant().view("tenant", TENANT).hasEach("roleHolders", "userPrincipalName");
    }

    @Test
    void everyPrincipalIsLookedUpOnce() {
        tenant().and(DIRECTORY).view("subscription", "$sub").has("principals", """
                [{id: 'U-1', found: true, principalType: 'User', displayName: 'Kari', userType: 'Guest', accountEnabled: false},
                 {id: 'u-2', found: false, principalType: 'User'}]
                """);
        tenant().view("subscription", "$sub").isUnreadable("principals", "`graph:/directoryObjects/getByIds`");
    }

    @Test
    void documentsOfMicrosoftGraphAreObjectsOrTheElementsOfTheirValue() {
        tenant().and("""
                {id: 'graph:/identity/conditionalAccess/policies', value: [{id: 'p'}]},
                {id: 'graph:/identity/conditionalAccess/namedLocations', value: {value: [{id: 'n'}]}},
                {id: 'graph:/applications', value: {error: 'denied'}},
                {id: 'graph:/policies/identitySecurityDefaultsEnforcementPolicy', value: {isEnabled: true}},
                {id: 'graph:/groups/g-1/members', value: [{id: 'm'}]},
                {id: 'graph:/groups/g-2/members', value: {value: []}},
                {id: 'graph:/groups/g-3/owners', value: []},
                {id: '/providers/Microsoft.CustomerLockbox/tenantOptedIn/t-1', isOptedIn: true}
                """)
                .view("tenant", TENANT)
                .has("conditionalAccessPolicies", "[{id: 'p'}]")
                .has("namedLocations", "[{id: 'n'}]")
                .has("securityDefaults", "{isEnabled: true}")
                .has("groupMembers", "[{groupId: 'g-1', members: [{id: 'm'}]}, {groupId: 'g-2', members: []}]")
                .has("lockbox", "{isOptedIn: true}")
                .isUnreadable("applications", "expected the list that Microsoft Graph answers with")
                .isUnreadable("servicePrincipals", "expected the document of Microsoft Graph in the estate file");
    }

    @Test
    void withoutItsDocumentsTheTenantIsUnreadableRatherThanEmpty() {
        tenant().view("tenant", TENANT)
                .isUnreadable("lockbox", "whether the tenant opted in")
                .isUnreadable("groupMembers", "expected the document of Microsoft Graph");
    }

    @Test
    void theCapacityOfARegionIsThatOfAllItsDeployments() {
        String account = "{id: '%s', kind: '%s', location: '%s', properties: {}}";
        String deployment = "{id: '%s/deployments/%s', sku: {capacity: %s}, properties: {model: {format: '%s'}}}";
        SmallEstate estate = new SmallEstate(account.formatted(ACCOUNT, "OpenAI", "Sweden Central"))
                .and(account.formatted(ACCOUNT + "2", "aiservices", "swedencentral"))
                .and(account.formatted(ACCOUNT + "3", "OpenAI", "westeurope"))
                .and(account.formatted(ACCOUNT + "4", "SpeechServices", "swedencentral"))
                .and(deployment.formatted(ACCOUNT, "a", "100", "OpenAI"))
                .and(deployment.formatted(ACCOUNT, "b", "'x'", "Meta"))
                .and(deployment.formatted(ACCOUNT + "2", "a", "20", "openai"))
                .and(deployment.formatted(ACCOUNT + "2", "b", "3", "Meta"))
                .and(deployment.formatted(ACCOUNT + "3", "a", "4000", "OpenAI"))
                .and(deployment.formatted(ACCOUNT + "4", "a", "50000", "OpenAI"));
        for (String at : new String[] {ACCOUNT, ACCOUNT + "2/deployments/a"}) {
            estate.view("aiAccount", at)
                    .hasEach("regionalCapacity", "format", "Meta", "OpenAI")
                    .hasEach("regionalCapacity", "capacity", "3", "120");
        }
        estate.view("aiAccount", ACCOUNT + "3").hasEach("regionalCapacity", "capacity", "4000");
        account("").view("aiAccount", ACCOUNT).has("regionalCapacity", "[]");
    }

    @Test
    void aSubscriptionTellsWhichOfItsRegistriesAndClustersWorkloadsLeanOn() {
        new SmallEstate("""
                {id: '$rg/Microsoft.MachineLearningServices/workspaces/w', kind: 'Default', properties: {
                  containerRegistry: '$rg/Microsoft.ContainerRegistry/registries/used'}},
                {id: '$rg/Microsoft.MachineLearningServices/workspaces/w/computes/k', properties: {
                  computeType: 'Kubernetes', resourceId: '$rg/Microsoft.ContainerService/managedClusters/used'}},
                {id: '$rg/Microsoft.ContainerRegistry/registries/used', properties: {}},
                {id: '$rg/Microsoft.ContainerRegistry/registries/unused', properties: {}},
                {id: '$rg/Microsoft.ContainerService/managedClusters/used', properties: {}},
                {id: '$rg/Microsoft.ContainerService/managedClusters/unused', properties: {}},
                {id: '$sub', type: 'Microsoft.Resources/subscriptions'}
                """).view("subscription", "$sub").has("containerServices", """
                [{id: '$rg/Microsoft.ContainerRegistry/registries/used', type: 'Microsoft.ContainerRegistry/registries'},
                 {id: '$rg/Microsoft.ContainerService/managedClusters/used', type: 'Microsoft.ContainerService/managedClusters'}]
                """);
    }
}

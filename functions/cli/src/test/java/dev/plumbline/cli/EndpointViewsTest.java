package dev.plumbline.cli;

import org.junit.jupiter.api.Test;

/** What the view of a private endpoint says of accounts and zones. */
class EndpointViewsTest {
    private static final String ENDPOINT = "$rg/Microsoft.Network/privateEndpoints/pe";
    private static final String ZONE = "$rg/Microsoft.Network/privateDnsZones/privatelink.openai.azure.com";

    private static SmallEstate endpoint(String zone) {
        return new SmallEstate("""
                {id: '%s', properties: {
                  privateLinkServiceConnections: [{properties: {privateLinkServiceId: '$rg/Microsoft.CognitiveServices/accounts/oai'}}],
                  manualPrivateLinkServiceConnections: [{properties: {privateLinkServiceId: '$rg/Microsoft.Storage/storageAccounts/st'}},
                    {properties: {privateLinkServiceId: '/subscriptions/3e55d92c-1111-4000-8000-000000000000/resourceGroups/x/providers/Microsoft.CognitiveServices/accounts/far'}}]}}
                """.formatted(ENDPOINT))
                .and("{id: '$rg/Microsoft.CognitiveServices/accounts/oai', kind: 'OpenAI'}")
                .and("{id: '" + ENDPOINT + "/privateDnsZoneGroups/default', properties: {privateDnsZoneConfigs: ["
                        + "{properties: {privateDnsZoneId: '" + zone + "'}}]}}");
    }

    @Test
    void itLeadsToTheAccountsThatCanBeSeen() {
        endpoint(ZONE).view("dependency", ENDPOINT).hasEach("targetAccounts", "kind", "OpenAI");
    }

    @Test
    void zonesSayWhichNetworksTheyAreLinkedTo() {
        endpoint(ZONE)
                .and("{id: '" + ZONE + "'}")
                .and(
                        "{id: '" + ZONE
                                + "/virtualNetworkLinks/one', properties: {virtualNetwork: {id: '$rg/Microsoft.Network/virtualNetworks/v'}}}")
                .view("dependency", ENDPOINT)
                .has("dnsZones", """
                        [{id: '%s', name: 'privatelink.openai.azure.com', networkIds: ['$rg/Microsoft.Network/virtualNetworks/v']}]
                        """.formatted(ZONE));
    }

    @Test
    void whatZonesElsewhereAreLinkedToIsNotKnown() {
        String far =
                "/subscriptions/3e55d92c-1111-4000-8000-000000000000/resourceGroups/x/providers/Microsoft.Network/privateDnsZones/privatelink.openai.azure.com";
        endpoint(far).view("dependency", ENDPOINT).isUnreadable("dnsZones", "lies in no monitored subscription");
    }

    @Test
    void otherResourcesHaveNeither() {
        new SmallEstate("{id: '$rg/Microsoft.Storage/storageAccounts/st', properties: {}}")
                .view("dependency", "$rg/Microsoft.Storage/storageAccounts/st")
                .has("dnsZones", "[]")
                .has("targetAccounts", "[]");
    }
}

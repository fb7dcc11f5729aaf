package dev.plumbline.cli;

import org.junit.jupiter.api.Test;

/** What the view of a virtual network sees in the network and in those that it is peered with. */
class NetworkViewsTest {
    private static final String SPOKE = "$rg/Microsoft.Network/virtualNetworks/spoke";

    private static SmallEstate estate(String peering) {
        return new SmallEstate("""
                {id: '$rg/Microsoft.Network/virtualNetworks/spoke', properties: {
                  subnets: [
                    {id: '$rg/Microsoft.Network/virtualNetworks/spoke/subnets/ai', name: 'ai', properties: {
                      networkSecurityGroup: {id: '$rg/Microsoft.Network/networkSecurityGroups/nsg'},
                      routeTable: {id: '$rg/Microsoft.Network/routeTables/out'}}},
                    {name: 'plain', properties: {}}],
                  virtualNetworkPeerings: [{name: 'hub', properties: PEERING}]}},
                {id: '$rg/Microsoft.Network/virtualNetworks/hub', properties: {}},
                {id: '$rg/Microsoft.Network/virtualNetworks/far', properties: {}},
                {id: '$rg/Microsoft.Network/routeTables/out', properties: {routes: [
                  {name: 'one', properties: {addressPrefix: '10.9.0.0/16', nextHopType: 'VnetLocal'}},
                  {name: 'all', properties: {addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance',
                    nextHopIpAddress: '10.0.0.4'}}]}},
                {id: '$rg/Microsoft.CognitiveServices/accounts/oai', kind: 'OpenAI', properties: {
                  privateEndpointConnections: [{properties: {
                    privateEndpoint: {id: '$rg/Microsoft.Network/privateEndpoints/pe'}}}]}},
                {id: '$rg/Microsoft.Network/privateEndpoints/pe', properties: {
                  subnet: {id: '$rg/Microsoft.Network/virtualNetworks/spoke/subnets/ai'},
                  privateLinkServiceConnections: [{properties: {
                    privateLinkServiceId: '$rg/Microsoft.CognitiveServices/accounts/oai'}}]}}
                """.replace("PEERING", peering));
    }

    private static String peering(String more) {
        return "{remoteVirtualNetwork: {id: '$rg/Microsoft.Network/virtualNetworks/hub'}" + more + "}";
    }

    private static String standing(String type, String name, String network, String more) {
        return "{id: '$rg/Microsoft.Network/" + type + "/" + name + "', properties: {ipConfigurations: [{properties: {"
                + "privateIPAddress: '10.0.0.4', subnet: {id: '$rg/Microsoft.Network/virtualNetworks/" + network
                + "/subnets/s'}}}]" + more + "}}";
    }

    @Test
    void aSubnetSaysWhereItsTrafficGoesAndWhetherAnAiWorkloadHasAnEndpointThere() {
        estate(peering("")).view("dependency", SPOKE).has("subnets", """
                [{id: '$rg/Microsoft.Network/virtualNetworks/spoke/subnets/ai', name: 'ai', inScope: true,
                  networkSecurityGroupId: '$rg/Microsoft.Network/networkSecurityGroups/nsg',
                  routeTableId: '$rg/Microsoft.Network/routeTables/out',
                  defaultRoute: {nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4'}},
                 {id: '$rg/Microsoft.Network/virtualNetworks/spoke/subnets/plain', name: 'plain', inScope: false,
                  networkSecurityGroupId: '', routeTableId: '', defaultRoute: null}]
                """);
    }

    @Test
    void aRouteTableOfAnotherSubscriptionLeavesTheSubnetsUnreadable() {
        new SmallEstate("""
                {id: '$rg/Microsoft.Network/virtualNetworks/spoke', properties: {subnets: [{name: 'a', properties: {
                  routeTable: {id: '/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/x/providers/Microsoft.Network/routeTables/t'}}}]}}
                """)
                .view("dependency", SPOKE)
                .isUnreadable("subnets", "expected an id in a monitored subscription");
    }

    @Test
    void firewallsAreThoseOfTheNetworkAndOfItsPeersWithTheModeOfTheirPolicy() {
        estate(peering(""))
                .and(standing(
                        "azureFirewalls",
                        "a-peer",
                        "hub",
                        ", threatIntelMode: 'Off', firewallPolicy: {id: '$rg/Microsoft.Network/firewallPolicies/p'}"))
                .and(standing("azureFirewalls", "b-own", "spoke", ", threatIntelMode: 'Alert'"))
                .and(standing("azureFirewalls", "c-far", "far", ", threatIntelMode: 'Deny'"))
                .and("{id: '$rg/Microsoft.Network/firewallPolicies/p', properties: {threatIntelMode: 'Deny'}}")
                .view("dependency", SPOKE)
                .has("firewalls", """
                [{id: '$rg/Microsoft.Network/azureFirewalls/a-peer', privateIpAddress: '10.0.0.4',
                  threatIntelMode: 'Deny', policyId: '$rg/Microsoft.Network/firewallPolicies/p', where: 'peer'},
                 {id: '$rg/Microsoft.Network/azureFirewalls/b-own', privateIpAddress: '10.0.0.4',
                  threatIntelMode: 'Alert', policyId: '', where: 'network'}]
                """);
    }

    @Test
    void aFirewallPolicyThatIsNotThereLeavesTheFirewallsUnreadable() {
        estate(peering(""))
                .and(standing(
                        "azureFirewalls",
                        "fw",
                        "hub",
                        ", firewallPolicy: {id: '$rg/Microsoft.Network/firewallPolicies/gone'}"))
                .view("dependency", SPOKE)
                .isUnreadable("firewalls", "firewallPolicies/gone` does not exist");
    }

    @Test
    void aPeeringThatIsNotConnectedBringsNothingNear() {
        SmallEstate estate = estate(peering(", peeringState: 'Disconnected', useRemoteGateways: true"))
                .and(standing("azureFirewalls", "fw", "hub", ""))
                .and(standing("virtualNetworkGateways", "vpn", "hub", ""));
        estate.view("dependency", SPOKE).has("firewalls", "[]").has("hybridGateways", "[]");
    }

    @Test
    void aPeersGatewayCountsOnlyWhereThePeeringUsesIt() {
        String gateway = standing("virtualNetworkGateways", "vpn", "hub", ", gatewayType: 'Vpn'");
        String connections = """
                {id: '$rg/Microsoft.Network/connections/site', properties: {connectionType: 'IPsec',
                  connectionStatus: 'Connected', virtualNetworkGateway1: {id: '$rg/microsoft.network/virtualNetworkGateways/VPN'}}},
                {id: '$rg/Microsoft.Network/connections/other', properties: {connectionType: 'IPsec',
                  virtualNetworkGateway1: {id: '$rg/Microsoft.Network/virtualNetworkGateways/vpn2'}}}
                """;
        estate(peering(", useRemoteGateways: true, peeringState: 'Connected'"))
                .and(gateway)
                .and(connections)
                .view("dependency", SPOKE)
                .has("hybridGateways", """
                [{id: '$rg/Microsoft.Network/virtualNetworkGateways/vpn', gatewayType: 'Vpn', where: 'peer', connections: [
                  {id: '$rg/Microsoft.Network/connections/site', connectionType: 'IPsec', connectionStatus: 'Connected'}]}]
                """);
        estate(peering(", useRemoteGateways: false"))
                .and(gateway)
                .view("dependency", SPOKE)
                .has("hybridGateways", "[]");
        estate(peering(""))
                .and(standing("virtualNetworkGateways", "own", "spoke", ""))
                .view("dependency", SPOKE)
                .hasEach("hybridGateways", "where", "network");
    }

    @Test
    void bastionsAreFoundByTheirSubnetOrByTheNetworkThatTheyName() {
        estate(peering(""))
                .and(standing("bastionHosts", "a-hub", "hub", ", enableShareableLink: true"))
                .and("{id: '$rg/Microsoft.Network/bastionHosts/b-dev', properties: {virtualNetwork: {id: '" + SPOKE
                        + "'}}}")
                .and(standing("bastionHosts", "c-far", "far", ""))
                .view("dependency", SPOKE)
                .has("bastions", """
                [{id: '$rg/Microsoft.Network/bastionHosts/a-hub', where: 'peer', enableShareableLink: true},
                 {id: '$rg/Microsoft.Network/bastionHosts/b-dev', where: 'network', enableShareableLink: false}]
                """);
    }

    @Test
    void networkInterfacesAreThoseOfTheNetworkItself() {
        estate(peering(""))
                .and(standing("networkInterfaces", "in", "spoke", ""))
                .and(standing("networkInterfaces", "near", "hub", ""))
                .and(standing("networkInterfaces", "likewise-named", "spoke2", ""))
                .view("dependency", SPOKE)
                .hasEach("networkInterfaces", "name", "in");
    }

    @Test
    void otherTypesHaveNothingOfANetwork() {
        estate(peering(""))
                .and(standing("networkInterfaces", "in", "spoke", ""))
                .view("dependency", "$rg/Microsoft.Network/routeTables/out")
                .has("subnets", "[]")
                .has("firewalls", "[]")
                .has("hybridGateways", "[]")
                .has("bastions", "[]")
                .has("networkInterfaces", "[]")
                .has("aiBackends", "[]");
    }
}

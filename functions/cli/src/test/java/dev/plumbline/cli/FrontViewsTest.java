package dev.plumbline.cli;

import org.junit.jupiter.api.Test;

/** What the views of application gateways and Front Door profiles see of the AI accounts behind them. */
class FrontViewsTest {
    private static final String GATEWAY = "$rg/Microsoft.Network/applicationGateways/agw";
    private static final String PROFILE = "$rg/Microsoft.Cdn/profiles/fd";
    private static final SmallEstate BEHIND = new SmallEstate("""
            {id: '$rg/Microsoft.CognitiveServices/accounts/oai', kind: 'OpenAI',
              properties: {customSubDomainName: 'Oai', endpoint: 'https://oai.openai.azure.com/'}},
            {id: '$rg/Microsoft.CognitiveServices/accounts/speech', kind: 'SpeechServices',
              properties: {customSubDomainName: 'speech'}},
            {id: '$rg/Microsoft.ApiManagement/service/apim', properties: {gatewayUrl: 'https://apim.azure-api.net',
              hostnameConfigurations: [{hostName: 'ai.example.com'}], privateIPAddresses: ['10.0.0.9']}},
            {id: '$rg/Microsoft.ApiManagement/service/apim/backends/b', properties: {url: 'https://oai.openai.azure.com/openai'}},
            {id: '$rg/Microsoft.ApiManagement/service/shop', properties: {gatewayUrl: 'https://shop.azure-api.net'}}
            """);

    @Test
    void aBackendOfAnApplicationGatewayIsAnAccountOrApiManagementInFrontOfOne() {
        BEHIND.and("""
                {id: '$rg/Microsoft.Network/applicationGateways/agw', properties: {backendAddressPools: [
                  {id: 'pool-1', properties: {backendAddresses: [
                    {fqdn: 'OAI.openai.azure.com'}, {fqdn: 'speech.cognitiveservices.azure.com'}, {fqdn: 'example.org'}]}},
                  {id: 'pool-2', properties: {backendAddresses: [
                    {fqdn: 'ai.example.com'}, {ipAddress: '10.0.0.9'}, {fqdn: 'shop.azure-api.net'}]}}]}}
                """)
                .view("dependency", GATEWAY)
                .has("aiBackends", """
                [{host: 'oai.openai.azure.com', targetId: '$rg/Microsoft.CognitiveServices/accounts/oai', via: 'pool-1'},
                 {host: 'ai.example.com', targetId: '$rg/Microsoft.ApiManagement/service/apim', via: 'pool-2'},
                 {host: '10.0.0.9', targetId: '$rg/Microsoft.ApiManagement/service/apim', via: 'pool-2'}]
                """)
                .has("exposedDomains", "[]")
                .has("wafPolicies", "[]");
    }

    @Test
    void firewallPoliciesAreThoseOfTheGatewayItsListenersAndItsPathRules() {
        new SmallEstate("""
                {id: '$rg/Microsoft.Network/applicationGateways/agw', properties: {
                  firewallPolicy: {id: '$rg/Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies/w'},
                  httpListeners: [{id: 'listener', properties: {
                    firewallPolicy: {id: '$rg/Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies/gone'}}},
                    {id: 'bare', properties: {}}],
                  urlPathMaps: [{id: 'map', properties: {pathRules: [{id: 'rule', properties: {
                    firewallPolicy: {id: '$rg/Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies/w'}}}]}}]}},
                {id: '$rg/Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies/w', properties: {marked: 1}}
                """).view("dependency", GATEWAY).has("wafPolicies", """
                [{appliesTo: 'gateway', id: '$rg/Microsoft.Network/applicationGateways/agw', policy: WAF},
                 {appliesTo: 'listener', id: 'listener', policy: null},
                 {appliesTo: 'pathRule', id: 'rule', policy: WAF}]
                """.replace("WAF", """
                {id: '$rg/Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies/w', name: 'w',
                 type: 'Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies', properties: {marked: 1}}"""));
    }

    private static SmallEstate frontDoor(String route) {
        return BEHIND.and("""
                {id: '$rg/Microsoft.Cdn/profiles/fd', properties: {}},
                {id: '$rg/Microsoft.Cdn/profiles/fd/originGroups/ai', properties: {}},
                {id: '$rg/Microsoft.Cdn/profiles/fd/originGroups/ai/origins/o', properties: {hostName: 'APIM.azure-api.net'}},
                {id: '$rg/Microsoft.Cdn/profiles/fd/originGroups/web', properties: {}},
                {id: '$rg/Microsoft.Cdn/profiles/fd/originGroups/web/origins/o', properties: {hostName: 'example.org'}},
                {id: '$rg/Microsoft.Cdn/profiles/fd/afdEndpoints/e', properties: {hostName: 'e.azurefd.net'}},
                {id: '$rg/Microsoft.Cdn/profiles/fd/afdEndpoints/e/routes/r', properties: {ROUTE}},
                {id: '$rg/Microsoft.Cdn/profiles/fd/afdEndpoints/w', properties: {hostName: 'w.azurefd.net'}},
                {id: '$rg/Microsoft.Cdn/profiles/fd/afdEndpoints/w/routes/r', properties: {
                  originGroup: {id: '$rg/Microsoft.Cdn/profiles/fd/originGroups/web'}}},
                {id: '$rg/Microsoft.Cdn/profiles/fd/customDomains/c', properties: {hostName: 'chat.example.com'}},
                {id: '$rg/Microsoft.Cdn/profiles/fd/securityPolicies/s', properties: {parameters: {
                  wafPolicy: {id: '$rg/Microsoft.Network/FrontDoorWebApplicationFirewallPolicies/w'},
                  associations: [{domains: [{id: '$rg/microsoft.cdn/profiles/FD/customDomains/c'}]}]}}},
                {id: '$rg/Microsoft.Network/FrontDoorWebApplicationFirewallPolicies/w',
                  properties: {policySettings: {enabledState: 'Enabled', mode: 'Detection'}}}
                """.replace("ROUTE", route));
    }

    private static final String TO_AI = "originGroup: {id: '$rg/Microsoft.Cdn/profiles/FD/originGroups/ai'}";
    private static final String CUSTOM = ", customDomains: [{id: '$rg/Microsoft.Cdn/profiles/fd/customDomains/c'}]";

    @Test
    void domainsOfFrontDoorAreExposedWhereTheyRouteToAnAiOrigin() {
        frontDoor(TO_AI + CUSTOM)
                .view("dependency", PROFILE)
                .has("aiBackends", """
                [{host: 'apim.azure-api.net', targetId: '$rg/Microsoft.ApiManagement/service/apim',
                  via: '$rg/Microsoft.Cdn/profiles/fd/originGroups/ai/origins/o'}]
                """)
                .has("exposedDomains", """
                [{id: '$rg/Microsoft.Cdn/profiles/fd/afdEndpoints/e', kind: 'endpoint', hostName: 'e.azurefd.net', firewalls: []},
                 {id: '$rg/Microsoft.Cdn/profiles/fd/customDomains/c', kind: 'customDomain', hostName: 'chat.example.com',
                  firewalls: [{id: '$rg/Microsoft.Network/FrontDoorWebApplicationFirewallPolicies/w',
                    enabledState: 'Enabled', mode: 'Detection'}]}]
                """);
    }

    @Test
    void anEndpointThatTheRouteIsNotLinkedToIsNotExposed() {
        frontDoor(TO_AI + CUSTOM + ", linkToDefaultDomain: 'Disabled'")
                .view("dependency", PROFILE)
                .hasEach("exposedDomains", "kind", "customDomain");
    }

    @Test
    void aDisabledRouteExposesNothing() {
        frontDoor(TO_AI + CUSTOM + ", enabledState: 'Disabled'")
                .view("dependency", PROFILE)
                .has("exposedDomains", "[]");
    }
}

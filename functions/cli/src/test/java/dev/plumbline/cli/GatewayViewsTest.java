package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the view of an API sees of the policies, products and backends on the way through its API Management service. */
class GatewayViewsTest {
    private static final String API = "$rg/Microsoft.ApiManagement/service/apim/apis/ai";
    private static final String LIMIT = "<rate-limit calls=\"5\" />";
    private static final String LIMITED = "[{element: 'rate-limit', attributes: {calls: '5'}}]";

    private static SmallEstate estate(String... below) {
        StringBuilder resources = new StringBuilder("""
                {id: '$rg/Microsoft.ApiManagement/service/apim', properties: {}},
                {id: '$rg/Microsoft.ApiManagement/service/apim/apis/ai', properties: {subscriptionRequired: true}},
                {id: '$rg/Microsoft.ApiManagement/service/apim/products/p', properties: {subscriptionRequired: true, state: 'published'}},
                {id: '$rg/Microsoft.ApiManagement/service/apim/products/p/apis/ai', properties: {}}
                """);
        for (String each : below) {
            resources.append(',').append(each);
        }
        return new SmallEstate(resources.toString());
    }

    private static String at(String path, String properties) {
        return "{id: '$rg/Microsoft.ApiManagement/service/apim/" + path + "', properties: {" + properties + "}}";
    }

    private static String policy(String on, String inbound) {
        return at(on + "policies/policy", "value: '<policies><inbound>" + inbound + "</inbound></policies>'");
    }

    private static void hasInbound(String expected, SmallEstate estate) {
        estate.view("dependency", API)
                .has("policies", "[{operation: '*', inbound: " + expected + ", possible: " + LIMITED + "}]");
    }

    @Test
    void aProductsPolicyBindsWhereNobodyGetsToTheApiWithoutTheProduct() {
        SmallEstate estate = estate(policy("products/p/", LIMIT));
        hasInbound(LIMITED, estate);
        estate.view("dependency", API).has("keyRequired", "true").hasEach("products", "name", "p");
        hasInbound(LIMITED, estate.and(at("subscriptions/master", "state: 'active', scope: '$rg/x/apis'")));
        hasInbound(LIMITED, estate.and(at("subscriptions/s", "state: 'suspended', scope: '" + API + "'")));
        hasInbound(LIMITED, estate.and(at("subscriptions/s", "state: 'active', scope: '" + API + "2'")));
        hasInbound(
                LIMITED,
                estate.and(at(
                        "subscriptions/s",
                        "state: 'active', scope: '$rg/Microsoft.ApiManagement/service/apim/products/p'")));
    }

    @Test
    void aProductsPolicyBindsNobodyWhereASubscriptionReachesTheApiWithoutIt() {
        SmallEstate estate = estate(policy("products/p/", LIMIT));
        hasInbound("[]", estate.and(at("subscriptions/s", "state: 'active', scope: '" + API + "'")));
        hasInbound(
                "[]",
                estate.and(at(
                        "subscriptions/s", "state: 'active', scope: '$rg/Microsoft.ApiManagement/service/apim/apis'")));
    }

    @Test
    void anOpenProductTakesTheKeyAwayUnlessItIsNotPublished() {
        SmallEstate estate = estate(policy("products/p/", LIMIT), at("products/open/apis/ai", ""));
        SmallEstate open = estate.and(at("products/open", "subscriptionRequired: false, state: 'published'"));
        hasInbound("[]", open);
        open.view("dependency", API).has("keyRequired", "false").hasEach("products", "name", "open", "p");
        estate.and(at("products/open", "subscriptionRequired: false, state: 'notPublished'"))
                .view("dependency", API)
                .has("keyRequired", "true");
    }

    @Test
    void ofSeveralProductsOnlyWhatAllHaveIsCertain() {
        hasInbound(
                "[]",
                estate(
                        policy("products/p/", LIMIT),
                        at("products/q", "subscriptionRequired: true"),
                        at("products/q/apis/ai", "")));
    }

    @Test
    void dimensionsStayThroughTheProductsOfAnApi() {
        String metric =
                "<llm-emit-token-metric><dimension name=\"Client\" /><dimension name=\"%s\" /></llm-emit-token-metric>";
        estate(policy("", metric.formatted("API"))).view("dependency", API).has("policies", """
                [{operation: '*', inbound: [M], possible: [M, {element: 'dimension', attributes: {name: 'Client'}},
                  {element: 'dimension', attributes: {name: 'API'}}]}]
                """.replace(
                        "M", "{element: 'llm-emit-token-metric', attributes: {}, dimensions: ['Client', 'API']}"));
        SmallEstate.Seen two = estate(
                        policy("products/p/", metric.formatted("API")),
                        at("products/q", "subscriptionRequired: true"),
                        at("products/q/apis/ai", ""),
                        policy("products/q/", metric.formatted("Product")))
                .view("dependency", API);
        assertThat((Object) two.section("policies").at("/0/inbound/0/dimensions"))
                .isEqualTo(SmallEstate.json("['Client']"));
    }

    @Test
    void anOperationWithAPolicyOfItsOwnIsAWayOfItsOwn() {
        estate(
                        policy("", LIMIT),
                        policy("apis/ai/", "<base /><cors />"),
                        at("apis/ai/operations/chat", ""),
                        policy("apis/ai/operations/chat/", "<include-fragment fragment-id=\"Jwt\" />"),
                        at("apis/ai/operations/plain", ""),
                        at("policyFragments/jwt", "value: '<fragment><validate-jwt header-name=\"A\" /></fragment>'"))
                .view("dependency", API)
                .has("policies", """
                [{operation: '*', inbound: [L, C], possible: [L, C]},
                 {operation: 'chat', inbound: [J], possible: [L, C, J]}]
                """.replace("L", "{element: 'rate-limit', attributes: {calls: '5'}}")
                        .replace("C]", "{element: 'cors', attributes: {}}]")
                        .replace("C,", "{element: 'cors', attributes: {}},")
                        .replace("J", "{element: 'validate-jwt', attributes: {'header-name': 'A'}}"));
    }

    @Test
    void aFragmentThatIsNotThereLeavesThePoliciesUnreadable() {
        estate(policy("apis/ai/", "<include-fragment fragment-id=\"gone\" />"))
                .view("dependency", API)
                .isUnreadable("policies", "the policy fragment `gone` does not exist")
                .has("keyRequired", "true");
    }

    @Test
    void backendsOfAnApiAreThoseThatItsPoliciesNameWithPoolsExpanded() {
        SmallEstate estate = estate(
                        policy("apis/ai/", "<set-backend-service backend-id=\"POOL\" />"),
                        at("backends/pool", "pool: {services: [{id: '/backends/one'}, {id: '/backends/pool'}]}"),
                        at("backends/one", "url: 'https://oai.openai.azure.com/openai'"),
                        at("backends/unused", "url: 'https://oai.openai.azure.com'"))
                .and("""
                {id: '$rg/Microsoft.CognitiveServices/accounts/oai', kind: 'OpenAI', properties: {customSubDomainName: 'oai'}}
                """);
        estate.view("dependency", API).has("aiBackends", """
                [{host: 'oai.openai.azure.com', targetId: '$rg/Microsoft.CognitiveServices/accounts/oai',
                  via: '$rg/Microsoft.ApiManagement/service/apim/backends/one'}]
                """).hasEach("backends", "name", "pool", "one");
        estate.view("dependency", "$rg/Microsoft.ApiManagement/service/apim")
                .hasEach("backends", "name", "one", "pool", "unused")
                .hasEach(
                        "aiBackends",
                        "via",
                        "$rg/Microsoft.ApiManagement/service/apim/backends/one",
                        "$rg/Microsoft.ApiManagement/service/apim/backends/unused");
    }

    @Test
    void aRevisionThatIsNotCurrentIsNoApiOfTheService() {
        estate(
                        at("apis/ai;rev=2", "isCurrent: false, serviceUrl: 'https://oai.openai.azure.com'"),
                        at("apis/other", "isCurrent: true"))
                .and("""
                {id: '$rg/Microsoft.CognitiveServices/accounts/oai', kind: 'OpenAI', properties: {customSubDomainName: 'oai'}}
                """)
                .view("dependency", "$rg/Microsoft.ApiManagement/service/apim")
                .hasEach("apis", "name", "ai", "other")
                .has("aiBackends", "[]")
                .has("keyRequired", "null");
    }

    @Test
    void sectionsOfPoliciesTellWhetherAnElementBaseStandsInThem() {
        estate(
                        policy("", LIMIT),
                        policy("products/p/", "<base />"),
                        at(
                                "apis/ai/policies/policy",
                                "value: '<policies><!-- <base /> --><inbound><!-- <base /> --><cors /></inbound><backend><retry><base></base></retry></backend><other /><on-error /></policies>'"),
                        at("apis/ai/operations/chat", ""),
                        policy("apis/ai/operations/chat/", "<BASE />"),
                        at("apis/ai/operations/plain", ""),
                        at("products/other", ""),
                        policy("products/other/", ""))
                .view("dependency", API)
                .has("policySections", """
                [{scope: 'global', at: '$rg/Microsoft.ApiManagement/service/apim', section: 'inbound', hasBase: false},
                 {scope: 'product', at: '$rg/Microsoft.ApiManagement/service/apim/products/p', section: 'inbound', hasBase: true},
                 {scope: 'api', at: '$rg/Microsoft.ApiManagement/service/apim/apis/ai', section: 'inbound', hasBase: false},
                 {scope: 'api', at: '$rg/Microsoft.ApiManagement/service/apim/apis/ai', section: 'backend', hasBase: true},
                 {scope: 'api', at: '$rg/Microsoft.ApiManagement/service/apim/apis/ai', section: 'on-error', hasBase: false},
                 {scope: 'operation', at: '$rg/Microsoft.ApiManagement/service/apim/apis/ai/operations/chat', section: 'inbound', hasBase: true}]
                """);
    }

    @Test
    void aTextThatIsNoPolicyLeavesTheSectionsUnreadable() {
        estate(at("apis/ai/policies/policy", "value: '<policies><inbound><base /></policies>'"))
                .view("dependency", API)
                .isUnreadable("policySections", "expected `</inbound>`, found `</policies>`");
        estate(at("apis/ai/policies/policy", "")).view("dependency", API).isUnreadable("policySections", "found 0");
        estate().view("dependency", API).has("policySections", "[]").has("subscriptions", "[]");
        estate().view("dependency", "$rg/Microsoft.ApiManagement/service/apim").has("policySections", "[]");
    }

    @Test
    void productsWithAiAreThoseThatHoldAnApiWithAiBehindIt() {
        estate(
                        at("apis/plain", ""),
                        at("apis/chat", ""),
                        policy("apis/chat/", "<set-backend-service base-url=\"https://OAI.openai.azure.com/v1\" />"),
                        at("apis/direct", "serviceUrl: 'https://oai.openai.azure.com'"),
                        at("products/a", "state: 'published'"),
                        at("products/a/apis/plain", ""),
                        at("products/a/apis/direct", ""),
                        at("products/a/apis/chat", ""),
                        at("products/z", ""),
                        at("products/z/apis/plain", ""))
                .and("""
                {id: '$rg/Microsoft.CognitiveServices/accounts/oai', kind: 'OpenAI', properties: {customSubDomainName: 'oai'}}
                """)
                .view("dependency", "$rg/Microsoft.ApiManagement/service/apim")
                .has("aiProducts", """
                [{id: '$rg/Microsoft.ApiManagement/service/apim/products/a', name: 'a',
                  type: 'Microsoft.ApiManagement/service/products', properties: {state: 'published'},
                  aiApis: ['$rg/Microsoft.ApiManagement/service/apim/apis/chat',
                           '$rg/Microsoft.ApiManagement/service/apim/apis/direct']}]
                """);
        estate().view("dependency", API).has("aiProducts", "[]");
    }

    @Test
    void subscriptionsAreShownWithoutTheirKeys() {
        estate(at("subscriptions/s", "state: 'active', primaryKey: 'p', SecondaryKey: 's'"))
                .view("dependency", "$rg/Microsoft.ApiManagement/service/apim")
                .has("subscriptions", """
                [{id: '$rg/Microsoft.ApiManagement/service/apim/subscriptions/s', name: 's',
                  type: 'Microsoft.ApiManagement/service/subscriptions', properties: {state: 'active'}}]
                """);
    }
}

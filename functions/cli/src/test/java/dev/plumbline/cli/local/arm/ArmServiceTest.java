package dev.plumbline.cli.local.arm;

import static dev.plumbline.cli.local.arm.EmbeddedArm.ACCOUNT;
import static dev.plumbline.cli.local.arm.EmbeddedArm.GROUP;
import static dev.plumbline.cli.local.arm.EmbeddedArm.SUBSCRIPTION;
import static dev.plumbline.cli.local.arm.EmbeddedArm.VAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.arm.EmbeddedArm.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resource Manager's protocol, spoken by an SDK pipeline with a token. */
class ArmServiceTest {
    private final EmbeddedArm arm = EmbeddedArm.small();

    @AfterEach
    void close() {
        arm.close();
    }

    @Test
    void readsAResourceWhateverItsIdsCasing() {
        Answer answer = arm.get(ACCOUNT.toUpperCase(Locale.ROOT).replace("/SUBSCRIPTIONS", "/subscriptions"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("id").asText()).isEqualTo(ACCOUNT);
        assertThat(answer.body().at("/properties/publicNetworkAccess").asText()).isEqualTo("Disabled");
        assertThat(answer.header("ETag")).contains("\"first\"");
        assertThat(answer.header("x-ms-request-id")).isPresent();
        assertThat(answer.header("x-ms-correlation-request-id")).isPresent();
        assertThat(arm.told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'/subscriptions/11111111-5d3a-4f86-9b07-3e6a20d8c415', SubscriptionNotFound",
        "'/subscriptions/11111111-5d3a-4f86-9b07-3e6a20d8c415/resourceGroups/rg/providers/A.B/c/d', SubscriptionNotFound",
        "'" + SUBSCRIPTION + "/resourceGroups/rg-none', ResourceGroupNotFound",
        "'" + SUBSCRIPTION + "/resourceGroups/rg-none/providers/A.B/c/d', ResourceGroupNotFound",
        "'" + GROUP + "/providers/Microsoft.CognitiveServices/accounts/none', ResourceNotFound",
        "'" + GROUP + "/providers/Microsoft.CognitiveServices/accounts/none/deployments', ParentResourceNotFound",
        "'" + GROUP + "/providers/Microsoft.CognitiveServices/accounts/none/providers/Microsoft.Authorization/locks',"
                + " ParentResourceNotFound"
    })
    void saysWhatIsNotThere(String path, String code) {
        String version = path.contains("locks") ? "2020-05-01" : path.endsWith("rg-none") ? "2025-04-01" : "2025-06-01";
        Answer answer = arm.send("GET", path, version, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.message()).isNotEmpty();
    }

    @Test
    void asksForAnApiVersion() {
        Answer answer = arm.send("GET", ACCOUNT, "", "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("MissingApiVersionParameter");
    }

    @Test
    void refusesAnApiVersionThatTheTypeNeverHad() {
        Answer answer = arm.send("GET", ACCOUNT, "2019-01-02", "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("NoRegisteredProviderFound");
        assertThat(answer.message()).contains("2019-01-02", "accounts", "2025-06-01");
        assertThat(arm.send("GET", GROUP + "/providers/A.B/c/d", "latest", "").code())
                .isEqualTo("InvalidApiVersionParameter");
    }

    @Test
    void takesAnApiVersionWithoutAFileOfItsOwn() {
        assertThat(arm.send("GET", ACCOUNT, "2023-05-01", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions/../secrets",
                "/subscriptions/a%2fb",
                "/subscriptions/a%252fb/resourceGroups/rg",
                "/subscriptions/x/resourceGroups/rg%00",
                "/subscriptions/x/resourceGroups/rg%3Fa=b",
                "/subscriptions/x/resourceGroups/rg%23a",
                "/subscriptions/x/resourceGroups//providers/A.B/c/d",
                "/subscriptions/x/resourceGroups/rg/providers/A.B/c/..",
                "/subscriptions/x/resourceGroups/rg%zz"
            })
    void refusesAddressesThatCouldLeadElsewhere(String path) {
        HttpAnswer answer = arm.service.answer(
                new HttpCall("GET", path, Map.of("api-version", "2025-06-01"), Map.of(), new byte[0]));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("InvalidResourceId");
    }

    @Test
    void wantsATokenOverHttpsAndNoneOverLoopbackHttp() {
        Map<String, String> version = Map.of("api-version", "2025-06-01");
        Map<String, String> https = Map.of(HttpCall.ORIGIN_HEADER, "https://management.azure.com");

        assertThat(arm.service
                        .answer(new HttpCall("GET", ACCOUNT, version, https, new byte[0]))
                        .status())
                .isEqualTo(401);
        assertThat(arm.service
                        .answer(new HttpCall(
                                "GET",
                                ACCOUNT,
                                version,
                                Map.of("authorization", "Basic abc", "host", "localhost"),
                                new byte[0]))
                        .status())
                .isEqualTo(401);
        assertThat(arm.service
                        .answer(new HttpCall("GET", ACCOUNT, version, Map.of("host", "localhost:7071"), new byte[0]))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "OPTIONS"})
    void hasNoOtherMethods(String method) {
        assertThat(arm.send(method, ACCOUNT, "2025-06-01", "").status()).isEqualTo(405);
    }

    @Test
    void answersHeadWithoutABody() {
        assertThat(arm.send("HEAD", GROUP, "2025-04-01", "").status()).isEqualTo(204);
        assertThat(arm.send("HEAD", GROUP + "x", "2025-04-01", "").status()).isEqualTo(404);
    }

    @Test
    void listsByEveryScope() {
        String type = "/providers/Microsoft.CognitiveServices/accounts";

        assertThat(names(arm.get(SUBSCRIPTION + type))).containsExactly("oai-one");
        assertThat(names(arm.get(GROUP + type))).containsExactly("oai-one");
        assertThat(names(arm.get(ACCOUNT + "/deployments"))).containsExactly("gpt");
        assertThat(names(arm.get(ACCOUNT + "/raiPolicies"))).isEmpty();
        assertThat(names(arm.send(
                        "GET", ACCOUNT + "/providers/microsoft.insights/diagnosticSettings", "2021-05-01-preview", "")))
                .containsExactly("to-sentinel");
        assertThat(names(arm.send(
                        "GET",
                        SUBSCRIPTION + "/providers/microsoft.insights/diagnosticSettings",
                        "2021-05-01-preview",
                        "")))
                .as("what is set on the subscription itself")
                .isEmpty();
        assertThat(names(arm.send("GET", SUBSCRIPTION + "/resourceGroups", "2025-04-01", "")))
                .containsExactly("rg-ai");
        assertThat(names(arm.send("GET", "/subscriptions", "2022-12-01", ""))).hasSize(1);
        assertThat(names(arm.send("GET", GROUP + "/resources", "2021-04-01", "")))
                .containsExactlyInAnyOrder("oai-one", "kv-one-fjv", "vnet-one", "pe-oai-one.nic", "pe-oai-one");
        assertThat(names(arm.send(
                        "GET",
                        SUBSCRIPTION + "/resources?$filter=resourceType%20eq%20'Microsoft.KeyVault/vaults'",
                        "2021-04-01",
                        "")))
                .containsExactly("kv-one-fjv");
    }

    @Test
    void listsChildrenThatOnlyTheirParentShows() {
        assertThat(names(arm.get(ACCOUNT + "/privateEndpointConnections")))
                .containsExactly("pe-oai-one.11111111-2222-4333-8444-555555555555");
        assertThat(names(arm.send("GET", EmbeddedArm.VNET + "/subnets", "2025-05-01", "")))
                .containsExactlyInAnyOrder("endpoints", "apps");
        assertThat(arm.send("GET", EmbeddedArm.VNET + "/subnets/apps", "2025-05-01", "")
                        .body()
                        .at("/properties/addressPrefix")
                        .asText())
                .isEqualTo("10.1.2.0/24");
    }

    @Test
    void listsRoleAssignmentsAsAzureInheritsThem() {
        String path = "/providers/Microsoft.Authorization/roleAssignments";

        assertThat(names(arm.send("GET", ACCOUNT + path, "2022-04-01", ""))).hasSize(2);
        assertThat(names(arm.send("GET", SUBSCRIPTION + path, "2022-04-01", "")))
                .hasSize(2);
        assertThat(names(arm.send("GET", SUBSCRIPTION + path + "?$filter=atScope()", "2022-04-01", "")))
                .containsExactly("aaaaaaaa-0000-4000-8000-000000000002");
        assertThat(names(arm.send(
                        "GET",
                        SUBSCRIPTION + path + "?$filter=principalId%20eq%20'bbbbbbbb-0000-4000-8000-000000000001'",
                        "2022-04-01",
                        "")))
                .containsExactly("aaaaaaaa-0000-4000-8000-000000000001");
        assertThat(arm.send("GET", SUBSCRIPTION + path + "?$filter=foo%20gt%201", "2022-04-01", "")
                        .code())
                .isEqualTo("InvalidFilter");
    }

    @Test
    void hasAzuresBuiltInRoles() {
        String path = "/providers/Microsoft.Authorization/roleDefinitions";
        Answer owner = arm.send("GET", SUBSCRIPTION + path + "/8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "2022-04-01", "");

        assertThat(owner.body().at("/properties/roleName").asText()).isEqualTo("Owner");
        assertThat(owner.body().at("/properties/type").asText()).isEqualTo("BuiltInRole");
        assertThat(owner.body().at("/properties/permissions/0/actions/0").asText())
                .isEqualTo("*");
        Answer named = arm.send(
                "GET", path + "?$filter=roleName%20eq%20'Cognitive%20Services%20OpenAI%20User'", "2022-04-01", "");
        assertThat(names(named)).containsExactly("5e0bd9bd-7b93-4f28-af87-19fc36ad61bd");
        assertThat(arm.send("DELETE", SUBSCRIPTION + path + "/8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "2022-04-01", "")
                        .code())
                .isEqualTo("RoleDefinitionUpdateBuiltIn");
    }

    @Test
    void givesListsInPagesOnTheSameHost() {
        String path = "/providers/Microsoft.Authorization/roleDefinitions";
        int pages = 0;
        int seen = 0;
        String next = SUBSCRIPTION + path + "?$top=300&api-version=2022-04-01";
        while (!next.isEmpty()) {
            Answer page = arm.send("GET", next, "", "");
            assertThat(page.status()).isEqualTo(200);
            seen += page.body().path("value").size();
            pages++;
            String link = page.body().path("nextLink").asText("");
            assertThat(link.isEmpty() || link.startsWith("https://management.azure.com" + SUBSCRIPTION + path + "?"))
                    .isTrue();
            next = link.replace("https://management.azure.com", "");
        }

        assertThat(pages).isEqualTo(4);
        assertThat(seen).isEqualTo(928);
        assertThat(arm.send("GET", SUBSCRIPTION + path + "?$skiptoken=!!", "2022-04-01", "")
                        .code())
                .isEqualTo("InvalidSkipToken");
    }

    @Test
    void tellsNothingOfTypesThatWereNotExported() {
        try (EmbeddedArm partial = new EmbeddedArm("{\"value\": [{\"id\": \"" + VAULT
                + "\"}], \"notExported\": [\"Microsoft.Insights/diagnosticSettings\"]}")) {
            Answer answer = partial.send(
                    "GET", VAULT + "/providers/microsoft.insights/diagnosticSettings", "2021-05-01-preview", "");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("AuthorizationFailed");
            assertThat(answer.message()).contains("notExported");
        }
    }

    @Test
    void actsAndTellsOfIt() {
        Answer answer = arm.send("POST", ACCOUNT + "/listKeys", "2025-06-01", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("key1").asText()).startsWith("invented");
        assertThat(arm.told).singleElement().satisfies(write -> {
            assertThat(write.kind()).isEqualTo(ArmWrite.Kind.ACTION);
            assertThat(write.operationName()).isEqualTo("Microsoft.CognitiveServices/accounts/listKeys/action");
            assertThat(write.id().toString()).isEqualTo(ACCOUNT);
        });
        assertThat(arm.send("POST", ACCOUNT + "x/listKeys", "2025-06-01", "").status())
                .isEqualTo(404);
    }

    @Test
    void listsNoKeysWhereLocalAuthIsOff() {
        arm.patch(ACCOUNT, "{'properties': {'disableLocalAuth': true}}");

        Answer answer = arm.send("POST", ACCOUNT + "/listKeys", "2025-06-01", "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("disableLocalAuth");
        assertThat(arm.told).extracting(ArmWrite::kind).containsExactly(ArmWrite.Kind.WRITE);
    }

    private static List<String> names(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        for (JsonNode each : answer.body().path("value")) {
            names.add(each.path("name").asText(each.path("displayName").asText()));
        }
        return names;
    }
}

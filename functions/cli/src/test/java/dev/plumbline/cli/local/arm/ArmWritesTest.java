package dev.plumbline.cli.local.arm;

import static dev.plumbline.cli.local.arm.EmbeddedArm.ACCOUNT;
import static dev.plumbline.cli.local.arm.EmbeddedArm.ENDPOINT;
import static dev.plumbline.cli.local.arm.EmbeddedArm.GROUP;
import static dev.plumbline.cli.local.arm.EmbeddedArm.NOW;
import static dev.plumbline.cli.local.arm.EmbeddedArm.SUBSCRIPTION;
import static dev.plumbline.cli.local.arm.EmbeddedArm.VAULT;
import static dev.plumbline.cli.local.arm.EmbeddedArm.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.arm.EmbeddedArm.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be written, what comes of it, and what is told of it. */
class ArmWritesTest {
    private static final String NEW_ACCOUNT = GROUP + "/providers/Microsoft.CognitiveServices/accounts/oai-two";
    private static final String MINIMAL = "{'location': 'swedencentral', 'kind': 'OpenAI', 'sku': {'name': 'S0'},"
            + " 'identity': {'type': 'SystemAssigned'}, 'properties': {'customSubDomainName': 'oai-two-fjv'}}";

    private final EmbeddedArm arm = EmbeddedArm.small();

    @AfterEach
    void close() {
        arm.close();
    }

    @Test
    void patchReplacesFirstLevelPropertiesAsAWhole() {
        Answer answer = arm.patch(ACCOUNT, "{'properties': {'networkAcls': {'defaultAction': 'Allow'}}}");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode properties = arm.get(ACCOUNT).body().path("properties");
        assertThat(properties.at("/networkAcls").toString()).isEqualTo("{\"defaultAction\":\"Allow\"}");
        assertThat(properties.path("publicNetworkAccess").asText()).isEqualTo("Disabled");
        assertThat(properties.path("privateEndpointConnections")).hasSize(1);
    }

    @Test
    void patchReplacesTagsAndMergesTheRest() {
        arm.patch(
                ACCOUNT,
                "{'tags': {'owner': 'web'}, 'sku': {'name': 'S0'}, 'Properties': {'PublicNetworkAccess': 'Enabled'}}");

        JsonNode account = arm.get(ACCOUNT).body();
        assertThat(account.path("tags").toString()).isEqualTo("{\"owner\":\"web\"}");
        assertThat(account.at("/properties/publicNetworkAccess").asText())
                .as("the name keeps its spelling")
                .isEqualTo("Enabled");
        assertThat(account.path("identity").path("principalId").asText()).startsWith("0f3d6c1e");
    }

    @Test
    void patchWithNullRemoves() {
        arm.patch(ACCOUNT, "{'properties': {'disableLocalAuth': null}}");

        assertThat(arm.get(ACCOUNT).body().path("properties").has("disableLocalAuth"))
                .isFalse();
    }

    @Test
    void tellsOfAnUpdate() {
        arm.send(
                "PATCH",
                ACCOUNT,
                VERSION,
                "{'properties': {'publicNetworkAccess': 'Enabled'}}",
                "x-plumbline-actor",
                "mateo@fjellvik.example",
                "x-plumbline-actor-id",
                "f20c5607-abe9-4741-b5e9-678b8cc505ef",
                "x-plumbline-actor-type",
                "User",
                "x-plumbline-actor-ip",
                "198.51.100.77",
                "x-ms-correlation-request-id",
                "c0ffee00-0000-4000-8000-000000000001");

        assertThat(arm.told).singleElement().satisfies(write -> {
            assertThat(write.kind()).isEqualTo(ArmWrite.Kind.WRITE);
            assertThat(write.created()).isFalse();
            assertThat(write.httpStatus()).isEqualTo(200);
            assertThat(write.operationName()).isEqualTo("Microsoft.CognitiveServices/accounts/write");
            assertThat(write.caller())
                    .isEqualTo(new Caller(
                            "mateo@fjellvik.example", "f20c5607-abe9-4741-b5e9-678b8cc505ef", "User", "198.51.100.77"));
            assertThat(write.request().method()).isEqualTo("PATCH");
            assertThat(write.request().url())
                    .isEqualTo("https://management.azure.com" + ACCOUNT + "?api-version=" + VERSION);
            assertThat(write.request().correlationId()).isEqualTo("c0ffee00-0000-4000-8000-000000000001");
            assertThat(write.time()).isEqualTo(NOW);
            assertThat(write.before()
                            .orElseThrow()
                            .at("/properties/publicNetworkAccess")
                            .asText())
                    .isEqualTo("Disabled");
            assertThat(write.after()
                            .orElseThrow()
                            .at("/properties/publicNetworkAccess")
                            .asText())
                    .isEqualTo("Enabled");
        });
    }

    @Test
    void putMakesAResourceWithWhatTheServiceAdds() {
        Answer answer = arm.put(NEW_ACCOUNT, MINIMAL);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        JsonNode made = answer.body();
        assertThat(made.path("id").asText()).isEqualTo(NEW_ACCOUNT);
        assertThat(made.path("type").asText()).isEqualTo("Microsoft.CognitiveServices/accounts");
        assertThat(made.at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(made.at("/properties/endpoint").asText()).isEqualTo("https://oai-two-fjv.openai.azure.com/");
        assertThat(made.at("/properties/privateEndpointConnections")).isEmpty();
        assertThat(made.at("/identity/principalId").asText()).hasSize(36);
        assertThat(made.at("/identity/tenantId").asText()).startsWith("3f1d7a52");
        assertThat(made.at("/systemData/createdAt").asText()).isEqualTo(NOW.toString());
        assertThat(made.path("etag").asText()).isEqualTo(answer.header("ETag").orElseThrow());
        assertThat(arm.told).singleElement().satisfies(write -> {
            assertThat(write.created()).isTrue();
            assertThat(write.httpStatus()).isEqualTo(201);
            assertThat(write.caller()).isEqualTo(Caller.MONITOR);
        });
        assertThat(arm.put(NEW_ACCOUNT, MINIMAL).status()).isEqualTo(200);
    }

    @Test
    void putReplacesButKeepsWhatTheServiceOwns() {
        Answer answer = arm.put(
                ACCOUNT,
                "{'location': 'Sweden Central', 'kind': 'OpenAI', 'sku': {'name': 'S0'}, 'properties':"
                        + " {'customSubDomainName': 'oai-one-fjv', 'disableLocalAuth': true}}");

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        JsonNode account = arm.get(ACCOUNT).body();
        assertThat(account.at("/properties/disableLocalAuth").asBoolean()).isTrue();
        assertThat(account.path("properties").has("networkAcls")).isFalse();
        assertThat(account.has("tags")).isFalse();
        assertThat(account.at("/properties/endpoint").asText()).isEqualTo("https://oai-one-fjv.openai.azure.com/");
        assertThat(account.at("/properties/privateEndpointConnections")).hasSize(1);
    }

    @Test
    void whatWasReadMayBeSentBack() {
        ObjectNode account = (ObjectNode) arm.get(ACCOUNT).body();
        ((ObjectNode) account.path("properties")).put("publicNetworkAccess", "Enabled");

        assertThat(arm.put(ACCOUNT, account.toString()).status()).isEqualTo(200);
        assertThat(arm.get(ACCOUNT).body().at("/properties/publicNetworkAccess").asText())
                .isEqualTo("Enabled");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'properties': {'publicNetworkAcess': 'Enabled'}} | properties.publicNetworkAcess | publicNetworkAccess",
                "{'properties': {'networkAcls': {'defaultActon': 'Deny'}}} | properties.networkAcls.defaultActon | defaultAction",
                "{'sku': {'nam': 'S0'}} | sku.nam | name",
                "{'properties': {'endpoint': 'https://evil.example/'}} | properties.endpoint | leave it out",
                "{'properties': {'provisioningState': 'Failed'}} | properties.provisioningState | leave it out",
                "{'properties': {'privateEndpointConnections': []}} | properties.privateEndpointConnections | leave it out",
                "{'properties': {'disableLocalAuth': 'true'}} | properties.disableLocalAuth | found a string",
                "{'properties': {'networkAcls': []}} | properties.networkAcls | found an array",
                "{'properties': {'networkAcls': {'ipRules': {}}}} | properties.networkAcls.ipRules | found an object",
                "{'tags': {'a': 1}} | tags.a | found a number",
                "{'name': 'other'} | name | `oai-one`",
                "[] | the body | something else",
                "{'properties': | the body | JSON",
                "{'a': 1, 'a': 2} | the body | Duplicate"
            })
    void refusesWhatAzureRefuses(String body, String target, String says) {
        Answer answer = arm.patch(ACCOUNT, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidRequestContent");
        assertThat(answer.message()).contains(says);
        if (!target.equals("the body")) {
            assertThat(answer.body().at("/error/target").asText()).isEqualTo(target);
            assertThat(answer.body().at("/error/details/0/target").asText()).isEqualTo(target);
        }
        assertThat(arm.told).isEmpty();
        assertThat(arm.get(ACCOUNT).header("ETag")).contains("\"first\"");
    }

    @Test
    void refusesValuesOutsideClosedEnumerations() {
        Answer answer = arm.send(
                "PUT",
                VAULT,
                "2026-05-15",
                "{'location': 'swedencentral', 'properties': {'tenantId': '3f1d7a52-0c6b-4b0e-9d53-6b7f0c9a1e11',"
                        + " 'sku': {'family': 'A', 'name': 'standrd'}}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("properties.sku.name", "`standrd`", "did you mean `standard`?");
    }

    @Test
    void wantsInAPutWhatIsRequired() {
        Answer answer = arm.send("PUT", VAULT, "2026-05-15", "{'properties': {'sku': {'family': 'A'}}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details"))
                .extracting(detail -> detail.path("target").asText())
                .contains("location", "properties.tenantId", "properties.sku.name");
        assertThat(answer.body().at("/error/details"))
                .extracting(detail -> detail.path("code").asText())
                .containsOnly("MissingRequiredProperty");
    }

    @Test
    void checksTheVariantThatABodySaysItIs() {
        String workspace = GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/mlw";
        assertThat(arm.put(workspace, "{'location': 'swedencentral', 'properties': {}}")
                        .status())
                .isEqualTo(201);
        String compute = workspace + "/computes/ci";

        Answer unknown =
                arm.put(compute, "{'location': 'swedencentral', 'properties': {'computeType': 'ComputeInstnce'}}");
        assertThat(unknown.message()).contains("properties.computeType", "did you mean `ComputeInstance`?");
        Answer wrong = arm.put(
                compute,
                "{'location': 'swedencentral', 'properties': {'computeType': 'ComputeInstance', 'properties': {'scaleSettings': {}}}}");
        assertThat(wrong.message()).contains("properties.properties.scaleSettings");
        Answer right = arm.put(
                compute,
                "{'location': 'swedencentral', 'properties': {'computeType': 'ComputeInstance', 'properties': {'vmSize': 'Standard_DS3_v2'}}}");
        assertThat(right.status()).as("%s", right.body()).isEqualTo(201);
    }

    @Test
    void servesTypesWithoutDataUnchecked() {
        String machine = GROUP + "/providers/Microsoft.Compute/virtualMachines/vm-one";

        assertThat(arm.send("PUT", machine, "2024-07-01", "{'location': 'x', 'properties': {'anything': [1]}}")
                        .status())
                .isEqualTo(201);
        assertThat(arm.send("GET", machine, "2024-07-01", "")
                        .body()
                        .at("/properties/anything/0")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void keepsToPreconditions() {
        Answer stale = arm.send("PATCH", ACCOUNT, VERSION, "{'tags': {}}", "If-Match", "\"other\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("PreconditionFailed");
        assertThat(arm.told).isEmpty();

        Answer fresh = arm.send("PATCH", ACCOUNT, VERSION, "{'tags': {}}", "If-Match", "\"first\"");
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.header("ETag").orElseThrow()).isNotEqualTo("\"first\"");
        assertThat(arm.send("PATCH", ACCOUNT, VERSION, "{'tags': {}}", "If-Match", "\"first\"")
                        .status())
                .isEqualTo(412);
        assertThat(arm.send("PATCH", ACCOUNT, VERSION, "{'tags': {}}", "If-Match", "*")
                        .status())
                .isEqualTo(200);
        assertThat(arm.send("PUT", NEW_ACCOUNT, VERSION, MINIMAL, "If-Match", "*")
                        .status())
                .isEqualTo(412);
        assertThat(arm.send("PUT", NEW_ACCOUNT, VERSION, MINIMAL, "If-None-Match", "*")
                        .status())
                .isEqualTo(201);
        assertThat(arm.send("PUT", NEW_ACCOUNT, VERSION, MINIMAL, "If-None-Match", "*")
                        .status())
                .isEqualTo(412);
        assertThat(arm.send("DELETE", NEW_ACCOUNT, VERSION, "", "If-Match", "\"x\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void needsAPlaceToPutAResource() {
        String elsewhere = SUBSCRIPTION + "/resourceGroups/rg-none/providers/Microsoft.CognitiveServices/accounts/a";

        assertThat(arm.put(elsewhere, MINIMAL).code()).isEqualTo("ResourceGroupNotFound");
        assertThat(arm.put(NEW_ACCOUNT + "/deployments/d", "{'properties': {}}").code())
                .isEqualTo("ParentResourceNotFound");
        assertThat(arm.patch(NEW_ACCOUNT, "{'tags': {}}").code()).isEqualTo("ResourceNotFound");
        assertThat(arm.send("PUT", SUBSCRIPTION + "/resourceGroups/rg-new", "2025-04-01", "{'location': 'westeurope'}")
                        .status())
                .isEqualTo(201);
        assertThat(arm.told.get(0).operationName()).isEqualTo("Microsoft.Resources/subscriptions/resourceGroups/write");
    }

    @ParameterizedTest
    @CsvSource({
        "/raiPolicies/strict, 405, MethodNotAllowed",
        "/deployments/gpt, 400, InvalidPatchRequest",
    })
    void hasNoPatchWhereAzureHasNone(String child, int status, String code) {
        Answer answer = arm.patch(ACCOUNT + child, "{'properties': {'raiPolicyName': 'x'}}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.message()).contains("PUT");
    }

    @Test
    void refusesWhatConflicts() {
        assertThat(arm.put(NEW_ACCOUNT, MINIMAL.replace("oai-two-fjv", "oai-one-fjv"))
                        .code())
                .isEqualTo("CustomDomainInUse");
        Answer moved = arm.put(
                ACCOUNT, "{'location': 'westeurope', 'kind': 'OpenAI', 'sku': {'name': 'S0'}, 'properties': {}}");
        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.code()).isEqualTo("InvalidResourceLocation");
        Answer twice = arm.send(
                "PUT",
                ACCOUNT + "/providers/Microsoft.Authorization/roleAssignments/aaaaaaaa-0000-4000-8000-000000000009",
                "2022-04-01",
                "{'properties': {'principalId': 'bbbbbbbb-0000-4000-8000-000000000001', 'roleDefinitionId':"
                        + " '/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad61bd'}}");
        assertThat(twice.code()).isEqualTo("RoleAssignmentExists");
    }

    @Test
    void keepsToLocks() {
        String lock = GROUP + "/providers/Microsoft.Authorization/locks/keep";
        arm.send("PUT", lock, "2020-05-01", "{'properties': {'level': 'CanNotDelete'}}");

        Answer refused = arm.delete(ACCOUNT);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("ScopeLocked");
        assertThat(arm.patch(ACCOUNT, "{'tags': {}}").status()).isEqualTo(200);

        arm.send("PUT", lock, "2020-05-01", "{'properties': {'level': 'ReadOnly'}}");
        assertThat(arm.patch(ACCOUNT, "{'tags': {}}").code()).isEqualTo("ScopeLocked");
        assertThat(arm.send("POST", ACCOUNT + "/listKeys", VERSION, "").code()).isEqualTo("ScopeLocked");

        assertThat(arm.send("DELETE", lock, "2020-05-01", "").status()).isEqualTo(200);
        assertThat(arm.delete(ACCOUNT).status()).isEqualTo(200);
    }

    @Test
    void aLockBelowKeepsWhatHoldsIt() {
        arm.send(
                "PUT",
                ACCOUNT + "/providers/Microsoft.Authorization/locks/keep",
                "2020-05-01",
                "{'properties': {'level': 'CanNotDelete'}}");

        assertThat(arm.send("DELETE", GROUP, "2025-04-01", "").code()).isEqualTo("ScopeLocked");
        assertThat(arm.send("DELETE", VAULT, "2026-05-15", "").status()).isEqualTo(200);
    }

    @Test
    void deletionTakesChildrenAndExtensionsAlongAndTellsOfOne() {
        Answer answer = arm.delete(ACCOUNT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(arm.get(ACCOUNT).status()).isEqualTo(404);
        assertThat(arm.get(ACCOUNT + "/deployments/gpt").status()).isEqualTo(404);
        assertThat(arm.send(
                                "GET",
                                SUBSCRIPTION + "/providers/Microsoft.Authorization/roleAssignments",
                                "2022-04-01",
                                "")
                        .body()
                        .path("value"))
                .hasSize(1);
        assertThat(arm.told).singleElement().satisfies(write -> {
            assertThat(write.kind()).isEqualTo(ArmWrite.Kind.DELETE);
            assertThat(write.operationName()).isEqualTo("Microsoft.CognitiveServices/accounts/delete");
            assertThat(write.before()).isPresent();
            assertThat(write.after()).isEmpty();
        });
        assertThat(arm.delete(ACCOUNT).status()).isEqualTo(204);
        assertThat(arm.told).hasSize(1);
    }

    @Test
    void deletionOfAGroupTellsOfEachResource() {
        arm.send("DELETE", GROUP, "2025-04-01", "");

        assertThat(arm.told)
                .extracting(write -> write.id().toString())
                .contains(ACCOUNT, VAULT, ENDPOINT)
                .doesNotContain(ACCOUNT + "/deployments/gpt")
                .endsWith(GROUP);
        assertThat(arm.told.get(arm.told.size() - 1).operationName())
                .isEqualTo("Microsoft.Resources/subscriptions/resourceGroups/delete");
        assertThat(arm.send("GET", GROUP, "2025-04-01", "").code()).isEqualTo("ResourceGroupNotFound");
    }
}

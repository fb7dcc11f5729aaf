package dev.plumbline.cli.local.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.estate.ApiVersions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeDataTest {
    private static final TypeData TYPES = TypeData.bundled();

    @ParameterizedTest
    @CsvSource({
        "2025-06-01, 2025-06-01",
        "2023-05-01, 2025-06-01",
        "2025-08-01-preview, 2025-09-01",
        "2026-09-01, 2026-09-01",
        "2026-09-15-preview, 2026-09-15-preview"
    })
    void usesTheNearestVersionThatIsDescribed(String asked, String found) {
        assertThat(TYPES.find("microsoft.cognitiveservices/ACCOUNTS", asked)
                        .orElseThrow()
                        .apiVersion())
                .isEqualTo(found);
    }

    @Test
    void knowsEveryVersionAndNothingOfOtherTypes() {
        assertThat(TYPES.versions("Microsoft.CognitiveServices/accounts"))
                .contains("2017-04-18", "2023-05-01", "2025-06-01");
        assertThat(TYPES.versions("Microsoft.Nothing/here")).isEmpty();
        assertThat(TYPES.find("Microsoft.Nothing/here", "2025-06-01")).isEmpty();
        assertThat(TYPES.spelling("microsoft.cognitiveservices/accounts"))
                .isEqualTo("Microsoft.CognitiveServices/accounts");
    }

    @Test
    void knowsTheVersionsThatTheMonitorReadsWith() {
        ApiVersions versions = ApiVersions.bundled();
        List<String> unknown = versions.types().stream()
                .filter(type -> !TYPES.versions(type).isEmpty())
                .filter(type -> !TYPES.versions(type).contains(versions.of(type).orElseThrow()))
                .toList();

        assertThat(versions.types()).isNotEmpty();
        assertThat(unknown).isEmpty();
    }

    @Test
    void anAnswerMayHoldWhatARequestMayNot() throws Exception {
        JsonNode account = new ObjectMapper()
                .readTree(
                        "{\"id\": \"/x\", \"name\": \"a\", \"TYPE\": \"microsoft.cognitiveservices/accounts\", \"plan\": null,"
                                + " \"resourceGroup\": \"rg\", \"properties\": {\"ProvisioningState\": \"succeeded\"}}");

        assertThat(account(Purpose.ANSWER, account)).isEmpty();
        assertThat(account(Purpose.REPLACE, account))
                .extracting(Problem::path)
                .contains("properties.ProvisioningState", "plan");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Microsoft.Storage/storageAccounts | {'properties': {'networkAcls': {}}} | properties.networkAcls.defaultAction | MissingRequiredProperty",
                "Microsoft.Storage/storageAccounts | {'kind': 'StorageV3'} | kind | ",
                "Microsoft.KeyVault/vaults | {'properties': {'softDeleteRetentionInDays': 7.5}} | properties.softDeleteRetentionInDays | WrongType",
                "Microsoft.Insights/actionGroups | {'properties': {'groupShortName': 'longer than twelve'}} | properties.groupShortName | TooLong"
            })
    void holdsValuesAgainstTheirBounds(String type, String body, String path, String code) throws Exception {
        List<Problem> problems = TYPES.find(type, "2026-01-01")
                .orElseThrow()
                .check(json(body), MissingNode.getInstance(), Purpose.REPLACE);

        if (code == null) {
            assertThat(problems)
                    .as("an open enumeration")
                    .extracting(Problem::path)
                    .doesNotContain(path);
        } else {
            assertThat(problems).anySatisfy(problem -> {
                assertThat(problem.path()).isEqualTo(path);
                assertThat(problem.code()).isEqualTo(code);
                assertThat(problem.message()).contains("`" + path + "`: expected ", ", found ", "; ");
            });
        }
    }

    @Test
    void reportsALotButNotEverything() throws Exception {
        StringBuilder body = new StringBuilder("{");
        for (int i = 0; i < 500; i++) {
            body.append(i == 0 ? "" : ",").append("'unknown").append(i).append("': 1");
        }

        assertThat(account(Purpose.UPDATE, json(body.append('}').toString()))).hasSize(20);
    }

    @Test
    void neverShowsASecret() throws Exception {
        JsonNode body =
                json("{'properties': {'authType': 'ApiKey', 'category': 'AzureOpenAI', 'credentials': {'key': 7}}}");

        List<Problem> problems = TYPES.find("Microsoft.MachineLearningServices/workspaces/connections", "2026-09-01")
                .orElseThrow()
                .check(body, MissingNode.getInstance(), Purpose.REPLACE);

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("properties.credentials.key", "a string", "found a number")
                        .doesNotContain("7"));
    }

    private static List<Problem> account(Purpose purpose, JsonNode body) {
        return TYPES.find("Microsoft.CognitiveServices/accounts", "2025-06-01")
                .orElseThrow()
                .check(body, MissingNode.getInstance(), purpose);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}

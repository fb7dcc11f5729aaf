package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the shipped baseline finds on the common deployments of the example estate: this, and no false alarm beside it. */
class CommonDeploymentsTest {
    private static final String GROUPS = "/subscriptions/7c1e94b2-5d3a-4f86-9b07-3e6a20d8c415/resourceGroups/";
    private static final JsonNode SCAN = Shell.run(
                    "scan", "--estate", Path.of("../../examples/estate.json"), "--format", "json")
            .json();

    @Test
    void findingsAreOfEverySeverity() {
        assertThat(StreamSupport.stream(SCAN.path("findings").spliterator(), false)
                        .filter(finding -> finding.path("verdict").asText().equals("nonCompliant"))
                        .map(finding -> finding.path("severity").asText())
                        .distinct())
                .containsExactlyInAnyOrder("Critical", "High", "Medium", "Low");
    }

    @Test
    void theTotalsAreThese() {
        assertThat(SCAN.path("totals").toString())
                .isEqualTo("{\"compliant\":272,\"nonCompliant\":156,\"exempt\":0,\"notApplicable\":79,\"unknown\":44}");
    }

    @Test
    void theWebShopBesideThemIsNobodysConcern() {
        assertThat(StreamSupport.stream(SCAN.path("findings").spliterator(), false)
                        .map(finding -> finding.path("resourceId").asText().toLowerCase(Locale.ROOT)))
                .noneMatch(id -> id.contains("/rg-webshop/"));
    }

    @Test
    void anAccountBehindAGateway() {
        assertThat(findingsOf("rg-ai-assist/providers/Microsoft.CognitiveServices/accounts/oai-assist-prod"))
                .containsExactly("ai-usage-alerts-exist", "openai-second-region-account");
    }

    @Test
    void theGatewayInFrontOfIt() {
        assertThat(findingsOf("rg-ai-assist/providers/Microsoft.ApiManagement/service/apim-fjellvik-ai"))
                .containsExactly("apim-subscriptions-scoped");
    }

    @Test
    void anAiServicesAccountWithProjects() {
        assertThat(findingsOf("rg-ai-foundry/providers/Microsoft.CognitiveServices/accounts/ais-foundry"))
                .containsExactly(
                        "ai-delete-lock",
                        "ai-usage-alerts-exist",
                        "apim-fronts-ai-account",
                        "files ai-connection-keyless",
                        "gpt-4.1-agents openai-deployment-sku-residency",
                        "llama-review openai-deployment-model-allowlisted",
                        "openai-cmk-enabled",
                        "openai-diagnostics-requests-enabled",
                        "openai-keys-held-in-vault",
                        "openai-local-auth-disabled",
                        "openai-outbound-access-restricted",
                        "openai-public-network-disabled",
                        "openai-second-region-account",
                        "openai-stored-completions-disabled");
    }

    @Test
    void aHubWithAManagedNetwork() {
        assertThat(findingsOf("rg-ai-ml/providers/Microsoft.MachineLearningServices/workspaces/mlw-hub"))
                .containsExactly("ai-usage-alerts-exist");
    }

    @Test
    void aProjectOfTheHub() {
        assertThat(findingsOf("rg-ai-ml/providers/Microsoft.MachineLearningServices/workspaces/mlw-churn"))
                .containsExactly("ai-delete-lock", "ai-usage-alerts-exist", "ml-diagnostics-enabled");
    }

    @Test
    void aSharedKeyVault() {
        assertThat(findingsOf("rg-ai-assist/providers/Microsoft.KeyVault/vaults/kv-ai-shared-fjv"))
                .containsExactly(
                        "ai-delete-lock", "cmk-mlw-hub kv-key-lifetime-bounded", "cmk-mlw-hub kv-key-rotation-policy");
    }

    /** The names of the rules that the resource does not comply with; those of its parts after the part's name. */
    private static List<String> findingsOf(String below) {
        String id = GROUPS + below;
        return StreamSupport.stream(SCAN.path("findings").spliterator(), false)
                .filter(finding -> finding.path("verdict").asText().equals("nonCompliant"))
                .filter(finding -> (finding.path("resourceId").asText() + "/").startsWith(id + "/"))
                .map(finding -> finding.path("resourceId").asText().equals(id)
                        ? finding.path("referenceId").asText()
                        : name(finding) + " " + finding.path("referenceId").asText())
                .sorted()
                .toList();
    }

    private static String name(JsonNode finding) {
        String id = finding.path("resourceId").asText();
        return id.substring(id.lastIndexOf('/') + 1);
    }
}

package dev.plumbline.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolePermitsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "*, Microsoft.CognitiveServices/accounts/write, true",
        "Microsoft.CognitiveServices/*, microsoft.cognitiveservices/accounts/listKeys/action, true",
        "Microsoft.CognitiveServices/*/read, Microsoft.CognitiveServices/accounts/write, false",
        "Microsoft.CognitiveServices/*/read, Microsoft.CognitiveServices/accounts/deployments/read, true",
        "Microsoft.*/accounts/*/action, Microsoft.CognitiveServices/accounts/listKeys/action, true",
        "Microsoft.CognitiveServices/accounts/*/action, Microsoft.CognitiveServices/accounts/action, false",
        "Microsoft.CognitiveServices/accounts/read, Microsoft.CognitiveServices/accounts/reads, false"
    })
    void aStarStandsForAnything(String pattern, String operation, boolean matches) {
        assertThat(RolePermits.matches(pattern, operation)).isEqualTo(matches);
    }

    @Test
    void ownersMayDoEverythingButReadSecrets() {
        assertThat(permits("{'actions': ['*'], 'notActions': [], 'dataActions': []}"))
                .contains(
                        "*",
                        "Microsoft.CognitiveServices/accounts/listKeys/action",
                        "Microsoft.Authorization/roleAssignments/write")
                .doesNotContain(
                        "Microsoft.KeyVault/vaults/secrets/getSecret/action",
                        "Microsoft.CognitiveServices/accounts/OpenAI/read");
    }

    @Test
    void contributorsMayNotAssignRoles() {
        assertThat(permits("{'actions': ['*'], 'notActions': ['Microsoft.Authorization/*/Delete',"
                        + " 'Microsoft.Authorization/*/Write', 'Microsoft.Authorization/elevateAccess/Action']}"))
                .contains("*", "Microsoft.CognitiveServices/accounts/write")
                .doesNotContain("Microsoft.Authorization/roleAssignments/write");
    }

    @Test
    void whatIsExcludedInOneBlockMayBePermittedInAnother() {
        assertThat(permits("{'actions': ['*'], 'notActions': ['*']},"
                        + " {'actions': ['Microsoft.CognitiveServices/accounts/delete']}"))
                .containsExactly("Microsoft.CognitiveServices/accounts/delete", "Microsoft.CognitiveServices/change");
    }

    @Test
    void usingAModelChangesNone() {
        assertThat(permits("{'dataActions': ['Microsoft.CognitiveServices/accounts/OpenAI/*/read',"
                        + " 'Microsoft.CognitiveServices/accounts/OpenAI/assistants/*']}"))
                .containsExactly(
                        "Microsoft.CognitiveServices/accounts/OpenAI/read", "Microsoft.CognitiveServices/data");
        assertThat(permits("{'dataActions': ['Microsoft.CognitiveServices/*']}"))
                .contains("Microsoft.CognitiveServices/accounts/OpenAI/write");
    }

    @ParameterizedTest
    @CsvSource({
        "dataActions, Microsoft.Storage/storageAccounts/queueServices/queues/messages/read, Microsoft.Storage/data",
        "dataActions, Microsoft.KeyVault/vaults/certificates/*, Microsoft.KeyVault/data",
        "dataActions, Microsoft.MachineLearningServices/workspaces/connections/read, Microsoft.MachineLearningServices/data",
        "dataActions, Microsoft.CognitiveServices/accounts/AIServices/agents/write, Microsoft.CognitiveServices/data",
        "actions, Microsoft.CognitiveServices/accounts/raiPolicies/write, Microsoft.CognitiveServices/change",
        "actions, Microsoft.MachineLearningServices/workspaces/computes/start/action, Microsoft.MachineLearningServices/change"
    })
    void whatNoOperationOfItsOwnTellsOfIsSummedUp(String kind, String operation, String summed) {
        assertThat(permits("{'" + kind + "': ['" + operation + "']}")).contains(summed);
    }

    @Test
    void readingChangesNothingAndReachesNoData() {
        assertThat(permits("{'actions': ['*/read', 'Microsoft.CognitiveServices/locations/usages/read',"
                        + " 'Microsoft.Support/*'], 'dataActions': ['Microsoft.Search/searchServices/indexes/*']}"))
                .containsExactly("Microsoft.MachineLearningServices/workspaces/read");
    }

    @Test
    void anExcludedBranchIsNotReached() {
        assertThat(permits("{'dataActions': ['Microsoft.CognitiveServices/*'],"
                        + " 'notDataActions': ['Microsoft.CognitiveServices/accounts/OpenAI/*']}"))
                .containsExactly("Microsoft.CognitiveServices/data");
    }

    @Test
    void aRoleWithoutPermissionsPermitsNothing() {
        assertThat(permits("")).isEmpty();
    }

    private static List<String> permits(String blocks) {
        List<String> permitted = new ArrayList<>();
        try {
            RolePermits.of(JSON.readTree("[" + blocks.replace('\'', '"') + "]"))
                    .forEach(each -> permitted.add(each.asText()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(blocks, e);
        }
        return permitted;
    }
}

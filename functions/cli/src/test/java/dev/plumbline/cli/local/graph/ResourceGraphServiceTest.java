package dev.plumbline.cli.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.arm.EmbeddedArm;
import dev.plumbline.cli.local.arm.EmbeddedArm.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceGraphServiceTest {
    private static final String PATH = "/providers/Microsoft.ResourceGraph/resources";
    private static final String ALL = "Resources | project id, name, type | order by id asc";

    private final EmbeddedArm arm = EmbeddedArm.small();

    @AfterEach
    void close() {
        arm.close();
    }

    @Test
    void answersTheQueryThatTheMonitorSends() {
        Answer answer =
                ask("Resources | where type in~ ('microsoft.cognitiveservices/accounts','Microsoft.KeyVault/vaults')"
                        + " | project id, name, type, kind, location, tags, sku, plan, identity, managedBy, zones, extendedLocation,"
                        + " properties | order by id asc");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("totalRecords").asInt()).isEqualTo(2);
        assertThat(answer.body().path("resultTruncated").asText()).isEqualTo("false");
        JsonNode account = answer.body().path("data").path(0);
        assertThat(account.path("id").asText()).isEqualTo(EmbeddedArm.ACCOUNT);
        assertThat(account.path("type").asText()).isEqualTo("microsoft.cognitiveservices/accounts");
        assertThat(account.path("plan").isNull()).isTrue();
        assertThat(account.at("/properties/publicNetworkAccess").asText()).isEqualTo("Disabled");
        assertThat(answer.body().at("/data/1/kind").asText()).isEmpty();
    }

    @Test
    void givesPagesThatAChangeBetweenThemDoesNotShift() {
        Answer first = ask(ALL, 2, "");
        assertThat(first.body().path("resultTruncated").asText()).isEqualTo("true");
        arm.delete(first.body().at("/data/0/id").asText());

        Answer second = ask(ALL, 2, first.body().path("$skipToken").asText());

        assertThat(names(first)).containsExactly("oai-one", "kv-one-fjv");
        assertThat(names(second)).containsExactly("pe-oai-one.nic", "pe-oai-one");
        Answer third = ask(ALL, 2, second.body().path("$skipToken").asText());
        assertThat(names(third)).containsExactly("vnet-one");
        assertThat(third.body().has("$skipToken")).isFalse();
    }

    @Test
    void refusesATokenOfAnotherQuery() {
        String token = ask(ALL, 2, "").body().path("$skipToken").asText();

        assertThat(ask("Resources | project id, name | order by id asc", 2, token)
                        .status())
                .isEqualTo(400);
        assertThat(ask(ALL, 2, "%%%").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`Resources | where type =~ 'Microsoft.KeyVault/vaults'` | kv-one-fjv",
                "`Resources | where type == 'Microsoft.KeyVault/vaults'` | ``",
                "`Resources | where tolower(name) startswith 'kv' or kind == 'OpenAI' | order by name asc` | kv-one-fjv,oai-one",
                "`Resources | where tags.environment =~ 'PRODUCTION'` | oai-one",
                "`Resources | where tags['owner'] == 'ai' and not(kind == 'x')` | oai-one",
                "`Resources | where properties.disableLocalAuth == false` | oai-one",
                "`Resources | where isempty(kind) and type contains 'vault'` | kv-one-fjv",
                "`resources | where resourceGroup == 'rg-ai' | order by name desc | limit 1` | vnet-one",
                "`ResourceContainers | where type =~ 'microsoft.resources/subscriptions/resourcegroups'` | rg-ai",
                "`AuthorizationResources | where name endswith '1'` | aaaaaaaa-0000-4000-8000-000000000001",
                "`Resources | where type has 'vaults'` | !has",
                "`Resources | summarize count() by type` | !summarize",
                "`Resources | extend a = 1` | !extend",
                "`Resources | where nme == 'x'` | !nme",
                "`Resources | where name == 7` | !expected a string",
                "`Resources | join Other on id` | !join",
                "`Others | where name == 'x'` | !Others",
                "`Resources | where name == 'x` | !expected",
                "`Resources where name == 'x'` | !expected `|`",
                "`` | !expected"
            })
    void servesAnHonestSubset(String query, String expected) {
        Answer answer = ask(query);

        if (expected.startsWith("!")) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("BadRequest");
            assertThat(answer.message()).contains(expected.substring(1));
        } else {
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            assertThat(String.join(",", names(answer))).isEqualTo(expected);
        }
    }

    @Test
    void namesColumnsAsTheQueryDoes() {
        Answer answer =
                ask("Resources | where name == 'oai-one' | project owner = tags.owner, id, properties.endpoint");

        assertThat(answer.body().at("/data/0/owner").asText()).isEqualTo("ai");
        assertThat(answer.body().at("/data/0/properties_endpoint").asText()).startsWith("https://oai-one");
        assertThat(answer.body().at("/data/0").size()).isEqualTo(3);
    }

    @Test
    void keepsToTheSubscriptionsAskedFor() {
        ObjectNode body = new ObjectMapper().createObjectNode().put("query", ALL);
        body.putArray("subscriptions").add("11111111-0000-4000-8000-000000000000");

        assertThat(arm.send("POST", PATH, "2022-10-01", body.toString()).body().path("data"))
                .isEmpty();
    }

    @Test
    void wantsItsProtocol() {
        assertThat(arm.send("GET", PATH, "2022-10-01", "").status()).isEqualTo(400);
        assertThat(arm.send("POST", PATH, "", "{}").message()).contains("api-version");
        assertThat(arm.send("POST", PATH, "2022-10-01", "{").message()).contains("JSON");
        assertThat(arm.send("POST", PATH, "2022-10-01", "{'query': 'Resources', 'options': {'resultFormat': 'table'}}")
                        .message())
                .contains("objectArray");
        String deep = "Resources | where " + "(".repeat(2000) + "name == 'a'" + ")".repeat(2000);
        assertThat(ask(deep).message()).contains("levels");
    }

    private Answer ask(String query) {
        return ask(query, 100, "");
    }

    private Answer ask(String query, int top, String token) {
        ObjectNode body = new ObjectMapper().createObjectNode().put("query", query);
        body.putArray("subscriptions").add(EmbeddedArm.SUBSCRIPTION.substring("/subscriptions/".length()));
        ObjectNode options =
                body.putObject("options").put("resultFormat", "objectArray").put("$top", top);
        if (!token.isEmpty()) {
            options.put("$skipToken", token);
        }
        return arm.sendText("POST", PATH, "2022-10-01", body.toString());
    }

    private static List<String> names(Answer answer) {
        List<String> names = new ArrayList<>();
        answer.body().path("data").forEach(row -> names.add(row.path("name").asText()));
        return names;
    }
}

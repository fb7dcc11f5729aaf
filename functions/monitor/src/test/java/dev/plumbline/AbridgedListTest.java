package dev.plumbline;

import static dev.plumbline.Street.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.estate.ResourceId;
import dev.plumbline.finding.Counters.Count;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sweep judges what a list shows, unless the list is known to show too little. */
class AbridgedListTest {
    private static final String VAULT = Street.GROUP + "/providers/Microsoft.KeyVault/vaults/kv";

    private final Street street = new Street();

    private void rule(String type, String condition) {
        street.restart(sources -> sources.withDefinitions(List.of(Street.definition(
                "storage-public",
                "low",
                "all",
                "{'if': {'allOf': [{'field': 'type', 'equals': '" + type + "'}, " + condition
                        + "]}, 'then': {'effect': 'audit'}}"))));
    }

    @Test
    void eachKeyOfAVaultIsReadBeforeItIsJudged() {
        rule(
                "Microsoft.KeyVault/vaults/keys",
                "{'not': {'field': 'Microsoft.KeyVault/vaults/keys/kty', 'in': ['RSA-HSM', 'EC-HSM']}}");
        street.estate.put(VAULT, "{'properties': {}}");
        street.estate.put(VAULT + "/keys/hard", "{'properties': {'kty': 'RSA-HSM'}}");
        street.estate.put(VAULT + "/keys/soft", "{'properties': {'kty': 'RSA'}}");
        street.estate.abridged.add("microsoft.keyvault/vaults/keys");

        assertThat(street.sweep()).extracting(Street::brief).containsExactly("snapshot storage-public soft");
        assertThat(street.estate.reads)
                .filteredOn(id -> id.type().endsWith("/keys"))
                .containsExactly(ResourceId.parse(VAULT + "/keys/hard"), ResourceId.parse(VAULT + "/keys/soft"));
        assertThat(street.monitor.counters().get(Count.READ_ANEW)).isEqualTo(2);
        assertThat(street.monitor.heartbeat()).contains(" readAnew=2");
    }

    @Test
    void otherPartsAreJudgedAsListed() {
        rule(
                "Microsoft.CognitiveServices/accounts/deployments",
                "{'field': 'Microsoft.CognitiveServices/accounts/deployments/model.name', 'equals': 'x'}");
        street.estate.put(ACCOUNT, "{'kind': 'OpenAI', 'properties': {}}");
        street.estate.put(ACCOUNT + "/deployments/d", "{'properties': {'model': {'name': 'x'}}}");

        assertThat(street.sweep()).extracting(Street::brief).contains("snapshot storage-public d");
        assertThat(street.estate.reads).noneMatch(id -> id.type().endsWith("/deployments"));
        assertThat(street.monitor.counters().get(Count.READ_ANEW)).isZero();
    }

    @Test
    void aPageLeadsToSoManyResourcesAndNoMore() {
        rule("Microsoft.KeyVault/vaults/keys", "{'field': 'Microsoft.KeyVault/vaults/keys/kty', 'equals': 'RSA'}");
        street.estate.put(VAULT, "{'properties': {}}");
        for (int i = 0; i < 2_100; i++) {
            street.estate.put(VAULT + "/keys/k" + i, "{'properties': {'kty': 'RSA'}}");
        }

        assertThat(street.sweep()).hasSizeBetween(1_900, 2_000);
        assertThat(street.monitor.counters().get(Count.CUT)).isEqualTo(1);
    }
}

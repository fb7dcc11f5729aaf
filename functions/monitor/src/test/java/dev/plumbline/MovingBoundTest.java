package dev.plumbline;

import static dev.plumbline.Street.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.policy.baseline.BaselineSources;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule whose bound moves with the clock: the passing of time alone opens its finding once, and then says nothing. */
class MovingBoundTest {
    private final Street street = new Street();

    @Test
    void aFindingThatOnlyGrowsOlderIsPublishedOnce() {
        street.restart(MovingBoundTest::aged);
        rotated("2026-11-01");
        assertThat(street.sweep()).isEmpty();

        street.clock.forward(Duration.ofDays(30));
        assertThat(street.sweep()).extracting(Street::brief).containsExactly("opened aged oai");
        street.clock.forward(Duration.ofDays(1));
        assertThat(street.sweep()).isEmpty();

        rotated("2026-11-02");
        assertThat(street.sweep())
                .as("another value that is too old as well")
                .extracting(Street::brief)
                .containsExactly("changed aged oai");
    }

    private void rotated(String day) {
        street.estate.put(
                ACCOUNT, "{'kind': 'OpenAI', 'tags': {'rotated': '" + day + "T00:00:00Z'}, 'properties': {}}");
    }

    private static BaselineSources aged(BaselineSources sources) {
        return sources.withDefinitions(List.of(Street.definition("aged", "low", "all", """
                        {'if': {'allOf': [
                          {'field': 'type', 'equals': 'Microsoft.CognitiveServices/accounts'},
                          {'field': 'tags.rotated', 'less': '[addDays(utcNow(), -30)]'}]},
                         'then': {'effect': 'audit'}}""")))
                .withInitiative(Street.document("baseline.json", """
                        {'name': 'small', 'properties': {'metadata': {'version': '1.0.0'}, 'policyDefinitions': [
                          {'policyDefinitionReferenceId': 'aged',
                           'policyDefinitionId': '/providers/Microsoft.Authorization/policyDefinitions/aged'}]}}"""));
    }
}

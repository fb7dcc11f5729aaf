package dev.plumbline;

import static dev.plumbline.Street.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.finding.Column;
import dev.plumbline.finding.FindingRow;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.baseline.BaselineSources;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shipped statement that only people can prove, through its life. */
class AttestedStatementTest {
    private static final String ATTESTED = "/subscriptions/" + SUBSCRIPTION;

    private final Street street = withSubscription(new Street().furnished());

    @Test
    void anAttestationThatRanOutReopensItsFinding() {
        street.restart(AttestedStatementTest::statement);
        List<FindingRow> first = street.sweep();
        assertThat(first).extracting(Street::brief).containsExactly("snapshot aml-10.1.a " + SUBSCRIPTION);
        assertThat(Street.text(first.get(0), Column.EFFECT)).isEqualTo("manual");
        assertThat(Street.text(first.get(0), Column.SEVERITY)).isEqualTo("Low");

        street.restart(sources -> statement(sources).withAttestations(List.of(attestation())));
        List<FindingRow> attested = street.sweep();
        assertThat(attested).extracting(Street::brief).containsExactly("resolved aml-10.1.a " + SUBSCRIPTION);
        assertThat(street.sweep()).isEmpty();

        street.clock.forward(Duration.ofDays(3));
        List<FindingRow> expired = street.sweep();
        assertThat(expired).extracting(Street::brief).containsExactly("reopened aml-10.1.a " + SUBSCRIPTION);
        assertThat(expired.get(0).findingId()).isEqualTo(first.get(0).findingId());
    }

    @Test
    void aSubscriptionWithoutWorkloadHasNothingToAttest() {
        Street empty = withSubscription(new Street());
        empty.restart(AttestedStatementTest::statement);
        assertThat(empty.sweep()).isEmpty();
    }

    @Test
    void whatMicrosoftLooksAfterIsNeverAFinding() {
        street.restart(sources -> only(sources, "mcsb-dp-3.a"));
        assertThat(street.sweep()).isEmpty();
    }

    private static Street withSubscription(Street street) {
        street.estate.put(ATTESTED, "{'subscriptionId': '" + SUBSCRIPTION + "', 'displayName': 'ai-prod'}");
        return street;
    }

    private static BaselineSources statement(BaselineSources sources) {
        return only(sources, "aml-10.1.a");
    }

    private static BaselineSources only(BaselineSources sources, String statement) {
        BaselineSources shipped = BaselineSources.shipped(AttestedStatementTest.class.getClassLoader());
        return sources.withDefinitions(shipped.definitions())
                .withInitiative(Street.document(
                        "baseline.json",
                        "{'name': 'small', 'properties': {'metadata': {'version': '1.0.0'}, 'policyDefinitions': ["
                                + "{'policyDefinitionReferenceId': '" + statement + "', 'policyDefinitionId':"
                                + " '/providers/Microsoft.Authorization/policyDefinitions/" + statement + "'}]}}"));
    }

    private static Document attestation() {
        return Street.document(
                "attestation.json",
                "{'id': '" + ATTESTED + "/providers/Microsoft.PolicyInsights/attestations/training', 'properties': {"
                        + "'policyAssignmentId': '" + ATTESTED
                        + "/providers/Microsoft.Authorization/policyAssignments/plumbline',"
                        + " 'policyDefinitionReferenceId': 'aml-10.1.a', 'complianceState': 'Compliant',"
                        + " 'expiresOn': '2026-11-24T00:00:00Z', 'assessmentDate': '2026-11-20T00:00:00Z',"
                        + " 'owner': 'alice', 'comments': 'all took the course', 'evidence': []}}");
    }
}

package dev.plumbline.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.World;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExemptionTest {
    private static final String ASSIGNMENT =
            "/subscriptions/s1/providers/Microsoft.Authorization/policyAssignments/base";
    private static final String ACCOUNT =
            "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/oai";

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:00:00Z, 2026-02-28T23:59:59.9999999Z, true",
        "2026-03-01T00:00:00Z, 2026-03-01T00:00:00Z, false",
        "2026-03-01T00:00:00Z, 2026-03-01T00:00:00.0000001Z, false",
        "2026-03-01T02:00:00+02:00, 2026-02-28T23:59:59Z, true",
        "2026-03-01T02:00:00+02:00, 2026-03-01T00:00:00Z, false",
        "2026-03-01T00:00:00, 2026-02-28T23:59:59Z, true",
        "2026-03-01, 2026-02-28T23:59:59Z, true",
        "2026-03-01, 2026-03-01T00:00:00Z, false",
    })
    void endsAtItsInstant(String expiresOn, String now, boolean exempt) {
        Exemption exemption = exemption("/subscriptions/s1", "\"expiresOn\": \"" + expiresOn + "\"");

        assertThat(exemption.exempts(target(now), "any")).isEqualTo(exempt);
    }

    @Test
    void withoutAnEndItLasts() {
        assertThat(exemption("/subscriptions/s1", "\"expiresOn\": null").exempts(target("9999-01-01T00:00:00Z"), "any"))
                .isTrue();
    }

    @Test
    void withoutATimeToCompareAnEndCountsAsPassed() {
        Exemption exemption = exemption("/subscriptions/s1", "\"expiresOn\": \"2099-01-01T00:00:00Z\"");
        Target timeless = new Target(account(), World.offline(Context.empty(), Optional.empty()));

        assertThat(exemption.exempts(timeless, "any")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions/S1",
                "/subscriptions/s1/resourceGroups/RG",
                "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/OAI",
                "/providers/Microsoft.Management/managementGroups/Corp",
            })
    void isInheritedFromEveryScopeAbove(String scope) {
        assertThat(exemption(scope, "").exempts(target("2026-01-01T00:00:00Z"), "any"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions/s2",
                "/subscriptions/s1/resourceGroups/other",
                "/providers/Microsoft.Management/managementGroups/Elsewhere",
            })
    void doesNotReachBeyondItsScope(String scope) {
        assertThat(exemption(scope, "").exempts(target("2026-01-01T00:00:00Z"), "any"))
                .isFalse();
    }

    @Test
    void speaksOnlyAboutItsReferences() {
        Exemption exemption = exemption("/subscriptions/s1", "\"policyDefinitionReferenceIds\": [\"One\", \"two\"]");

        assertThat(exemption.exempts(target("2026-01-01T00:00:00Z"), "one")).isTrue();
        assertThat(exemption.exempts(target("2026-01-01T00:00:00Z"), "TWO")).isTrue();
        assertThat(exemption.exempts(target("2026-01-01T00:00:00Z"), "three")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resourceLocation | in | Sweden Central | true",
                "resourceLocation | in | westeurope | false",
                "resourceLocation | notIn | westeurope | true",
                "resourceType | in | microsoft.cognitiveservices/ACCOUNTS | true",
                "resourceType | notIn | Microsoft.CognitiveServices/accounts | false",
                "resourceWithoutLocation | in | subscriptionLevelResources | false",
            })
    void selectsResources(String kind, String operator, String value, boolean exempt) {
        Exemption exemption = exemption("/subscriptions/s1", """
                "resourceSelectors": [{"name": "s", "selectors": [{"kind": "%s", "%s": ["%s"]}]}]""".formatted(kind, operator, value));

        assertThat(exemption.exempts(target("2026-01-01T00:00:00Z"), "any")).isEqualTo(exempt);
    }

    @Test
    void everyMistakeIsAnIssue() {
        Issues issues = new Issues("x.json");
        Exemption.read(document("""
                        {"id": "/subscriptions/s1", "properties": {"exemptionCategory": "Waver", "expiresOn": "soon",
                         "policyDefinitionReferenceIds": "one", "resourceSelectors": [{"selectors": [{"kind": "location", "in": []}]}]}}"""), issues);

        assertThat(issues.list())
                .extracting(Issue::path)
                .containsExactlyInAnyOrder(
                        "$.id",
                        "$.properties.policyAssignmentId",
                        "$.properties.policyDefinitionReferenceIds",
                        "$.properties.exemptionCategory",
                        "$.properties.expiresOn",
                        "$.properties.resourceSelectors[0].selectors[0].kind");
        assertThat(issues.list())
                .filteredOn(issue -> issue.path().endsWith("exemptionCategory"))
                .singleElement()
                .satisfies(
                        issue -> assertThat(issue.message()).contains("`Waver`").contains("did you mean `Waiver`"));
    }

    private static Exemption exemption(String scope, String members) {
        Issues issues = new Issues("x.json");
        String more = members.isEmpty() ? "" : ", " + members;
        Exemption exemption = Exemption.read(document("""
                        {"id": "%s/providers/Microsoft.Authorization/policyExemptions/x",
                         "properties": {"policyAssignmentId": "%s", "exemptionCategory": "Waiver"%s}}""".formatted(scope, ASSIGNMENT, more)), issues);
        assertThat(issues.list()).isEmpty();
        return exemption;
    }

    private static Target target(String now) {
        ObjectNode members = JsonNodeFactory.instance.objectNode().put("utcNow", now);
        members.putArray("managementGroups").add("corp").add("root");
        return new Target(account(), World.offline(new Context(members), Optional.empty()));
    }

    private static PreparedResource account() {
        return PreparedResource.of(document("""
                {"id": "%s", "type": "Microsoft.CognitiveServices/accounts", "location": "swedencentral"}""".formatted(ACCOUNT)).root());
    }

    private static Document document(String text) {
        return Document.parse("x.json", text).orElseThrow();
    }
}

package dev.plumbline.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.policy.Context;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.World;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    @Test
    void readsWhatAzurePrints() {
        Issues issues = new Issues("a.json");
        Assignment assignment = Assignment.read(document("""
                        {"id": "/subscriptions/S1/providers/Microsoft.Authorization/policyAssignments/base", "name": "base",
                         "type": "Microsoft.Authorization/policyAssignments", "location": "westeurope",
                         "identity": {"type": "SystemAssigned", "principalId": "p"},
                         "properties": {
                           "displayName": "Base", "scope": "/subscriptions/S1",
                           "notScopes": ["/subscriptions/s1/resourceGroups/lab"],
                           "policyDefinitionId": "/providers/Microsoft.Authorization/policySetDefinitions/base",
                           "definitionVersion": "1.*.*", "enforcementMode": "DoNotEnforce",
                           "parameters": {"effect": {"value": "Deny"}},
                           "nonComplianceMessages": [{"message": "general"},
                             {"message": "special", "policyDefinitionReferenceId": "One"}],
                           "overrides": [{"kind": "policyEffect", "value": "Modify",
                             "selectors": [{"kind": "policyDefinitionReferenceId", "in": ["One"]}]}],
                           "resourceSelectors": []}}"""), issues);

        assertThat(issues.list()).isEmpty();
        assertThat(assignment.id())
                .isEqualTo("/subscriptions/S1/providers/Microsoft.Authorization/policyAssignments/base");
        assertThat(assignment.enforcementMode()).isEqualTo(EnforcementMode.DO_NOT_ENFORCE);
        assertThat(assignment.identity().path("principalId").asText()).isEqualTo("p");
        assertThat(assignment.parameters()).containsOnlyKeys("effect");
        assertThat(assignment.message("one")).contains("special");
        assertThat(assignment.message("two")).contains("general");
        assertThat(assignment.overrides()).singleElement().satisfies(override -> {
            assertThat(override.concerns("ONE")).isTrue();
            assertThat(override.concerns("two")).isFalse();
        });
        assertThat(assignment.covers(target("/subscriptions/s1/resourceGroups/prod/providers/A.B/c/d")))
                .isTrue();
        assertThat(assignment.covers(target("/subscriptions/s1/resourceGroups/LAB/providers/A.B/c/d")))
                .isFalse();
        assertThat(assignment.covers(target("/subscriptions/s1/resourceGroups/lab2/providers/A.B/c/d")))
                .isTrue();
        assertThat(assignment.covers(target("/subscriptions/s2/resourceGroups/prod/providers/A.B/c/d")))
                .isFalse();
    }

    @Test
    void theScopeMayStandInTheIdAlone() {
        Issues issues = new Issues("a.json");
        Assignment assignment = Assignment.read(document("""
                        {"id": "/subscriptions/s1/resourceGroups/rg/providers/microsoft.authorization/policyassignments/a",
                         "properties": {"policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/d"}}"""), issues);

        assertThat(issues.list()).isEmpty();
        assertThat(assignment.scope().folded()).isEqualTo("/subscriptions/s1/resourcegroups/rg");
        assertThat(assignment.enforcementMode()).isEqualTo(EnforcementMode.DEFAULT);
    }

    @Test
    void whereSelectorsAreSeveralOneGroupMustHoldAsAWhole() {
        Issues issues = new Issues("a.json");
        Assignment assignment = Assignment.read(document("""
                        {"id": "/subscriptions/s1/providers/Microsoft.Authorization/policyAssignments/a",
                         "properties": {"policyDefinitionId": "x", "resourceSelectors": [
                           {"name": "one", "selectors": [
                             {"kind": "resourceLocation", "in": ["westeurope"]}, {"kind": "resourceType", "in": ["A.B/c"]}]},
                           {"name": "two", "selectors": [{"kind": "resourceWithoutLocation", "in": ["subscriptionLevelResources"]}]}]}}"""), issues);

        assertThat(issues.list()).isEmpty();
        assertThat(assignment.covers(located("A.B/c", "West Europe"))).isTrue();
        assertThat(assignment.covers(located("A.B/other", "westeurope"))).isFalse();
        assertThat(assignment.covers(located("A.B/c", "eastus"))).isFalse();
        assertThat(assignment.covers(target("/subscriptions/s1"))).isTrue();
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        Issues issues = new Issues("a.json");
        Assignment.read(document("""
                        {"properties": {"parameters": {"effect": "Deny"}, "enforcementMode": "Off", "notScopes": [1],
                          "definitionVersion": "latest", "overrides": [{"kind": "effect", "value": "Deny"}],
                          "nonComplianceMessages": [{}]}}"""), issues);

        assertThat(issues.list())
                .extracting(Issue::path)
                .containsExactlyInAnyOrder(
                        "$.id",
                        "$.properties.policyDefinitionId",
                        "$.properties.definitionVersion",
                        "$.properties.notScopes[0]",
                        "$.properties.parameters.effect",
                        "$.properties.enforcementMode",
                        "$.properties.overrides[0].kind",
                        "$.properties.nonComplianceMessages[0].message");
    }

    private static Target target(String id) {
        return resource("{\"id\": \"" + id + "\", \"type\": \"A.B/c\"}");
    }

    private static Target located(String type, String location) {
        return resource("""
                {"id": "/subscriptions/s1/resourceGroups/rg/providers/%s/x", "type": "%s", "location": "%s"}""".formatted(type, type, location));
    }

    private static Target resource(String json) {
        return new Target(PreparedResource.of(document(json).root()), World.offline(Context.empty(), Optional.empty()));
    }

    private static Document document(String text) {
        return Document.parse("a.json", text).orElseThrow();
    }
}

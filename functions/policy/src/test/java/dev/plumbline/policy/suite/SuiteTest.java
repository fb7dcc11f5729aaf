package dev.plumbline.policy.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.GuardResult;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeTheRule() throws IOException {
        Files.writeString(folder.resolve("policy.json"), """
                {"name": "r", "properties": {"mode": "All", "policyRule": {
                  "if": {"field": "type", "equals": "A.B/c"}, "then": {"effect": "audit"}}}}""");
        Files.createDirectories(folder.resolve("resources"));
        Files.writeString(folder.resolve("resources/x.json"), """
                {"id": "/subscriptions/s1/resourceGroups/rg/providers/A.B/c/x", "type": "A.B/c",
                 "properties": {"a": 1, "list": [{"n": "one"}]}}""");
    }

    @Test
    void readsEveryKeyOfTheFormat() throws IOException {
        Suite suite = read("""
                {"rule": "policy.json", "cases": [{
                  "name": "all", "because": "why not", "resource": "resources/x.json",
                  "patch": {"properties": {"a": null, "b": 2}}, "set": {"properties.c": null, "properties.list[0].n": "two"},
                  "related": ["resources/x.json", {"id": "y"}], "parameters": {"p": 1}, "now": "2026-02-02T00:00:00Z",
                  "apiVersion": "2024-10-01", "context": {"claims": {"x": 1}}, "view": {"type": "Plumbline.Views/aiAccount"},
                  "leanedOn": false,
                  "expect": {"verdict": "nonCompliant", "effect": "audit", "reasons": ["properties.a"],
                    "guards": {"g": true, "h": "unknown"},
                    "operations": [{"operation": "remove", "field": "tags['x']"}], "message": "part"}}]}""").orElseThrow();

        assertThat(suite.cases()).singleElement().satisfies(each -> {
            assertThat(each.name()).isEqualTo("all");
            assertThat(each.resource().path("properties").has("a")).isFalse();
            assertThat(each.resource().at("/properties/b").intValue()).isEqualTo(2);
            assertThat(each.resource().path("properties").get("c").isNull()).isTrue();
            assertThat(each.resource().at("/properties/list/0/n").asText()).isEqualTo("two");
            assertThat(each.related().orElseThrow()).hasSize(2);
            assertThat(each.parameters()).containsOnlyKeys("p");
            assertThat(each.context().path("utcNow").asText()).isEqualTo("2026-02-02T00:00:00Z");
            assertThat(each.context().at("/subscription/subscriptionId").asText())
                    .isEqualTo("s1");
            assertThat(each.context().at("/resourceGroup/name").asText()).isEqualTo("rg");
            assertThat(each.apiVersion()).isEqualTo("2024-10-01");
            assertThat(each.view()).isPresent();
            assertThat(each.leanedOn()).isFalse();
            assertThat(each.expectation().verdict()).isEqualTo(State.NON_COMPLIANT);
            assertThat(each.expectation().guards())
                    .containsEntry("g", GuardResult.Holds.TRUE)
                    .containsEntry("h", GuardResult.Holds.UNKNOWN);
            assertThat(each.expectation().operations().orElseThrow()).hasSize(1);
        });
    }

    @Test
    void aPatchLeavesTheFileAloneForTheNextCase() throws IOException {
        Suite suite = read("""
                {"cases": [
                  {"name": "patched", "resource": "resources/x.json", "patch": {"properties": {"a": 2}},
                   "set": {"properties.list[0].n": "changed"}, "expect": {"verdict": "compliant"}},
                  {"name": "plain", "resource": "resources/x.json", "expect": {"verdict": "compliant"}}]}""").orElseThrow();

        JsonNode plain = suite.cases().get(1).resource();
        assertThat(plain.at("/properties/a").intValue()).isEqualTo(1);
        assertThat(plain.at("/properties/list/0/n").asText()).isEqualTo("one");
    }

    @Test
    void relatedResourcesAreUnknownUnlessGiven() throws IOException {
        Suite suite = read("""
                {"cases": [
                  {"name": "absent", "resource": {}, "expect": {"verdict": "unknown"}},
                  {"name": "unreadable", "resource": {}, "related": "unreadable", "expect": {"verdict": "unknown"}},
                  {"name": "none", "resource": {}, "related": [], "expect": {"verdict": "unknown"}}]}""").orElseThrow();

        assertThat(suite.cases().get(0).related()).isEmpty();
        assertThat(suite.cases().get(1).related()).isEmpty();
        assertThat(suite.cases().get(2).related())
                .hasValueSatisfying(found -> assertThat(found).isEmpty());
    }

    @Test
    void unknownKeysAreRefusedEverywhereWithTheNearestName() throws IOException {
        Compiled<Suite> suite = read("""
                {"case": [], "cases": [{"name": "x", "resource": {}, "parameter": {}, "expects": {},
                  "expect": {"verdict": "nonCompliant", "reason": [], "operations": [{"operation": "add", "field": "f", "values": 1}]}}]}""");

        assertThat(suite.value()).isEmpty();
        assertThat(suite.issues())
                .extracting(Issue::path)
                .containsExactly(
                        "$.case",
                        "$.cases[0].parameter",
                        "$.cases[0].expects",
                        "$.cases[0].expect.reason",
                        "$.cases[0].expect.operations[0].values");
        assertThat(suite.issues())
                .extracting(Issue::advice)
                .containsExactly(
                        "did you mean `cases`",
                        "did you mean `parameters`",
                        "did you mean `expect`",
                        "did you mean `reasons`",
                        "did you mean `value`");
    }

    @Test
    void allOtherMistakesAreReportedAtOnceToo() throws IOException {
        Compiled<Suite> suite = read("""
                {"cases": [
                  {"name": "one", "resource": "resources/none.json", "expect": {"verdict": "noncompliant"}},
                  {"name": "one", "resource": {}, "set": {"properties..x": 1}, "related": 3},
                  {"resource": 1, "leanedOn": "yes", "expect": {"guards": {"g": "perhaps"}}}]}""");

        assertThat(suite.value()).isEmpty();
        assertThat(suite.issues())
                .extracting(issue -> issue.where().endsWith("none.json") ? "none.json" : issue.path())
                .containsExactlyInAnyOrder(
                        "none.json",
                        "$.cases[0].expect.verdict",
                        "$.cases[1].set['properties..x']",
                        "$.cases[1].related",
                        "$.cases[1].expect",
                        "$.cases[1].name",
                        "$.cases[2].name",
                        "$.cases[2].resource",
                        "$.cases[2].leanedOn",
                        "$.cases[2].expect.verdict",
                        "$.cases[2].expect.guards.g");
    }

    @Test
    void aSuiteWithoutCasesOrWithoutItsRuleSaysSo() throws IOException {
        Files.delete(folder.resolve("policy.json"));

        assertThat(read("{\"cases\": []}").issues())
                .extracting(Issue::expected)
                .containsExactlyInAnyOrder("at least one case", "a readable JSON file");
    }

    @Test
    void isFoundFromItsFolderItsRuleAndItself() throws IOException {
        read("{\"cases\": []}");
        Path suite = folder.resolve("suite.json");

        assertThat(Suite.find(folder)).containsExactly(suite);
        assertThat(Suite.find(suite)).containsExactly(suite);
        assertThat(Suite.find(folder.resolve("policy.json"))).containsExactly(suite);
        assertThat(Suite.find(folder.resolve("resources"))).isEmpty();
    }

    private Compiled<Suite> read(String text) throws IOException {
        Path file = folder.resolve("suite.json");
        Files.writeString(file, text);
        return Suite.read(file);
    }
}

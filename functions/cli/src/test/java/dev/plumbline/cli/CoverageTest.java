package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageTest {
    private static final Path SHIPPED = Path.of("../../rules");
    private static final Path PAGE = Path.of("../../docs/coverage.md");
    private static final String REGENERATE =
            "`docs/coverage.md` is not what the rules say; run `./plumbline coverage --format md > docs/coverage.md`";
    private static final String CASES = """
            {"cases": [
              {"name": "bad", "resource": {"type": "My.Shop/boxes"}, "expect": {"verdict": "nonCompliant"}},
              {"name": "good", "resource": {"type": "My.Shop/boxes", "tags": {"size": "small"}}, "expect": {"verdict": "compliant"}}]}""";

    @TempDir
    private Path rules;

    @BeforeEach
    void writeTheRules() {
        rule("size", "All", "\"verified\": false", "My.Shop/boxes");
        rule("weight", "Plumbline.Views", "\"viewReason\": \"it takes | the scales\"", "Plumbline.Views/dependency");
        Shell.write(rules, "boxes/size/suite.json", CASES);
        Shell.write(
                rules,
                "boxes/weight/suite.json",
                CASES.replace("compliant", "unknown").replace("nonCompliant", "unknown"));
        Shell.write(
                rules,
                "statements/s-3.json",
                statement(
                        "S-3",
                        "Custom",
                        "{\"effect\": \"manual\", \"details\": {\"defaultState\": \"NonCompliant\"}}"));
        Shell.write(rules, "statements/s-4.json", statement("S-4", "Static", "{\"effect\": \"audit\"}"));
        initiative("size", "weight", "s-3", "s-4");
    }

    @Test
    void everyStatementIsAccountedForByItsKind() {
        Shell shell = Shell.run("coverage", rules, "--format", "json");

        assertThat(shell.code()).as(shell.err()).isZero();
        JsonNode json = shell.json();
        assertThat(json.path("accounted").asInt()).isEqualTo(4);
        assertThat(json.path("of").asInt()).isEqualTo(4);
        JsonNode statements = json.at("/sources/0/statements");
        assertThat(statements).extracting(each -> each.path("id").asText()).containsExactly("S-1", "S-2", "S-3", "S-4");
        assertThat(statements.get(0)).isEqualTo(Shell.parse("""
                {"id": "S-1", "title": "Title of S-1", "kind": "automated", "coverage": "partial", "rules": ["size"], "untested": [],
                 "fact": "", "remains": "the rest of S-1", "accounted": true, "gap": ""}"""));
        assertThat(statements.get(1).path("rules")).isEqualTo(Shell.parse("[\"size\", \"weight\"]"));
        assertThat(statements.get(1).path("untested")).isEqualTo(Shell.parse("[\"weight\"]"));
        assertThat(statements.get(2).path("remains").asText()).isEqualTo("About S-3");
        assertThat(statements.get(3).path("fact").asText()).isEqualTo("About S-4");
        assertThat(json.path("rules")).isEqualTo(Shell.parse("""
                [{"name": "size", "tested": true, "verified": false},
                 {"name": "weight", "tested": false, "verified": true, "view": "dependency", "viewReason": "it takes | the scales"}]"""));
    }

    @Test
    void whatNothingAccountsForIsAFailure() {
        initiative("weight");
        Shell shell = Shell.run("coverage", rules);

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out().lines().map(String::strip))
                .contains(
                        "no rule decides it",
                        "no definition asks for the evidence",
                        "no definition states the fact",
                        "rules: weight",
                        "people: the rest of S-1",
                        "not tested: weight: neither a failing nor a passing case");
        assertThat(shell.lastLine()).isEqualTo("1 of 4 statements accounted for, 1 rules, 1 of them not tested");
    }

    @Test
    void theTableNamesWhatIsNotToBeTrustedYet() {
        Shell shell = Shell.run("coverage", rules);

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .contains("S: The book of boxes", "not verified: size", "over a view: weight: it takes | the scales");
        assertThat(shell.lastLine()).startsWith("4 of 4 statements accounted for");
    }

    @Test
    void thePageListsDocumentsViewsAndDoubts() {
        assertThat(Shell.run("coverage", rules, "--format", "md").out())
                .contains(
                        "**4 of 4 statements are accounted for**, by 2 rules, 1 of them not tested.",
                        "| The book of boxes | 4 | 1 | 1 | 1 | 1 | 4 |",
                        "| **S-1** Title of S-1 | automated, partial | `size` | yes | the rest of S-1 |",
                        "| `dependency` | `weight` |",
                        "| `weight` | `dependency` | it takes \\| the scales |",
                        "* `size`",
                        "* `weight`: neither a failing nor a passing case");
    }

    @Test
    void aFolderWithoutInitiativeSaysSo(@TempDir Path empty) {
        Shell shell = Shell.run("coverage", empty);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("expected a folder of rules with `baseline.json`, found none");
    }

    @Test
    void thePageInTheRepositoryIsWhatTheRulesSay() {
        Shell shell = Shell.run("coverage", SHIPPED, "--format", "md");

        assertThat(shell.err()).isEmpty();
        assertThat(Shell.text(PAGE).lines())
                .as(REGENERATE)
                .containsExactlyElementsOf(shell.out().lines().toList());
    }

    @Test
    void everyShippedStatementIsAccountedFor() {
        Shell shell = Shell.run("coverage", SHIPPED);

        assertThat(shell.lastLine()).matches("210 of 210 statements accounted for, \\d+ rules, 0 of them not tested");
        assertThat(shell.code()).isZero();
    }

    private void rule(String name, String mode, String metadata, String type) {
        Shell.write(rules, "boxes/" + name + "/policy.json", """
                {"name": "%s", "properties": {"mode": "%s", "metadata": {%s}, "policyRule": {
                  "if": {"allOf": [{"field": "type", "equals": "%s"}, {"field": "tags.size", "notEquals": "small"}]},
                  "then": {"effect": "audit"}}}}""".formatted(name, mode, metadata, type));
    }

    private static String statement(String id, String policyType, String then) {
        return """
                {"name": "%s", "properties": {"description": "About %s", "mode": "All", "policyType": "%s", "policyRule": {
                  "if": {"field": "type", "equals": "Microsoft.Resources/subscriptions"}, "then": %s}}}""".formatted(id.toLowerCase(java.util.Locale.ROOT), id, policyType, then);
    }

    private void initiative(String... references) {
        String groups = Stream.of("S-1", "S-2", "S-3", "S-4")
                .map(id -> "{\"name\": \"%s\", \"displayName\": \"Title of %s\", \"description\": \"the rest of %s\"}"
                        .formatted(id, id, id))
                .collect(Collectors.joining(", "));
        String definitions = Stream.of(references)
                .map(name ->
                        "{\"policyDefinitionReferenceId\": \"%s\", \"policyDefinitionId\": \"/x/%s\", \"groupNames\": [%s]}"
                                .formatted(name, name, groupNames(name)))
                .collect(Collectors.joining(", "));
        Shell.write(rules, "baseline.json", """
                {"name": "base", "properties": {
                  "metadata": {"sources": [{"prefix": "S", "title": "The book of boxes"}], "statements": {
                    "S-1": {"kind": "automated", "coverage": "partial"}, "S-2": {"kind": "graph", "coverage": "full"},
                    "S-3": {"kind": "attested"}, "S-4": {"kind": "platform"}}},
                  "policyDefinitionGroups": [%s], "policyDefinitions": [%s]}}""".formatted(groups, definitions));
    }

    private static String groupNames(String definition) {
        return switch (definition) {
            case "size" -> "\"S-1\", \"S-2\"";
            case "weight" -> "\"S-2\"";
            default -> "\"" + definition.toUpperCase(java.util.Locale.ROOT) + "\"";
        };
    }
}

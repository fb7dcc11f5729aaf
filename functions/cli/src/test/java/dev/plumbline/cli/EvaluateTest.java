package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
    private static final String ACCOUNT =
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/oai";

    @TempDir
    private Path folder;

    private Path definition = Path.of("");
    private Path resource = Path.of("");

    @BeforeEach
    void writeInput() {
        definition = Shell.write(folder, "definition.json", """
                {"id": "/providers/Microsoft.Authorization/policyDefinitions/public", "name": "public", "properties": {
                  "mode": "Indexed", "displayName": "No public network",
                  "parameters": {"effect": {"type": "String", "defaultValue": "Audit", "allowedValues": ["Audit", "Deny", "Disabled"]}},
                  "policyRule": {
                    "if": {"allOf": [
                      {"field": "type", "equals": "Microsoft.CognitiveServices/accounts"},
                      {"field": "Microsoft.CognitiveServices/accounts/publicNetworkAccess", "notEquals": "Disabled"}]},
                    "then": {"effect": "[parameters('effect')]"}}}}""");
        resource = Shell.write(folder, "resource.json", """
                {"id": "%s", "type": "Microsoft.CognitiveServices/accounts", "name": "oai", "location": "swedencentral",
                 "kind": "OpenAI", "properties": {"publicNetworkAccess": "Enabled"}}""".formatted(ACCOUNT));
    }

    @Test
    void printsTheVerdictWithItsReasons() throws IOException {
        Shell shell = Shell.run("evaluate", "--definition", definition, "--resource", resource);

        assertThat(shell.code()).isZero();
        assertThat(shell.err()).isEmpty();
        JsonNode expected = new ObjectMapper().readTree("""
                        {"resourceId": "%s",
                         "definition": "/providers/Microsoft.Authorization/policyDefinitions/public",
                         "verdict": "nonCompliant", "effect": "Audit",
                         "reasons": [{"path": "properties.publicNetworkAccess", "operator": "notEquals",
                           "expected": "Disabled", "actual": "Enabled"}],
                         "message": "No public network", "issues": []}""".formatted(ACCOUNT));
        assertThat(shell.json()).isEqualTo(expected);
        List<String> keys = new ArrayList<>();
        shell.json().fieldNames().forEachRemaining(keys::add);
        assertThat(keys)
                .containsExactly("resourceId", "definition", "verdict", "effect", "reasons", "message", "issues");
    }

    @Test
    void takesParametersBareAndWrapped() {
        Path bare = Shell.write(folder, "bare.json", "{\"effect\": \"Deny\"}");
        Path wrapped = Shell.write(folder, "wrapped.json", "{\"EFFECT\": {\"value\": \"Disabled\"}}");

        assertThat(Shell.run("evaluate", "--definition", definition, "--resource", resource, "--parameters", bare)
                        .json()
                        .path("effect")
                        .asText())
                .isEqualTo("Deny");
        JsonNode disabled = Shell.run(
                        "evaluate", "--definition", definition, "--resource", resource, "--parameters", wrapped)
                .json();
        assertThat(disabled.path("effect").asText()).isEqualTo("Disabled");
        assertThat(disabled.path("verdict").asText()).isEqualTo("notApplicable");
    }

    @Test
    void aBrokenDefinitionGivesAllItsIssues() {
        Path broken = Shell.write(folder, "broken.json", """
                {"properties": {"policyRule": {"if": {"anyOf": [
                  {"field": "type", "equal": "x"}, {"field": "type", "exists": "[concat('a'"}]}, "then": {"effect": "auditt"}}}}""");
        Shell shell = Shell.run("evaluate", "--definition", broken, "--resource", resource);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.json().path("issues")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(shell.json().path("verdict").asText()).isEqualTo("unknown");
        assertThat(shell.err())
                .contains(broken + ": $.properties.policyRule.if.anyOf[0]")
                .contains("`equals`");
    }

    @Test
    void relatedResourcesAreUnknownUnlessGiven() {
        Path lookup = Shell.write(folder, "lookup.json", """
                {"properties": {"mode": "All", "policyRule": {
                  "if": {"field": "type", "equals": "Microsoft.CognitiveServices/accounts"},
                  "then": {"effect": "auditIfNotExists", "details": {"type": "Microsoft.Insights/diagnosticSettings"}}}}}""");
        Path none = Shell.write(folder, "none.json", "[]");
        Path some = Shell.write(folder, "some.json", "{\"value\": [{\"name\": \"all\", \"properties\": {}}]}");

        assertThat(verdict(Shell.run("evaluate", "--definition", lookup, "--resource", resource)))
                .isEqualTo("unknown");
        assertThat(verdict(Shell.run("evaluate", "--definition", lookup, "--resource", resource, "--related", none)))
                .isEqualTo("nonCompliant");
        assertThat(verdict(Shell.run("evaluate", "--definition", lookup, "--resource", resource, "--related", some)))
                .isEqualTo("compliant");
    }

    @Test
    void theContextIsGivenOrComesFromTheId() {
        Path asking = Shell.write(folder, "asking.json", """
                {"if": {"allOf": [
                  {"value": "[subscription().subscriptionId]", "equals": "00000000-0000-0000-0000-000000000001"},
                  {"value": "[resourceGroup().tags.stage]", "equals": "prod"},
                  {"value": "[utcNow()]", "less": "2026-03-01T12:00:01Z"}]}, "then": {"effect": "audit"}}""");
        Path context = Shell.write(folder, "context.json", "{\"resourceGroup\": {\"tags\": {\"stage\": \"prod\"}}}");

        assertThat(verdict(Shell.run("evaluate", "--definition", asking, "--resource", resource, "--context", context)))
                .isEqualTo("nonCompliant");
        assertThat(verdict(Shell.run("evaluate", "--definition", asking, "--resource", resource)))
                .isEqualTo("compliant");
    }

    @Test
    void anExplicitCatalogueKnowsAllAliases() {
        Path catalogue = Shell.write(folder, "aliases.json", """
                [{"namespace": "Microsoft.CognitiveServices", "resourceTypes": [{"resourceType": "accounts", "aliases": []}]}]""");
        Shell shell = Shell.run("evaluate", "--definition", definition, "--resource", resource, "--aliases", catalogue);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("Microsoft.CognitiveServices/accounts/publicNetworkAccess");
    }

    @Test
    void takesTheOnlyOneOfAList() throws IOException {
        Path listed = Shell.write(folder, "listed.json", "[" + Files.readString(definition) + "]");
        Path value = Shell.write(folder, "value.json", "{\"value\": [" + Files.readString(resource) + "]}");

        assertThat(verdict(Shell.run("evaluate", "--definition", listed, "--resource", value)))
                .isEqualTo("nonCompliant");

        Path two = Shell.write(
                folder, "two.json", "[" + Files.readString(resource) + "," + Files.readString(resource) + "]");
        Shell shell = Shell.run("evaluate", "--definition", listed, "--resource", two);
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("two.json: $: expected one document, found a list of 2");
    }

    @Test
    void everyUnreadableFileIsNamedAtOnce() {
        Path torn = Shell.write(folder, "torn.json", "{\"a\": ");
        Shell shell = Shell.run(
                "evaluate",
                "--definition",
                folder.resolve("none.json"),
                "--resource",
                torn,
                "--related",
                folder.resolve("nil.json"));

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err())
                .contains("none.json: $: expected")
                .contains("torn.json: ")
                .contains("nil.json: $: expected");
        assertThat(shell.err()).doesNotContain("\tat ");
    }

    private static String verdict(Shell shell) {
        assertThat(shell.code()).as(shell.err()).isZero();
        return shell.json().path("verdict").asText();
    }
}

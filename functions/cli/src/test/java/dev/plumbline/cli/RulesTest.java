package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
    private static final Path SHIPPED = Path.of("../../rules");
    private static final Path PAGE = Path.of("../../docs/rules.md");
    private static final String REGENERATE =
            "`docs/rules.md` is not what the rules say; run `./plumbline rules --format md > docs/rules.md`";
    private static final String MODIFY =
            "\"effect\": {\"type\": \"String\", \"allowedValues\": [\"audit\", \"modify\", \"disabled\"], \"defaultValue\": \"audit\"}";
    private static final String DEPLOY =
            "\"effect\": {\"type\": \"String\", \"allowedValues\": [\"auditIfNotExists\", \"deployIfNotExists\"], \"defaultValue\": \"auditIfNotExists\"}";

    @TempDir
    private Path rules;

    @BeforeEach
    void writeTheRule() {
        modify("""
                {"operation": "addOrReplace", "field": "Microsoft.Storage/storageAccounts/networkAcls.defaultAction", "value": "Deny"},
                {"operation": "addOrReplace", "field": "Microsoft.Storage/storageAccounts/minimumTlsVersion", "value": "[parameters('tls')]",
                 "condition": "[equals(1, 1)]"}""");
    }

    @Test
    void anEntrySaysWhatWhyAndWhen() {
        assertThat(page())
                .containsSubsequence(
                        "## storage",
                        "### closed",
                        "**Storage is closed.**",
                        "Anyone gets in. Close it.",
                        "* severity: high",
                        "* judges: `Microsoft.Storage/storageAccounts`, where an AI account, ML workspace or ML registry leans on it, by its own properties; known from documentation alone",
                        "* controls: S-1, S-2",
                        "* looked at: `Microsoft.Storage/storageAccounts/write`, `…/delete`; the sweep, every `P1D`",
                        "* put right: effect `modify`: `addOrReplace` `Microsoft.Storage/storageAccounts/networkAcls.defaultAction` `\"Deny\"`, `addOrReplace` `Microsoft.Storage/storageAccounts/minimumTlsVersion` `\"[parameters('tls')]\"`; needs Storage Account Contributor",
                        "* guard `known`: Somebody knows");
    }

    @Test
    void settingsAreOnePatchAndOneDeclaration() {
        assertThat(page())
                .containsSequence(
                        "```sh",
                        "# properties.minimumTlsVersion: only where [equals(1, 1)]",
                        "az rest --method patch --url \"https://management.azure.com$ID?api-version=2025-06-01\" \\",
                        "    --body '{\"properties\":{\"networkAcls\":{\"defaultAction\":\"Deny\"},\"minimumTlsVersion\":\"TLS1_2\"}}'",
                        "```",
                        "",
                        "```bicep",
                        "param storageAccountName string",
                        "param tls string = 'TLS1_2'",
                        "",
                        "#disable-diagnostics BCP035 // only what the rule sets; the rest of your declaration stays",
                        "// properties.minimumTlsVersion: only where [equals(1, 1)]",
                        "resource storageAccount 'Microsoft.Storage/storageAccounts@2025-06-01' = {",
                        "  name: storageAccountName",
                        "  properties: {",
                        "    networkAcls: {",
                        "      defaultAction: 'Deny'",
                        "    }",
                        "    minimumTlsVersion: tls",
                        "  }",
                        "}",
                        "```");
    }

    @Test
    void aChildIsDeclaredBelowItsParentAndUpdatedWholeWhereItTakesNoPatch() {
        rule("Microsoft.CognitiveServices/accounts/raiPolicies", MODIFY, """
                {"roleDefinitionIds": [], "operations": [{"operation": "addOrReplace",
                  "field": "Microsoft.CognitiveServices/accounts/raiPolicies/mode", "value": "Blocking"}]}""");

        assertThat(page())
                .containsSubsequence(
                        "az resource update --ids \"$ID\" --api-version 2026-09-01 \\",
                        "    --set properties.mode=Blocking",
                        "param accountName string",
                        "param raiPolicyName string",
                        "resource account 'Microsoft.CognitiveServices/accounts@2026-09-01' existing = {",
                        "  name: accountName",
                        "resource raiPolicy 'Microsoft.CognitiveServices/accounts/raiPolicies@2026-09-01' = {",
                        "  parent: account",
                        "  name: raiPolicyName",
                        "    mode: 'Blocking'");
    }

    @Test
    void tagsAndWhatIsPutTogetherBecomeParameters() {
        modify("""
                {"operation": "add", "field": "[concat('tags[', parameters('tls'), ']')]", "value": "[resourceGroup().tags[parameters('tls')]]"},
                {"operation": "add", "field": "tags['cost centre']", "value": "4'5"}""");

        assertThat(page())
                .contains(
                        "param tls string = 'TLS1_2'",
                        "param tagValue string",
                        "    '${tls}': tagValue",
                        "    'cost centre': '4\\'5'");
    }

    @Test
    void tagsThatOnlyParametersNameAreGivenTogether() {
        modify("""
                {"operation": "addOrReplace", "field": "[concat('tags[', first(createArray('a')), ']')]", "value": "x"}""");

        assertThat(page())
                .contains("    --body '{\"tags\":{\"<name>\":\"<value>\"}}'", "param tags object", "  tags: tags");
    }

    @Test
    void whatNoPathNamesIsLeftToTheDescription() {
        modify("""
                {"operation": "addOrReplace", "field": "Microsoft.Storage/storageAccounts/networkAcls.ipRules[*].action", "value": "Allow"}""");

        assertThat(page())
                .doesNotContain("```sh", "```bicep")
                .anyMatch(line -> line.startsWith("* put right: effect `modify`"));
    }

    @Test
    void aTemplateIsAModule() {
        rule("Microsoft.Storage/storageAccounts", DEPLOY, """
                {"type": "Microsoft.Insights/diagnosticSettings", "deploymentScope": "subscription", "roleDefinitionIds": ["/x/own"],
                 "deployment": {"properties": {"mode": "incremental",
                   "parameters": {"name": {"value": "[field('name')]"}, "groups": {"value": ["blob"]}},
                   "template": {"parameters": {"name": {"type": "string"}, "groups": {"type": "array"}}, "resources": []}}}}""");

        List<String> page = page();
        assertThat(page)
                .containsSubsequence(
                        "* looked at: `Microsoft.Storage/storageAccounts/write`, `…/delete`, `Microsoft.Insights/diagnosticSettings/write`, `…/delete`; the sweep, every `P1D`",
                        "* put right: effect `deployIfNotExists`: deploys the definition's template; needs /x/own",
                        "# name is [field('name')]",
                        "    rules/storage/closed/policy.json >closed.json",
                        "az deployment sub create --location \"$location\" --template-file closed.json \\",
                        "    --parameters name=\"$name\" groups='[\"blob\"]'",
                        "targetScope = 'subscription'",
                        "param name string",
                        "param groups array = [",
                        "  'blob'",
                        "]",
                        "module fix 'closed.json' = {",
                        "    name: name",
                        "    groups: groups");
        assertThat(page)
                .anyMatch(line ->
                        line.contains("by whether there is a `Microsoft.Insights/diagnosticSettings` as it should be"));
    }

    @Test
    void aRuleOverChangesNamesTheOperations() {
        Shell.write(rules, "storage/closed/policy.json", """
                {"name": "closed", "properties": {"mode": "Plumbline.Views", "metadata": {}, "parameters": {
                    "more": {"type": "Array", "defaultValue": ["a.b/c/rotate/action"]}},
                  "policyRule": {"if": {"allOf": [{"field": "type", "equals": "Plumbline.Views/change"}, {"anyOf": [
                      {"field": "event.operation", "equals": "a.b/c/listKeys/action"},
                      {"field": "event.operation", "in": "[parameters('more')]"}]}]},
                    "then": {"effect": "audit"}}}}""");

        assertThat(page())
                .contains(
                        "* looked at: every event `a.b/c/listKeys/action`, `a.b/c/rotate/action`; the sweep",
                        "* put right: by people, as said above")
                .anyMatch(line -> line.contains("through the view [`change`](views.md)"));
    }

    @Test
    void aRuleOverAViewIsLookedAtWhenItsSectionsChange() {
        Shell.write(rules, "storage/closed/policy.json", """
                {"name": "closed", "properties": {"mode": "Plumbline.Views", "metadata": {}, "policyRule": {
                  "if": {"allOf": [{"field": "type", "equals": "Plumbline.Views/aiAccount"},
                    {"field": "resource.type", "equals": "Microsoft.CognitiveServices/accounts"},
                    {"count": {"field": "deployments[*]"}, "greater": 0}]}, "then": {"effect": "audit"}}}}""");

        assertThat(page())
                .contains(
                        "* looked at: `Microsoft.CognitiveServices/accounts/write`, `…/delete`, `Microsoft.CognitiveServices/accounts/deployments/write`, `…/delete`; the sweep");
    }

    @Test
    void theTableIsOneLineARule() {
        assertThat(Shell.run("rules", rules).out().lines())
                .containsExactly(
                        "RULE    SEVERITY  SCOPE     REMEDY  WHAT",
                        "closed  high      workload  modify  Storage is closed");
    }

    @Test
    void mistakesAreNamed(@TempDir Path empty) {
        Shell.write(
                rules,
                "storage/closed/policy.json",
                "{\"properties\": {\"policyRule\": {\"if\": {\"feild\": \"type\"}}}}");

        assertThat(Shell.run("rules", rules).code()).isEqualTo(2);
        assertThat(Shell.run("rules", rules).err()).contains("closed", "`feild`");
        assertThat(Shell.run("rules", empty).err()).contains("expected at least one `policy.json`, found none");
    }

    @Test
    void everyRemedyThatShipsCanBeDoneByHand() {
        String[] entries = Shell.run("rules", SHIPPED, "--format", "md").out().split("\n### ");

        assertThat(entries)
                .filteredOn(entry -> entry.contains("\n* put right: effect `"))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry).contains("```sh\n", "```bicep\n"));
    }

    @Test
    void thePageInTheRepositoryIsWhatTheRulesSay() {
        Shell shell = Shell.run("rules", SHIPPED, "--format", "md");

        assertThat(shell.err()).isEmpty();
        assertThat(Shell.text(PAGE).lines())
                .as(REGENERATE)
                .containsExactlyElementsOf(shell.out().lines().toList());
    }

    private List<String> page() {
        Shell shell = Shell.run("rules", rules, "--format", "md");
        assertThat(shell.err()).isEmpty();
        return shell.out().lines().toList();
    }

    private void modify(String operations) {
        rule("Microsoft.Storage/storageAccounts", MODIFY, """
                {"roleDefinitionIds": ["/providers/Microsoft.Authorization/roleDefinitions/17d1049b-9a84-46fb-8f53-869881c3d3ab"],
                 "operations": [%s]}""".formatted(operations));
    }

    private void rule(String type, String effect, String details) {
        Shell.write(rules, "storage/closed/policy.json", """
                {"name": "closed", "properties": {"displayName": "Storage is closed", "description": "Anyone gets in. Close it.", "mode": "All",
                  "metadata": {"severity": "high", "scope": "workload", "controls": ["S-1", "S-2"], "sweep": "P1D", "verified": false,
                    "guards": [{"name": "known", "description": "Somebody knows", "if": {"field": "tags['known']", "exists": true}}]},
                  "parameters": {%s, "tls": {"type": "String", "defaultValue": "TLS1_2"}},
                  "policyRule": {"if": {"field": "type", "equals": "%s"},
                    "then": {"effect": "[parameters('effect')]", "details": %s}}}}""".formatted(effect, type, details));
    }
}

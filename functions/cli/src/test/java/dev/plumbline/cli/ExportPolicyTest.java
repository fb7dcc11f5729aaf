package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportPolicyTest {
    private static final String ACCOUNTS = "Microsoft.CognitiveServices/accounts";
    private static final String STORAGE = "Microsoft.Storage/storageAccounts";
    private static final String EFFECTS =
            "\"effect\": {\"type\": \"String\", \"allowedValues\": [\"audit\", \"modify\", \"deny\", \"disabled\"], \"defaultValue\": \"audit\"}";

    @TempDir
    private Path folder;

    private Path rules;
    private Path out;

    @BeforeEach
    void writeTheRules() {
        rules = folder.resolve("rules");
        out = folder.resolve("out");
        rule("closed", "all", ACCOUNTS, "publicNetworkAccess");
        baseline("closed");
    }

    @Test
    void aDefinitionIsWrittenForTheCommandLineAndForPolicyAsCode() {
        Shell shell = export();

        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.lastLine()).isEqualTo("1 definitions exported to " + out + ", 0 of them deny; 0 left out");
        JsonNode definition = json("Definitions/policyDefinitions/closed.json");
        assertThat(definition).isEqualTo(Shell.parse("""
                {"name": "closed", "type": "Microsoft.Authorization/policyDefinitions", "properties": {
                  "displayName": "Title of closed", "description": "About closed.", "policyType": "Custom", "mode": "Indexed",
                  "metadata": {"version": "1.0.0", "category": "AI", "scope": "all", "controls": ["S-1"]},
                  "parameters": {"effect": {"type": "String", "allowedValues": ["Audit", "Deny", "Disabled"], "defaultValue": "Audit"}},
                  "policyRule": {
                    "if": {"allOf": [{"field": "type", "equals": "Microsoft.CognitiveServices/accounts"},
                      {"field": "Microsoft.CognitiveServices/accounts/publicNetworkAccess", "notEquals": "Disabled"}]},
                    "then": {"effect": "[parameters('effect')]"}}}}"""));
        assertThat(json("az/policyDefinitions/closed/rules.json")).isEqualTo(definition.at("/properties/policyRule"));
        assertThat(json("az/policyDefinitions/closed/params.json")).isEqualTo(definition.at("/properties/parameters"));
    }

    @Test
    void theInitiativeKeepsWhatItsReferencesUse() {
        rule("gone", "workload", STORAGE, "publicNetworkAccess");
        baseline("closed", "gone");
        export();

        assertThat(json("Definitions/policySetDefinitions/base.json")).isEqualTo(Shell.parse("""
                {"name": "base", "type": "Microsoft.Authorization/policySetDefinitions", "properties": {
                  "displayName": "The base", "description": "What we hold things against.",
                  "metadata": {"version": "2.0.0", "category": "AI"},
                  "parameters": {},
                  "policyDefinitionGroups": [{"name": "closed", "displayName": "Statement about closed"}],
                  "policyDefinitions": [{"policyDefinitionReferenceId": "closed", "policyDefinitionName": "closed", "parameters": {},
                    "groupNames": ["closed"]}]}}"""));
        assertThat(json("az/policySetDefinitions/base/definitions.json")).isEqualTo(Shell.parse("""
                        [{"policyDefinitionReferenceId": "closed",
                          "policyDefinitionId": "{scope}/providers/Microsoft.Authorization/policyDefinitions/closed", "parameters": {},
                          "groupNames": ["closed"]}]"""));
    }

    @Test
    void whatPreventsRefusesAndTheRestLooks() {
        write("looking", """
                "mode": "Indexed", "metadata": {}, "parameters": {"effect": {"type": "String",
                  "allowedValues": ["auditIfNotExists", "deployIfNotExists", "disabled"], "defaultValue": "auditIfNotExists"},
                  "workspaceId": {"type": "String", "defaultValue": ""}},
                "policyRule": {"if": {"field": "type", "equals": "Microsoft.CognitiveServices/accounts"},
                  "then": {"effect": "[parameters('effect')]", "details": {"type": "Microsoft.Insights/diagnosticSettings",
                    "existenceCondition": {"field": "Microsoft.Insights/diagnosticSettings/workspaceId", "exists": true},
                    "roleDefinitionIds": ["/x"], "deployment": {"properties": {"mode": "incremental", "template": {"resources": []},
                      "parameters": {"workspaceId": {"value": "[parameters('workspaceId')]"}}}}}}}""");
        baseline("closed", "looking");
        Shell shell = export("--prevent");

        assertThat(shell.lastLine()).contains("2 definitions exported", "1 of them deny");
        assertThat(effect("closed")).isEqualTo("Deny");
        JsonNode looking = json("Definitions/policyDefinitions/looking.json").path("properties");
        assertThat(looking.path("parameters")).isEqualTo(Shell.parse("""
                {"effect": {"type": "String", "allowedValues": ["AuditIfNotExists", "Disabled"], "defaultValue": "AuditIfNotExists"}}"""));
        assertThat(looking.at("/policyRule/then/details")).isEqualTo(Shell.parse("""
                {"type": "Microsoft.Insights/diagnosticSettings",
                 "existenceCondition": {"field": "Microsoft.Insights/diagnosticSettings/workspaceId", "exists": true}}"""));
        assertThat(json("export.json").at("/exported/1/changes").toString())
                .contains("without remediation", "`workspaceId`");
    }

    @Test
    void whatOthersOwnIsRefusedWithItsTagOnly() {
        rule("store", "workload", STORAGE, "publicNetworkAccess");
        rule("everybody", "subscription", STORAGE, "publicNetworkAccess");
        baseline("store", "everybody");
        Shell shell = export("--prevent", "--scope-tag", "ai-workload=[yes]");

        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(effect("store")).isEqualTo("Deny");
        assertThat(json("Definitions/policyDefinitions/store.json").at("/properties/policyRule/if/allOf/1"))
                .isEqualTo(Shell.parse("{\"field\": \"tags['ai-workload']\", \"equals\": \"[[yes]\"}"));
        assertThat(effect("everybody")).isEqualTo("Audit");
        assertThat(json("Definitions/policyDefinitions/everybody.json").toString())
                .doesNotContain("\"Deny\"");
        assertThat(verdict("store", "{\"ai-workload\": \"[yes]\"}")).isEqualTo("nonCompliant");
        assertThat(verdict("store", "{\"ai-workload\": \"no\"}")).isEqualTo("compliant");
        assertThat(verdict("store", "{}")).isEqualTo("compliant");
    }

    @Test
    void whatIsLeftOutIsNamedWithItsReason() {
        rule("store", "workload", STORAGE, "publicNetworkAccess");
        rule("blobs", "workload", "Microsoft.Storage/storageAccounts/blobServices", "isVersioningEnabled");
        rule("derived", "all", "Microsoft.MachineLearningServices/workspaces", "managedNetwork.isolationMode");
        write("viewed", """
                "mode": "Plumbline.Views", "metadata": {}, "policyRule": {
                  "if": {"field": "type", "equals": "Plumbline.Views/aiAccount"}, "then": {"effect": "audit"}}""");
        write("agent", """
                "mode": "Microsoft.KeyVault.Data", "metadata": {}, "policyRule": {
                  "if": {"field": "type", "equals": "Microsoft.KeyVault.Data/vaults/keys"}, "then": {"effect": "audit"}}""");
        write("platform", """
                "mode": "All", "policyType": "Static", "metadata": {}, "policyRule": {
                  "if": {"field": "type", "equals": "Microsoft.Resources/subscriptions"}, "then": {"effect": "audit"}}""");
        write("changing", """
                "mode": "All", "metadata": {}, "policyRule": {
                  "if": {"field": "type", "equals": "Microsoft.Resources/subscriptions"}, "then": {"effect": "append"}}""");
        write("wrong", """
                "mode": "All", "metadata": {}, "policyRule": {"if": {"feild": "type"}, "then": {"effect": "audit"}}""");
        String longName = "n".repeat(65);
        rule(longName, "all", ACCOUNTS, "publicNetworkAccess");
        write("wide", many(21));
        baseline(
                "closed",
                "store",
                "blobs",
                "derived",
                "viewed",
                "agent",
                "platform",
                "changing",
                "wrong",
                "lost",
                longName,
                "wide");

        Shell shell = export();
        assertThat(shell.lastLine()).contains("1 definitions exported", "11 left out");
        assertThat(shell.out()).contains("viewed", "it reads a view of several resources");
        assertThat(reasons())
                .containsExactlyInAnyOrder(
                        "store workloadScope",
                        "blobs workloadScope",
                        "derived alias",
                        "viewed view",
                        "agent providerMode",
                        "platform fact",
                        "changing effect",
                        "wrong broken",
                        "lost missing",
                        longName + " limit",
                        "wide limit");
        assertThat(export("--scope-tag", "a=b").code()).isZero();
        assertThat(reasons()).contains("blobs untagged").doesNotContain("store workloadScope");
    }

    @Test
    void anAliasThatAzureHasNowIsSaidByItsOwnList() {
        rule("derived", "all", "Microsoft.MachineLearningServices/workspaces", "managedNetwork.isolationMode");
        baseline("closed", "derived");
        Path aliases = Shell.write(folder, "aliases.json", """
                [{"namespace": "Microsoft.MachineLearningServices", "resourceTypes": [{"resourceType": "workspaces", "aliases": [
                  {"name": "Microsoft.MachineLearningServices/workspaces/managedNetwork.isolationMode",
                   "defaultPath": "properties.managedNetwork.isolationMode"}]}]}]""");

        assertThat(export("--aliases", aliases).lastLine()).contains("2 definitions exported", "0 left out");
    }

    @Test
    void humanEvidenceStaysWithHumans() {
        write("attested", """
                "mode": "All", "metadata": {"scope": "subscription"}, "parameters": {"effect": {"type": "String",
                  "allowedValues": ["manual", "disabled"], "defaultValue": "manual"}},
                "policyRule": {"if": {"field": "type", "equals": "Microsoft.Resources/subscriptions"},
                  "then": {"effect": "[parameters('effect')]", "details": {"defaultState": "NonCompliant"}}}""");
        baseline("attested");
        export("--prevent");

        assertThat(effect("attested")).isEqualTo("Manual");
        assertThat(json("az/policyDefinitions/attested/rules.json")
                        .at("/then/details/defaultState")
                        .asText())
                .isEqualTo("NonCompliant");
    }

    @Test
    void longTextEndsWithASentence() {
        String sentence = "s".repeat(200) + ".";
        write("long", """
                "displayName": "%s", "description": "%s", "mode": "All", "metadata": {"version": "1.0.0", "note": ["[field('id')]"]},
                "policyRule": {"if": {"field": "type", "equals": "Microsoft.CognitiveServices/accounts"}, "then": {"effect": "audit"}}""".formatted("d".repeat(200), String.join(" ", sentence, sentence, sentence)));
        baseline("long");
        export();

        JsonNode properties = json("Definitions/policyDefinitions/long.json").path("properties");
        assertThat(properties.path("description").asText()).isEqualTo(sentence + " " + sentence);
        assertThat(properties.path("displayName").asText()).hasSize(128).endsWith("…");
        assertThat(properties.path("metadata")).isEqualTo(Shell.parse("{\"version\": \"1.0.0\"}"));
    }

    @Test
    void aNameThatAzureDoesNotTakeIsChangedOnceOnly() {
        rule("s-1.a", "all", ACCOUNTS, "publicNetworkAccess");
        rule("s-1-a", "all", ACCOUNTS, "publicNetworkAccess");
        baseline("s-1.a", "s-1-a");
        export();

        assertThat(json("Definitions/policyDefinitions/s-1-a.json").path("name").asText())
                .isEqualTo("s-1-a");
        JsonNode reference = json("Definitions/policySetDefinitions/base.json").at("/properties/policyDefinitions/0");
        assertThat(reference.path("policyDefinitionReferenceId").asText()).isEqualTo("s-1.a");
        assertThat(reference.path("policyDefinitionName").asText()).isEqualTo("s-1-a");
        assertThat(json("export.json").at("/exported/0/name").asText()).isEqualTo("s-1.a");
        assertThat(reasons()).containsExactly("s-1-a limit");
    }

    @Test
    void aLaterExportReplacesAnEarlierOneAndNothingElse() throws Exception {
        export();
        Path own = Shell.write(out, "Definitions/policyAssignments/ours.json", "{}");
        rule("other", "all", ACCOUNTS, "disableLocalAuth");
        baseline("other");
        Shell shell = export();

        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(own).exists();
        assertThat(out.resolve("Definitions/policyDefinitions/closed.json")).doesNotExist();
        assertThat(out.resolve("Definitions/policyDefinitions/other.json")).exists();
        String before = Shell.text(out.resolve("export.json"));
        export();
        assertThat(Files.readString(out.resolve("export.json"))).isEqualTo(before);
    }

    @Test
    void aListOfFilesThatLeadsOutOfTheFolderDeletesNothing() {
        Path precious = Shell.write(folder, "precious.json", "{}");
        Shell.write(out, "export.json", "{\"madeBy\": \"plumbline export-policy\", \"files\": [\"../precious.json\"]}");

        assertThat(export().code()).isZero();
        assertThat(precious).exists();
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() {
        Shell.write(out, "export.json", "{}");
        Shell shell = export();

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("expected an empty folder, or one that an export made, found other files");
        assertThat(Shell.text(out.resolve("export.json"))).isEqualTo("{}");
    }

    @Test
    void anInitiativeBeyondAzuresLimitsIsRefused() {
        String parameters = IntStream.range(0, 401)
                .mapToObj(i -> "\"p" + i + "\": {\"type\": \"String\", \"defaultValue\": \"\"}")
                .collect(Collectors.joining(", "));
        String values = IntStream.range(0, 401)
                .mapToObj(i -> "parameters('p" + i + "')")
                .collect(Collectors.joining(", "));
        Shell.write(rules, "baseline.json", """
                {"name": "base", "properties": {"parameters": {%s}, "policyDefinitions": [{"policyDefinitionReferenceId": "closed",
                  "policyDefinitionId": "/x/closed", "parameters": {"effect": {"value": "[first(createArray(%s))]"}}}]}}""".formatted(parameters, values));
        Shell shell = export();

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err())
                .contains("initiative `base`: expected at most 400 parameters, found 401; split the baseline");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ai", "=yes", "ai=", "a'i=yes", "a[i=yes", "a/i=yes"})
    void aTagThatIsNoneIsRefused(String tag) {
        Shell shell = export("--scope-tag", tag);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("--scope-tag: expected `NAME=VALUE`");
    }

    private Shell export(Object... options) {
        return Shell.run(Stream.concat(Stream.of("export-policy", rules, "--out", out), Stream.of(options))
                .toArray());
    }

    private JsonNode json(String name) {
        return Shell.parse(Shell.text(out.resolve(name)));
    }

    private String effect(String name) {
        return json("az/policyDefinitions/" + name + "/params.json")
                .at("/effect/defaultValue")
                .asText();
    }

    private List<String> reasons() {
        return Stream.iterate(0, i -> i + 1)
                .limit(json("export.json").path("leftOut").size())
                .map(i -> json("export.json").path("leftOut").path(i))
                .map(each -> each.path("name").asText() + " " + each.path("why").asText())
                .toList();
    }

    private String verdict(String definition, String tags) {
        Path resource = Shell.write(folder, "resource.json", """
                {"id": "/subscriptions/1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st", "name": "st",
                 "type": "Microsoft.Storage/storageAccounts", "location": "westeurope", "tags": %s, "properties": {}}""".formatted(tags));
        Path file = out.resolve("Definitions/policyDefinitions/" + definition + ".json");
        return Shell.run("evaluate", "--definition", file, "--resource", resource)
                .json()
                .path("verdict")
                .asText();
    }

    private void rule(String name, String scope, String type, String property) {
        write(name, """
                "displayName": "Title of %1$s", "description": "About %1$s.", "mode": "Indexed",
                "metadata": {"version": "1.0.0", "category": "AI", "scope": "%2$s", "controls": ["S-1"],
                  "guards": [{"name": "g", "description": "d", "if": {"value": "[parameters('wanted')]", "equals": "x"}}]},
                "parameters": {%5$s, "wanted": {"type": "String", "defaultValue": "Disabled"}},
                "policyRule": {
                  "if": {"allOf": [{"field": "type", "equals": "%3$s"}, {"field": "%3$s/%4$s", "notEquals": "Disabled"}]},
                  "then": {"effect": "[parameters('effect')]", "details": {
                    "roleDefinitionIds": ["/x"], "conflictEffect": "audit", "operations": [{"operation": "addOrReplace",
                      "field": "Microsoft.CognitiveServices/accounts/publicNetworkAccess", "value": "[parameters('wanted')]"}]}}}""".formatted(name, scope, type, property, EFFECTS));
    }

    private static String many(int parameters) {
        String declared = IntStream.range(0, parameters)
                .mapToObj(i -> "\"p" + i + "\": {\"type\": \"String\", \"defaultValue\": \"\"}")
                .collect(Collectors.joining(", "));
        String used = IntStream.range(0, parameters)
                .mapToObj(i -> "{\"value\": \"[parameters('p" + i + "')]\", \"equals\": \"x\"}")
                .collect(Collectors.joining(", "));
        return """
                "mode": "All", "metadata": {}, "parameters": {%s}, "policyRule": {"if": {"allOf": [
                  {"field": "type", "equals": "Microsoft.CognitiveServices/accounts"}, %s]}, "then": {"effect": "audit"}}""".formatted(declared, used);
    }

    private void write(String name, String properties) {
        Shell.write(rules, "family/" + name + "/policy.json", """
                {"name": "%s", "type": "Microsoft.Authorization/policyDefinitions", "properties": {%s}}""".formatted(name, properties));
    }

    private void baseline(String... names) {
        String groups = Stream.of(names)
                .map(name -> "{\"name\": \"%1$s\", \"displayName\": \"Statement about %1$s\"}".formatted(name))
                .collect(Collectors.joining(", "));
        String references = Stream.of(names).map(name -> """
                        {"policyDefinitionReferenceId": "%1$s", "policyDefinitionId": "/providers/x/%1$s",
                         "parameters": {"wanted": {"value": "[parameters('wanted')]"}}, "groupNames": ["%1$s"]}""".formatted(name)).collect(Collectors.joining(", "));
        Shell.write(rules, "baseline.json", """
                {"name": "base", "properties": {"displayName": "The base", "description": "What we hold things against.",
                  "version": "2.0.0", "metadata": {"version": "2.0.0", "category": "AI", "statements": {}},
                  "parameters": {"wanted": {"type": "String", "defaultValue": "Disabled"}},
                  "policyDefinitionGroups": [%s], "policyDefinitions": [%s]}}""".formatted(groups, references));
    }
}

package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
    private static final String ONE = "00000000-0000-0000-0000-000000000001";
    private static final String TWO = "00000000-0000-0000-0000-000000000002";
    private static final String ASSIGNMENT = "/providers/Microsoft.Authorization/policyAssignments/plumbline";

    @TempDir
    private Path folder;

    private Path baseline = Path.of("");
    private Path definitions = Path.of("");

    @BeforeEach
    void writeTheBaseline() {
        definitions = folder.resolve("definitions");
        Shell.write(folder, "definitions/key.json", """
                {"name": "key", "properties": {"displayName": "No keys", "mode": "All", "metadata": {"severity": "critical"},
                  "parameters": {"effect": {"type": "String", "defaultValue": "audit", "allowedValues": ["audit", "deny"]}},
                  "policyRule": {"if": {"allOf": [
                    {"field": "type", "equals": "Microsoft.CognitiveServices/accounts"},
                    {"field": "Microsoft.CognitiveServices/accounts/disableLocalAuth", "notEquals": true}]},
                    "then": {"effect": "[parameters('effect')]"}}}}""");
        Shell.write(folder, "definitions/store.json", """
                {"name": "store", "properties": {"displayName": "Closed stores", "mode": "All",
                  "metadata": {"severity": "low", "scope": "workload"},
                  "policyRule": {"if": {"allOf": [
                    {"field": "type", "equals": "Microsoft.Storage/storageAccounts"},
                    {"field": "Microsoft.Storage/storageAccounts/publicNetworkAccess", "notEquals": "Disabled"}]},
                    "then": {"effect": "audit"}}}}""");
        Shell.write(folder, "definitions/log.json", """
                {"name": "log", "properties": {"displayName": "Logged", "mode": "All",
                  "policyRule": {"if": {"field": "type", "equals": "Microsoft.CognitiveServices/accounts"},
                    "then": {"effect": "auditIfNotExists", "details": {"type": "Microsoft.Insights/diagnosticSettings"}}}}}""");
        baseline = set("key", "store", "log");
    }

    @Test
    void printsTotalsAndFindingsOfEverySubscription() {
        Shell shell = scan(estate(
                account(ONE, "oai", false, "stdata"),
                account(TWO, "oai", true, "x"),
                store(ONE, "stdata"),
                store(ONE, "ststranger")));

        assertThat(shell.code()).isZero();
        JsonNode json = shell.json();
        assertThat(json.path("evaluatedAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(json.path("baseline").asText()).startsWith("1.0.0+");
        assertThat(json.path("totals"))
                .isEqualTo(Shell.parse(
                        "{\"compliant\":1,\"nonCompliant\":4,\"exempt\":0,\"notApplicable\":1,\"unknown\":0}"));
        assertThat(findings(json))
                .extracting(
                        each -> each.path("referenceId").asText(),
                        each -> each.path("resourceId").asText(),
                        each -> each.path("severity").asText(),
                        each -> each.path("workloadId").asText())
                .containsExactly(
                        tuple("key", accountId(ONE, "oai"), "Critical", accountId(ONE, "oai")),
                        tuple("log", accountId(ONE, "oai"), "Medium", accountId(ONE, "oai")),
                        tuple("log", accountId(TWO, "oai"), "Medium", accountId(TWO, "oai")),
                        tuple("store", storeId(ONE, "stdata"), "Low", accountId(ONE, "oai")));
        JsonNode first = findings(json).get(0);
        assertThat(first.path("displayName").asText()).isEqualTo("No keys");
        assertThat(first.path("controls")).isEqualTo(Shell.parse("[\"C-key\"]"));
        assertThat(first.path("assignmentId").asText()).isEqualTo("/subscriptions/" + ONE + ASSIGNMENT);
        assertThat(first.path("verdict").asText()).isEqualTo("nonCompliant");
        assertThat(first.path("reasons")).isEqualTo(Shell.parse("""
                        [{"path": "properties.disableLocalAuth", "operator": "notEquals", "expected": true, "actual": false}]"""));
    }

    @Test
    void anAccountOfAnotherKindIsNoWorkloadByItsType() {
        Shell.write(folder, "definitions/tag.json", """
                {"name": "tag", "properties": {"displayName": "Tagged", "mode": "Indexed", "metadata": {"scope": "workload"},
                  "policyRule": {"if": {"allOf": [
                    {"field": "type", "equals": "Microsoft.CognitiveServices/accounts"}, {"field": "tags.owner", "exists": false}]},
                    "then": {"effect": "audit"}}}}""");
        baseline = set("tag");
        Path estate = estate(
                account(ONE, "oai", true, "x"),
                account(ONE, "speech", true, "x").replace("\"OpenAI\"", "\"SpeechServices\""));

        assertThat(findings(scan(estate).json()))
                .extracting(each -> each.path("resourceId").asText())
                .containsExactly(accountId(ONE, "oai"));
    }

    @Test
    void aTagBringsAStrangerIntoScope() {
        Path estate = estate(
                account(ONE, "oai", true, "x"),
                store(ONE, "usual").replace("\"location\"", "\"tags\": {\"AI-workload\": \"True\"}, \"location\""),
                store(ONE, "other").replace("\"location\"", "\"tags\": {\"leans\": \"ai\"}, \"location\""));

        assertThat(findings(scan(estate).json()))
                .extracting(each -> each.path("resourceId").asText())
                .containsExactly(accountId(ONE, "oai"), storeId(ONE, "usual"));
        assertThat(findings(scan(estate, "--scope-tag", "leans=ai").json()))
                .extracting(each -> each.path("resourceId").asText())
                .containsExactly(accountId(ONE, "oai"), storeId(ONE, "other"));
        Shell wrong = scan(estate, "--scope-tag", "leans");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("--scope-tag: expected `NAME=VALUE`");
    }

    @Test
    void readsOnlyTheMonitoredSubscriptions() {
        Path estate = estate(account(ONE, "oai", false, "x"), account(TWO, "oai", false, "x"));

        assertThat(findings(scan(estate, "--subscription", TWO.toUpperCase(java.util.Locale.ROOT))
                        .json()))
                .extracting(each -> each.path("resourceId").asText())
                .containsOnly(accountId(TWO, "oai"));
        Shell wrong = scan(estate, "--subscription", "../x");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("--subscription: expected the id of a subscription, found `../x`");
    }

    @Test
    void warnsOfTypesThatRulesReadAndTheFileLacks() {
        Path estate = estate(account(ONE, "oai", true, "x"));
        Shell silent = scan(estate);
        assertThat(silent.err())
                .contains("warning: " + estate)
                .contains("microsoft.insights/diagnosticsettings")
                .contains("`notExported`");
        assertThat(findings(silent.json()))
                .extracting(each -> each.path("verdict").asText())
                .containsExactly("nonCompliant");

        Path honest = Shell.write(
                folder,
                "honest.json",
                "{\"value\": [" + account(ONE, "oai", true, "x")
                        + "], \"notExported\": [\"Microsoft.Insights/diagnosticSettings\"]}");
        Shell told = scan(honest);
        assertThat(told.err()).isEmpty();
        assertThat(findings(told.json())).singleElement().satisfies(finding -> {
            assertThat(finding.path("verdict").asText()).isEqualTo("unknown");
            assertThat(finding.path("message").asText()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s]", "{\"value\": [%s]}", "{\"data\": [%s], \"count\": 1}"})
    void readsEveryFormThatAzurePrints(String form) {
        String account = account(ONE, "oai", false, "x")
                .replace("\"disableLocalAuth\"", "\"DISABLELOCALAUTH\"")
                .replace("\"properties\"", "\"Properties\"")
                .replace("\"type\"", "\"managedBy\": null, \"type\"");
        Path estate = Shell.write(folder, "estate.json", form.formatted(account));

        assertThat(findings(scan(estate).json()))
                .extracting(each -> each.path("referenceId").asText())
                .contains("key");
    }

    @Test
    void theOperatorsFilesDecide() {
        Path estate = estate(account(ONE, "oai", false, "x"), account(ONE, "lab", false, "x"));
        Path assignment = Shell.write(folder, "assignment.json", """
                {"id": "/subscriptions/%s/providers/Microsoft.Authorization/policyAssignments/mine", "properties": {
                  "policyDefinitionId": "/providers/Microsoft.Authorization/policySetDefinitions/set",
                  "notScopes": ["%s"],
                  "nonComplianceMessages": [{"message": "ask the platform team"}],
                  "overrides": [{"kind": "policyEffect", "value": "deny", "selectors": [{"kind": "policyDefinitionReferenceId", "in": ["key"]}]}]}}""".formatted(ONE, accountId(ONE, "lab")));
        Path exemptions =
                Shell.write(folder, "exemptions/e.json", """
                        [{"id": "/providers/Microsoft.Management/managementGroups/corp/providers/Microsoft.Authorization/policyExemptions/e",
                          "properties": {"policyAssignmentId": "/SUBSCRIPTIONS/%s/providers/Microsoft.Authorization/policyAssignments/MINE",
                            "policyDefinitionReferenceIds": ["LOG"], "exemptionCategory": "Waiver", "expiresOn": "2026-03-01T12:00:01Z"}}]""".formatted(ONE)).getParent();
        JsonNode json = scan(estate, "--assignment", assignment, "--exemptions", exemptions)
                .json();

        assertThat(findings(json))
                .extracting(
                        each -> each.path("referenceId").asText(),
                        each -> each.path("verdict").asText(),
                        each -> each.path("effect").asText())
                .containsExactly(tuple("key", "nonCompliant", "deny"), tuple("log", "exempt", "auditIfNotExists"));
        assertThat(findings(json))
                .allSatisfy(each -> assertThat(each.path("resourceId").asText()).isEqualTo(accountId(ONE, "oai")));
        assertThat(findings(json).get(0).path("message").asText()).isEqualTo("ask the platform team");
        assertThat(findings(json).get(1).path("exemptionId").asText()).endsWith("/e");
    }

    @Test
    void aBrokenDefinitionIsReportedAndUnknown() {
        Shell.write(
                folder,
                "definitions/key.json",
                "{\"name\": \"key\", \"properties\": {\"policyRule\": {\"if\": {\"field\": \"type\", \"equal\": \"x\"}}}}");
        Shell shell = scan(estate(account(ONE, "oai", false, "x")));

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err()).contains("error: ").contains("key.json").contains("did you mean `equals`");
        assertThat(findings(shell.json()))
                .extracting(
                        each -> each.path("referenceId").asText(),
                        each -> each.path("verdict").asText())
                .containsExactlyInAnyOrder(tuple("key", "unknown"), tuple("log", "nonCompliant"));
    }

    @Test
    void whatStandsOnAnotherResourceIsNotRelated() {
        Shell.write(folder, "definitions/log.json", """
                {"name": "log", "properties": {"mode": "All",
                  "policyRule": {"if": {"field": "type", "equals": "Microsoft.CognitiveServices/accounts"},
                    "then": {"effect": "auditIfNotExists", "details": {"type": "Microsoft.Insights/dataCollectionRuleAssociations"}}}}}""");
        String association = """
                {"id": "%s/providers/Microsoft.Insights/dataCollectionRuleAssociations/a", "name": "a",
                 "type": "Microsoft.Insights/dataCollectionRuleAssociations", "properties": {}}""".formatted(accountId(ONE, "oai"));

        assertThat(findings(scan(estate(account(ONE, "oai", true, "x"), account(ONE, "lab", true, "x"), association))
                        .json()))
                .extracting(each -> each.path("resourceId").asText())
                .containsExactly(accountId(ONE, "lab"));
    }

    @Test
    void whatTheOperatorGivesMustBeReadable() {
        Path estate = estate(account(ONE, "oai", false, "x"));
        Path exemption = Shell.write(folder, "e.json", "{\"id\": \"x\", \"properties\": {}}");
        Shell shell = scan(estate, "--exemptions", exemption, "--assignment", folder.resolve("none.json"));

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err())
                .contains("e.json: $.id: expected")
                .contains("policyAssignmentId")
                .contains("none.json: $: expected");
    }

    @Test
    void theTableIsSortedBySeverityAndEscapesNames() {
        Path estate = estate(
                account(ONE, "oai", false, "stdata"),
                store(ONE, "stdata"),
                account(ONE, "oai2", false, "x").replace("\"name\": \"oai2\"", "\"name\": \"o\\u001b[31m\""));
        Shell shell = Shell.run("scan", "--estate", estate, "--baseline", baseline, "--definitions", definitions);

        assertThat(shell.code()).isZero();
        List<String> lines = shell.out().lines().toList();
        assertThat(lines.get(0)).matches("SEVERITY +VERDICT +RESOURCE +RULE +WHY");
        assertThat(lines.get(1))
                .startsWith("Critical  nonCompliant  oai ")
                .contains("key")
                .contains("properties.disableLocalAuth is false");
        assertThat(lines.get(lines.size() - 3)).startsWith("Low ");
        assertThat(shell.lastLine()).contains("5 nonCompliant").contains("0 unknown");
        assertThat(shell.out()).doesNotContain("\u001b");
    }

    @Test
    void anEstateThatIsNoneSaysSo() {
        Path estate = Shell.write(folder, "estate.json", "{\"value\": {}}");
        Shell shell = scan(estate);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).startsWith(estate + ": $.value: expected an array of resources");
        assertThat(shell.err()).doesNotContain("\tat ");
    }

    @Test
    void whatStandsInItsParentsDocumentAloneIsJudgedAndNothingTwice() {
        Shell.write(folder, "definitions/guarded.json", """
                {"name": "guarded", "properties": {"mode": "All", "metadata": {"scope": "workload"},
                  "policyRule": {"if": {"allOf": [
                    {"field": "type", "equals": "Microsoft.Network/virtualNetworks/subnets"},
                    {"field": "name", "like": "snet-*"},
                    {"field": "id", "contains": "/subnets/snet-"},
                    {"field": "Microsoft.Network/virtualNetworks/subnets/networkSecurityGroup.id", "exists": false}]},
                    "then": {"effect": "audit"}}}}""");
        baseline = set("guarded");
        String network = "/subscriptions/" + ONE + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/net";
        String endpoint = """
                {"id": "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe-%s", "name": "pe-%s",
                 "type": "Microsoft.Network/privateEndpoints", "properties": {"subnet": {"id": "%s/subnets/%s"},
                   "privateLinkServiceConnections": [{"properties": {"privateLinkServiceId": "%s"}}]}}""";
        Path estate = estate(
                account(ONE, "oai", true, "x"),
                endpoint.formatted(ONE, 1, 1, network, "snet-inline", accountId(ONE, "oai")),
                endpoint.formatted(ONE, 2, 2, network, "snet-both", accountId(ONE, "oai")),
                """
                {"id": "%s", "name": "net", "type": "Microsoft.Network/virtualNetworks", "properties": {"subnets": [
                  {"id": "%s/subnets/snet-inline", "name": "snet-inline", "properties": {}},
                  {"name": "SNET-BOTH", "properties": {}},
                  {"name": "snet-strange", "properties": {}}]}}""".formatted(network, network),
                """
                {"id": "%s/subnets/snet-both", "name": "snet-both", "type": "Microsoft.Network/virtualNetworks/subnets",
                 "properties": {}}""".formatted(network));

        JsonNode json = scan(estate).json();
        assertThat(findings(json))
                .extracting(
                        each -> each.path("resourceId").asText(),
                        each -> each.path("workloadId").asText())
                .containsExactlyInAnyOrder(
                        tuple(network + "/subnets/snet-inline", accountId(ONE, "oai")),
                        tuple(network + "/subnets/snet-both", accountId(ONE, "oai")));
        assertThat(json.at("/totals/notApplicable").asInt()).isEqualTo(1);
    }

    @Test
    void theShippedBaselineJudgesTheExample() {
        Shell shell = Shell.run("scan", "--estate", Path.of("../../examples/estate.json"), "--format", "json");

        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.json().at("/totals/nonCompliant").asInt()).isPositive();
        assertThat(findings(shell.json())).allSatisfy(finding -> {
            assertThat(finding.path("controls")).isNotEmpty();
            assertThat(finding.path("displayName").asText()).isNotEmpty();
            boolean evidence = finding.path("effect").asText().equals("manual");
            boolean overall = finding.path("resourceId").asText().matches("/(subscriptions|tenants)/[^/]+");
            assertThat(finding.path("workloadId").isTextual())
                    .as(finding.toString())
                    .isNotEqualTo(overall);
            assertThat(overall || !evidence).isTrue();
            assertThat(finding.path("severity").asText()).matches(evidence ? "Low" : ".+");
        });
    }

    @Test
    void theShippedStatementsAreAttestedForASubscriptionUntilTheirTime() {
        String found = "Low nonCompliant";
        assertThat(shippedStatement("aml-10.1.a")).isEqualTo(found);
        Path examples = Path.of("../../examples/attestations");

        assertThat(shippedStatement("aml-10.1.a", "--attestations", examples)).isEmpty();
        assertThat(shippedStatement("aml-10.1.b", "--attestations", examples)).isEqualTo(found);

        Path expired = Shell.write(
                folder,
                "expired/training.json",
                Shell.text(examples.resolve("training.json"))
                        .replaceAll("\"expiresOn\": \"[^\"]+\"", "\"expiresOn\": \"" + Shell.NOW + "\""));
        assertThat(shippedStatement("aml-10.1.a", "--attestations", expired)).isEqualTo(found);
    }

    @Test
    void theTableSaysWhichEvidenceIsMissing() {
        assertThat(Shell.run("scan", "--estate", Path.of("../../examples/estate.json"))
                        .out())
                .containsPattern(
                        "Low +nonCompliant +\\S+ +aml-10\\.1\\.a +People are trained in security regularly: no attestation");
    }

    private static String shippedStatement(String reference, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("scan", "--estate", Path.of("../../examples/estate.json"), "--format", "json"));
        arguments.addAll(List.of(more));
        Shell shell = Shell.run(arguments.toArray());
        assertThat(shell.err()).doesNotContain("attestation");
        return findings(shell.json()).stream()
                .filter(each -> each.path("referenceId").asText().equals(reference))
                .map(each -> each.path("severity").asText() + " "
                        + each.path("verdict").asText())
                .collect(Collectors.joining());
    }

    private Shell scan(Path estate, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(
                "scan", "--estate", estate, "--format", "json", "--baseline", baseline, "--definitions", definitions));
        arguments.addAll(List.of(more));
        return Shell.run(arguments.toArray());
    }

    private Path estate(String... resources) {
        return Shell.write(folder, "estate.json", "[" + String.join(", ", resources) + "]");
    }

    private Path set(String... names) {
        List<String> references = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (String name : names) {
            groups.add("{\"name\": \"C-" + name + "\"}");
            references.add("""
                    {"policyDefinitionReferenceId": "%s", "groupNames": ["C-%s"],
                     "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/%s"}""".formatted(name, name, name));
        }
        return Shell.write(folder, "set.json", """
                {"name": "set", "properties": {"version": "1.0.0", "policyDefinitionGroups": [%s], "policyDefinitions": [%s]}}""".formatted(String.join(", ", groups), String.join(", ", references)));
    }

    private static List<JsonNode> findings(JsonNode json) {
        List<JsonNode> findings = new ArrayList<>();
        json.path("findings").forEach(findings::add);
        return findings;
    }

    private static String accountId(String subscription, String name) {
        return "/subscriptions/" + subscription + "/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/"
                + name;
    }

    private static String storeId(String subscription, String name) {
        return "/subscriptions/" + subscription + "/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/"
                + name;
    }

    private static String account(String subscription, String name, boolean keyless, String store) {
        return """
                {"id": "%s", "name": "%s", "type": "Microsoft.CognitiveServices/accounts", "location": "swedencentral", "kind": "OpenAI",
                 "properties": {"disableLocalAuth": %s, "userOwnedStorage": [{"resourceId": "%s"}]}}""".formatted(accountId(subscription, name), name, keyless, storeId(subscription, store));
    }

    private static String store(String subscription, String name) {
        return """
                {"id": "%s", "name": "%s", "type": "Microsoft.Storage/storageAccounts", "location": "swedencentral",
                 "properties": {"publicNetworkAccess": "Enabled"}}""".formatted(storeId(subscription, name), name);
    }
}

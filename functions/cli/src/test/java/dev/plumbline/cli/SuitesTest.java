package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SuitesTest {
    private static final String RULE = """
            {"name": "size", "properties": {"mode": "All",
              "metadata": {"scope": "workload", "guards": [{"name": "empty", "description": "boxes are emptied first",
                "if": {"field": "tags['content']", "exists": false}}]},
              "parameters": {"effect": {"type": "String", "defaultValue": "audit"}},
              "policyRule": {
                "if": {"allOf": [{"field": "type", "equals": "My.Shop/boxes"}, {"field": "tags['size']", "notEquals": "small"}]},
                "then": {"effect": "[parameters('effect')]", "details": {
                  "roleDefinitionIds": ["/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c"],
                  "operations": [{"operation": "addOrReplace", "field": "tags['size']", "value": "small"}]}}}}}""";

    @TempDir
    private Path rules;

    @BeforeEach
    void writeTheRule() {
        Shell.write(rules, "boxes/size/policy.json", RULE);
    }

    @Test
    void aSuiteThatHoldsPasses() {
        suite("""
                {"name": "wrong size", "resource": {"type": "My.Shop/boxes", "tags": {"size": "large"}},
                 "expect": {"verdict": "nonCompliant", "effect": "audit", "reasons": ["tags.size"], "guards": {"empty": true},
                   "operations": [{"operation": "addOrReplace", "field": "tags['size']", "value": "small"}]}},
                {"name": "full", "resource": {"type": "My.Shop/boxes", "tags": {"content": "shoes"}},
                 "expect": {"verdict": "nonCompliant", "guards": {"empty": false}}},
                {"name": "a stranger's", "resource": {"type": "My.Shop/boxes"}, "leanedOn": false,
                 "expect": {"verdict": "notApplicable", "message": "leans on"}},
                {"name": "right size", "resource": {"type": "My.Shop/boxes", "tags": {"size": "Small"}},
                 "expect": {"verdict": "compliant"}}""");

        for (Path path : new Path[] {rules, rules.resolve("boxes/size"), rules.resolve("boxes/size/suite.json")}) {
            Shell shell = Shell.run("test", path);
            assertThat(shell.out()).isEqualTo("4 passed, 0 failed" + System.lineSeparator());
            assertThat(shell.code()).isZero();
        }
    }

    @Test
    void aFailureShowsWhatWasExpectedAndWhatCameOut() {
        suite("""
                {"name": "all wrong", "resource": {"type": "My.Shop/boxes", "tags": {"size": "large"}},
                 "expect": {"verdict": "compliant", "effect": "deny", "reasons": [], "guards": {"empty": false, "ful": true},
                   "operations": [{"operation": "remove", "field": "tags['size']"}], "message": "nothing"}}""");
        Shell shell = Shell.run("test", rules);

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out().lines()).containsExactly("""
                FAILED %s: all wrong
                  verdict
                    - compliant
                    + nonCompliant
                    + tags.size notEquals "small", is "large"
                  effect
                    - deny
                    + audit
                  reasons
                    + tags.size
                  message
                    - … nothing …
                    +\s
                  guard `empty`
                    - false
                    + true
                  guard `ful`
                    - true
                    + no such guard
                  operations
                    - remove tags['size']
                    + addOrReplace tags['size'] = "small"
                1 rule without a failing and a passing case
                  size: no failing case
                0 passed, 1 failed
                """.formatted(rules.resolve("boxes/size/suite.json"))
                .split("\n"));
        assertThat(shell.lastLine()).isEqualTo("0 passed, 1 failed");
    }

    @Test
    void brokenFilesStopWithAllTheirIssues() {
        Shell.write(
                rules,
                "boxes/size/policy.json",
                RULE.replace("notEquals", "notEqual").replace("\"exists\": false", "\"exist\": false"));
        suite("{\"name\": \"x\", \"resource\": {}, \"expect\": {\"verdict\": \"compliant\"}}");
        Shell.write(rules, "boxes/other/policy.json", "{");
        Shell.write(rules, "boxes/other/suite.json", "{\"cases\": [{\"nam\": \"x\"}]}");
        Shell shell = Shell.run("test", rules);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("other").contains("did you mean `name`");
        assertThat(shell.err()
                        .lines()
                        .filter(line -> line.contains("policy.json"))
                        .count())
                .isGreaterThanOrEqualTo(1);

        Shell one = Shell.run("test", rules.resolve("boxes/size"));
        assertThat(one.code()).isEqualTo(2);
        assertThat(one.err())
                .contains("did you mean `notEquals`")
                .contains("metadata.guards[0].if")
                .contains("did you mean `exists`");
    }

    @Test
    void theOperatorsInputDecidesToo(@TempDir Path input) {
        String id = "/subscriptions/s1/resourceGroups/rg/providers/My.Shop/boxes/b";
        suite("""
                {"name": "waived", "resource": {"id": "%s", "type": "My.Shop/boxes"}, "now": "2026-01-01T00:00:00Z",
                 "expect": {"verdict": "exempt", "effect": "audit", "reasons": ["tags.size"]}},
                {"name": "no longer", "resource": {"id": "%s", "type": "My.Shop/boxes"}, "now": "2026-02-01T00:00:00Z",
                 "expect": {"verdict": "nonCompliant"}}""".formatted(id, id));
        Path assignment = Shell.write(input, "assignment.json", """
                {"id": "/subscriptions/s1/providers/Microsoft.Authorization/policyAssignments/a",
                 "properties": {"policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/size"}}""");
        Path exemptions = Shell.write(input, "exemptions/e.json", """
                        {"id": "/subscriptions/s1/providers/Microsoft.Authorization/policyExemptions/e", "properties": {
                          "policyAssignmentId": "/subscriptions/s1/providers/Microsoft.Authorization/policyAssignments/a",
                          "exemptionCategory": "Waiver", "expiresOn": "2026-02-01T00:00:00Z"}}""").getParent();
        Shell shell = Shell.run("test", rules, "--assignment", assignment, "--exemptions", exemptions);

        assertThat(shell.code()).isZero();
        assertThat(shell.lastLine()).isEqualTo("2 passed, 0 failed");
        assertThat(Shell.run("test", rules).lastLine()).isEqualTo("1 passed, 1 failed");
    }

    @Test
    void aRuleOverAViewIsGivenItsDocument() {
        Shell.write(rules, "boxes/size/policy.json", """
                {"name": "quota", "properties": {"mode": "Plumbline.Views",
                  "metadata": {"guards": [{"name": "gateway", "description": "there is a gateway", "view": "aiAccount",
                    "if": {"field": "gateway", "exists": true}}]},
                  "policyRule": {"if": {"allOf": [
                    {"field": "type", "equals": "Plumbline.Views/aiAccount"},
                    {"field": "gateway.limit", "greater": 100}]},
                    "then": {"effect": "audit"}}}}""");
        String account =
                "{\"id\": \"/subscriptions/s/resourceGroups/r/providers/Microsoft.CognitiveServices/accounts/a\","
                        + " \"type\": \"Microsoft.CognitiveServices/accounts\"}";
        suite("""
                {"name": "too much", "resource": %s, "view": {"gateway": {"limit": 101}},
                 "expect": {"verdict": "nonCompliant", "reasons": ["gateway.limit"], "guards": {"gateway": true}}},
                {"name": "inside", "view": {"type": "Plumbline.Views/aiAccount", "resource": %s, "gateway": {"limit": 100}},
                 "expect": {"verdict": "compliant"}},
                {"name": "a section that could not be read", "resource": %s, "view": {},
                 "expect": {"verdict": "unknown", "guards": {"gateway": "unknown"}, "message": "gateway"}}""".formatted(account, account, account));

        assertThat(Shell.run("test", rules).out()).isEqualTo("3 passed, 0 failed" + System.lineSeparator());
    }

    @Test
    void aWholeFolderOfRulesMustBeProven() {
        Shell.write(rules, "baseline.json", "{}");
        Shell.write(rules, "boxes/size/resources/policy.json", "{}");
        Shell.write(rules, "statements/c-1.json", "{\"name\": \"c-1\"}");
        Shell.write(rules, "boxes/forgotten/policy.json", RULE.replace("\"size\",", "\"forgotten\","));
        String fails = """
                {"name": "wrong", "resource": {"type": "My.Shop/boxes"}, "expect": {"verdict": "nonCompliant"}}""";
        String passes = """
                {"name": "right", "resource": {"type": "My.Shop/boxes", "tags": {"size": "small"}}, "expect": {"verdict": "compliant"}}""";
        suite(fails);
        Shell shell = Shell.run("test", rules);

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out().lines())
                .containsExactly(
                        "2 rules without a failing and a passing case",
                        "  size: no passing case",
                        "  forgotten: no suite",
                        "1 passed, 0 failed");
        assertThat(Shell.run("test", rules.resolve("boxes/size")).code())
                .as("a rule on its own may be unfinished")
                .isZero();

        suite(fails + "," + passes);
        Shell.write(rules, "boxes/forgotten/suite.json", "{\"cases\": [" + fails + "," + passes + "]}");
        Shell proven = Shell.run("test", rules);
        assertThat(proven.code()).isZero();
        assertThat(proven.out().lines())
                .containsExactly("0 rules without a failing and a passing case", "4 passed, 0 failed");
    }

    @Test
    void buildServersReadTheResultsAsJunit() throws Exception {
        Shell.write(rules, "baseline.json", "{}");
        suite("""
                {"name": "a <wrong> \\u0001 \\"one\\"", "resource": {"type": "My.Shop/boxes"}, "expect": {"verdict": "compliant"}},
                {"name": "right", "resource": {"type": "My.Shop/boxes"}, "expect": {"verdict": "nonCompliant"}}""");
        Shell.write(rules, "boxes/forgotten/policy.json", RULE);
        Shell shell = Shell.run("test", rules, "--format", "junit");

        assertThat(shell.code()).as(shell.err()).isEqualTo(1);
        assertThat(shell.err().strip()).isEqualTo("1 passed, 1 failed");
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(shell.out())));
        assertThat(document.getDocumentElement().getAttribute("tests")).isEqualTo("3");
        assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("2");
        NodeList cases = document.getElementsByTagName("testcase");
        assertThat(((Element) cases.item(0)).getAttribute("name")).isEqualTo("a <wrong> ? \"one\"");
        assertThat(((Element) cases.item(1)).getElementsByTagName("failure").getLength())
                .isZero();
        NodeList failures = document.getElementsByTagName("failure");
        assertThat(failures.item(0).getTextContent())
                .contains("- compliant", "+ nonCompliant", "+ tags.size notEquals \"small\", is null");
        assertThat(((Element) failures.item(1)).getAttribute("message")).isEqualTo("no suite");
    }

    @Test
    void aPathWithoutSuitesSaysSo(@TempDir Path empty) {
        assertThat(Shell.run("test", empty).err()).contains("expected at least one `suite.json`, found none");
        assertThat(Shell.run("test", empty.resolve("x")).code()).isEqualTo(2);
    }

    private void suite(String cases) {
        Shell.write(rules, "boxes/size/suite.json", "{\"cases\": [" + cases + "]}");
    }
}

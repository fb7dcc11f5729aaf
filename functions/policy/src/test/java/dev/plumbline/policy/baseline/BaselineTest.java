package dev.plumbline.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.DefinitionScope;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.Lookup;
import dev.plumbline.policy.Membership;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.Reason;
import dev.plumbline.policy.RelatedQuery;
import dev.plumbline.policy.State;
import dev.plumbline.policy.ViewDocument;
import dev.plumbline.policy.World;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {
    private static final String AUTHORIZATION = "/providers/Microsoft.Authorization/";
    private static final String DEFAULT = "/subscriptions/s1" + AUTHORIZATION + "policyAssignments/plumbline";

    /** A rule about boxes: their `properties.size` must be the parameter's. */
    private static final String SIZE = """
            {"name": "size", "properties": {"displayName": "Boxes have the right size", "mode": "All", "version": "1.2.0",
              "metadata": {"severity": "high"},
              "parameters": {
                "effect": {"type": "String", "defaultValue": "audit", "allowedValues": ["audit", "deny", "disabled"]},
                "wanted": {"type": "String", "defaultValue": "small"}},
              "policyRule": {
                "if": {"allOf": [{"field": "type", "equals": "My.Shop/boxes"},
                  {"field": "properties.size", "notEquals": "[parameters('wanted')]"}]},
                "then": {"effect": "[parameters('effect')]"}}}}""";

    private static final String EVIDENCE = """
            {"name": "evidence", "properties": {"mode": "All", "policyRule": {
              "if": {"field": "type", "equals": "My.Shop/boxes"},
              "then": {"effect": "manual", "details": {"defaultState": "Unknown"}}}}}""";

    @Test
    void withoutAnAssignmentEachSubscriptionHasItsOwn() {
        Baseline baseline = compile(sources(set(ref("r1", "size", ""))).withSubscriptions(List.of("s1", "s2")));

        assertThat(baseline.evaluate(box("s1", "large"), world()))
                .extracting(
                        Assessment::assignmentId,
                        Assessment::referenceId,
                        each -> each.verdict().state())
                .containsExactly(tuple(DEFAULT, "r1", State.NON_COMPLIANT));
        assertThat(baseline.evaluate(box("S2", "large"), world()))
                .extracting(Assessment::assignmentId)
                .containsExactly("/subscriptions/s2" + AUTHORIZATION + "policyAssignments/plumbline");
        assertThat(baseline.evaluate(box("s3", "large"), world())).isEmpty();
    }

    @Test
    void anAssessmentCarriesWhatAFindingNeeds() {
        Assessment assessment = one(sources(set(ref("r1", "size", ", \"groupNames\": [\"G-1\"]"))), box("s1", "large"));

        assertThat(assessment.severity()).isEqualTo(Severity.HIGH);
        assertThat(assessment.controls()).containsExactly("G-1");
        assertThat(assessment.effect()).isEqualTo("audit");
        assertThat(assessment.displayName()).isEqualTo("Boxes have the right size");
        assertThat(assessment.definitionName()).isEqualTo("size");
        assertThat(assessment.definitionId()).isEqualTo(AUTHORIZATION + "policyDefinitions/size");
        assertThat(assessment.enforcementMode()).isEqualTo(EnforcementMode.DEFAULT);
        assertThat(assessment.verdict().message()).isEqualTo("Boxes have the right size");
        assertThat(assessment.verdict().reasons()).extracting(Reason::path).containsExactly("properties.size");
    }

    @Test
    void theSameDefinitionReferredToTwiceKeepsApart() {
        Baseline baseline = compile(sources(set(
                ref("small", "size", ", \"parameters\": {\"wanted\": {\"value\": \"small\"}}"),
                ref("large", "size", ", \"parameters\": {\"wanted\": {\"value\": \"large\"}}"))));

        assertThat(baseline.evaluate(box("s1", "large"), world()))
                .extracting(Assessment::referenceId, each -> each.verdict().state())
                .containsExactly(tuple("small", State.NON_COMPLIANT), tuple("large", State.COMPLIANT));
    }

    @Test
    void twoAssignmentsOfOneInitiativeKeepApart() {
        BaselineSources sources = sources(
                        set(ref("r1", "size", ", \"parameters\": {\"wanted\": {\"value\": \"[parameters('p')]\"}}")))
                .withAssignments(List.of(
                        assignment("a1", "\"parameters\": {\"p\": {\"value\": \"large\"}}"), assignment("a2", "")));

        assertThat(compile(sources).evaluate(box("s1", "large"), world()))
                .extracting(
                        each -> Reference.lastSegment(each.assignmentId()),
                        each -> each.verdict().state())
                .containsExactly(tuple("a1", State.COMPLIANT), tuple("a2", State.NON_COMPLIANT));
    }

    @Test
    void parametersPassThroughTemplates() {
        String value = "[if(contains(parameters('p'), 'x'), 'large', 'small')]";
        BaselineSources sources =
                sources(set(ref("r1", "size", ", \"parameters\": {\"wanted\": {\"value\": \"" + value + "\"}}")));

        assertThat(one(
                                sources.withAssignments(
                                        List.of(assignment("a", "\"parameters\": {\"P\": {\"value\": \"xyz\"}}"))),
                                box("s1", "large"))
                        .verdict()
                        .state())
                .isEqualTo(State.COMPLIANT);
        assertThat(one(sources, box("s1", "large")).verdict().state()).isEqualTo(State.NON_COMPLIANT);
    }

    @Test
    void aDefinitionCanBeAssignedAlone() {
        BaselineSources sources = sources(set(ref("r1", "size", ""))).withAssignments(List.of(document("""
                        {"id": "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Authorization/policyAssignments/alone",
                         "properties": {"policyDefinitionId": "/subscriptions/s1/providers/Microsoft.Authorization/policyDefinitions/SIZE",
                           "parameters": {"wanted": {"value": "large"}, "effect": {"value": "deny"}}}}""")));

        Assessment assessment = one(sources, box("s1", "small"));
        assertThat(assessment.effect()).isEqualTo("deny");
        assertThat(assessment.referenceId()).isEqualTo("SIZE");
        assertThat(assessment.verdict().state()).isEqualTo(State.NON_COMPLIANT);
    }

    @Test
    void aReferenceThatDoesNotResolveIsReportedAndUnknown() {
        BaselineSources sources = sources(set(ref("r1", "size", ""), ref("lost", "nowhere", "")));
        Compiled<Baseline> compiled = Baseline.compile(sources, AliasCatalogue.none());

        assertThat(compiled.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.severity()).isEqualTo(Issue.Severity.WARNING);
            assertThat(issue.path()).isEqualTo("$.properties.policyDefinitions[1]");
            assertThat(issue.found()).contains("`nowhere`");
        });
        assertThat(compiled.orElseThrow().evaluate(box("s1", "small"), world()))
                .extracting(Assessment::referenceId, each -> each.verdict().state())
                .containsExactly(tuple("r1", State.COMPLIANT), tuple("lost", State.UNKNOWN));
        assertThat(compiled.orElseThrow()
                        .evaluate(
                                PreparedResource.of(
                                        document("{\"type\": \"Other/type\"}").root()),
                                world()))
                .isEmpty();
    }

    @Test
    void aBrokenDefinitionStopsTheStrictAndIsUnknownToTheLenient() {
        String broken = SIZE.replace("\"size\"", "\"broken\"")
                .replace("notEquals", "notEqual")
                .replace("My.Shop/boxes", "My.Shop/bags");
        BaselineSources sources =
                sources(set(ref("r1", "size", ""), ref("r2", "broken", ""))).withDefinitions(List.of(document(broken)));

        assertThat(Baseline.compile(sources, AliasCatalogue.none()).value()).isEmpty();
        BaselineLoad load = Baseline.lenient(sources, AliasCatalogue.none());
        assertThat(load.issues())
                .anySatisfy(issue -> assertThat(issue.message()).contains("notEqual"));
        assertThat(load.baseline().evaluate(box("s1", "small"), world()))
                .extracting(each -> each.verdict().state())
                .containsExactly(State.COMPLIANT);
        PreparedResource bag = PreparedResource.of(document(
                        "{\"id\": \"/subscriptions/s1/resourceGroups/rg/providers/My.Shop/bags/b\", \"type\": \"My.Shop/bags\"}")
                .root());
        assertThat(load.baseline().evaluate(bag, world())).singleElement().satisfies(assessment -> {
            assertThat(assessment.verdict().state()).isEqualTo(State.UNKNOWN);
            assertThat(assessment.verdict().message()).contains("notEqual");
        });
    }

    @Test
    void aBrokenDefinitionThatNothingRefersToStopsTheStrictOnly() {
        String broken = SIZE.replace("\"size\"", "\"stray\"").replace("notEquals", "notEqual");
        BaselineSources sources = sources(set(ref("r1", "size", ""))).withDefinitions(List.of(document(broken)));

        Compiled<Baseline> strict = Baseline.compile(sources, AliasCatalogue.none());
        assertThat(strict.value()).isEmpty();
        assertThat(strict.issues())
                .anySatisfy(issue -> assertThat(issue.message()).contains("notEqual"));
        assertThat(Baseline.lenient(sources, AliasCatalogue.none()).issues()).isEmpty();
    }

    @Test
    void aDefinitionWithoutAVersionReplacesTheOneThatWasThere() {
        String own = SIZE.replaceAll("\"version\": \"[0-9.]+\",?", "")
                .replace("\"defaultValue\": \"small\"", "\"defaultValue\": \"own\"");

        assertThat(wanted(sources(set(ref("r", "size", ""))).withDefinitions(List.of(document(own)))))
                .isEqualTo("\"own\"");
    }

    @Test
    void theNewestVersionThatWillDoIsTaken() {
        String older =
                SIZE.replace("1.2.0", "1.1.0").replace("\"defaultValue\": \"small\"", "\"defaultValue\": \"tiny\"");
        String newer =
                SIZE.replace("1.2.0", "2.0.0").replace("\"defaultValue\": \"small\"", "\"defaultValue\": \"huge\"");
        List<Document> versions = List.of(document(older), document(newer));

        assertThat(wanted(sources(set(ref("r", "size", ", \"definitionVersion\": \"1.*.*\"")))
                        .withDefinitions(versions)))
                .isEqualTo("\"small\"");
        assertThat(wanted(sources(set(ref("r", "size", ", \"definitionVersion\": \"1.1.*\"")))
                        .withDefinitions(versions)))
                .isEqualTo("\"tiny\"");
        assertThat(wanted(sources(set(ref("r", "size", ""))).withDefinitions(versions)))
                .isEqualTo("\"huge\"");
        assertThat(one(
                                sources(set(ref("r", "size", ", \"definitionVersion\": \"3.*.*\"")))
                                        .withDefinitions(versions),
                                box("s1", "x"))
                        .verdict()
                        .message())
                .contains("`3.*.*`")
                .contains("`2.0.0`");
    }

    @Test
    void anOverrideChangesTheEffectOfItsReferencesOnly() {
        BaselineSources sources = sources(set(ref("r1", "size", ""), ref("r2", "size", "")))
                .withAssignments(List.of(assignment("a", """
                        "overrides": [{"kind": "policyEffect", "value": "Deny",
                          "selectors": [{"kind": "policyDefinitionReferenceId", "in": ["R1"]}]}]""")));

        assertThat(compile(sources).evaluate(box("s1", "large"), world()))
                .extracting(Assessment::referenceId, each -> each.effect().toLowerCase(java.util.Locale.ROOT))
                .containsExactly(tuple("r1", "deny"), tuple("r2", "audit"));
    }

    @Test
    void overridesAreTriedInOrderForEachResource() {
        BaselineSources sources = sources(set(ref("r1", "size", ""))).withAssignments(List.of(assignment("a", """
                        "overrides": [
                          {"kind": "policyEffect", "value": "deny", "selectors": [{"kind": "resourceLocation", "in": ["westeurope"]}]},
                          {"kind": "policyEffect", "value": "disabled", "selectors": [{"kind": "resourceLocation", "notIn": ["eastus"]}]}]""")));
        Baseline baseline = compile(sources);

        assertThat(effect(baseline, "West Europe")).isEqualTo("deny");
        assertThat(effect(baseline, "uksouth")).isEqualTo("disabled");
        assertThat(effect(baseline, "eastus")).isEqualTo("audit");
    }

    @Test
    void anOverrideCanTakeAnotherVersion() {
        String older =
                SIZE.replace("1.2.0", "1.1.0").replace("\"defaultValue\": \"small\"", "\"defaultValue\": \"tiny\"");
        BaselineSources sources = sources(set(ref("r1", "size", "")))
                .withDefinitions(List.of(document(older)))
                .withAssignments(List.of(
                        assignment("a", "\"overrides\": [{\"kind\": \"definitionVersion\", \"value\": \"1.1.*\"}]")));

        assertThat(wanted(sources)).isEqualTo("\"tiny\"");
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31T23:59:59Z, EXEMPT", "2026-02-01T00:00:00Z, NON_COMPLIANT"})
    void anExemptVerdictKeepsItsReasonsUntilTheInstant(String now, State state) {
        BaselineSources sources = sources(set(ref("r1", "size", "")))
                .withExemptions(List.of(document("""
                        {"id": "/subscriptions/s1/providers/Microsoft.Authorization/policyExemptions/e", "properties": {
                          "policyAssignmentId": "%s", "exemptionCategory": "Waiver", "expiresOn": "2026-02-01T00:00:00Z"}}""".formatted(DEFAULT.toUpperCase(java.util.Locale.ROOT)))));

        Assessment assessment =
                compile(sources).evaluate(box("s1", "large"), world(now)).get(0);
        assertThat(assessment.verdict().state()).isEqualTo(state);
        assertThat(assessment.verdict().reasons()).extracting(Reason::path).containsExactly("properties.size");
        assertThat(assessment.exemptionId().isPresent()).isEqualTo(state == State.EXEMPT);
    }

    @Test
    void anExemptionOfAnotherAssignmentExemptsNothingAndIsReported() {
        BaselineSources sources =
                sources(set(ref("r1", "size", ""))).withExemptions(List.of(document("""
                        {"id": "/subscriptions/s1/providers/Microsoft.Authorization/policyExemptions/e", "properties": {
                          "policyAssignmentId": "%sX", "exemptionCategory": "Waiver"}}""".formatted(DEFAULT))));
        Compiled<Baseline> compiled = Baseline.compile(sources, AliasCatalogue.none());

        assertThat(compiled.orElseThrow()
                        .evaluate(box("s1", "large"), world())
                        .get(0)
                        .verdict()
                        .state())
                .isEqualTo(State.NON_COMPLIANT);
        assertThat(compiled.issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.advice()).contains("did you mean `" + DEFAULT + "`"));
    }

    @ParameterizedTest
    @CsvSource({
        "Compliant, 2026-01-31T23:59:59Z, COMPLIANT",
        "NonCompliant, 2026-01-31T23:59:59Z, NON_COMPLIANT",
        "Compliant, 2026-02-01T00:00:00Z, UNKNOWN",
    })
    void aManualRuleIsDecidedByItsAttestationWhileThatLasts(String attested, String now, State state) {
        BaselineSources sources = sources(set(ref("r1", "evidence", "")))
                .withAttestations(List.of(document("""
                        {"id": "/subscriptions/s1/resourceGroups/RG/providers/My.Shop/boxes/b/providers/Microsoft.PolicyInsights/attestations/t",
                         "properties": {"policyAssignmentId": "%s", "policyDefinitionReferenceId": "R1",
                           "complianceState": "%s", "expiresOn": "2026-02-01T00:00:00Z"}}""".formatted(DEFAULT, attested))));

        assertThat(compile(sources)
                        .evaluate(box("s1", "any"), world(now))
                        .get(0)
                        .verdict()
                        .state())
                .isEqualTo(state);
    }

    @Test
    void withoutAnAttestationTheDefaultStateStands() {
        assertThat(one(sources(set(ref("r1", "evidence", ""))), box("s1", "any"))
                        .verdict()
                        .state())
                .isEqualTo(State.UNKNOWN);
        String compliant = EVIDENCE.replace("Unknown", "Compliant").replace("\"evidence\"", "\"proud\"");
        assertThat(one(
                                sources(set(ref("r1", "proud", ""))).withDefinitions(List.of(document(compliant))),
                                box("s1", "any"))
                        .verdict()
                        .state())
                .isEqualTo(State.COMPLIANT);
    }

    @Test
    void theMessageIsTheAssignments() {
        BaselineSources sources = sources(set(ref("r1", "size", ""), ref("r2", "size", "")))
                .withAssignments(List.of(assignment("a", """
                        "nonComplianceMessages": [{"message": "see the handbook"},
                          {"message": "call Bob", "policyDefinitionReferenceId": "r2"}]""")));

        assertThat(compile(sources).evaluate(box("s1", "large"), world()))
                .extracting(each -> each.verdict().message())
                .containsExactly("see the handbook", "call Bob");
    }

    @ParameterizedTest
    @CsvSource({"INSIDE, NON_COMPLIANT", "OUTSIDE, NOT_APPLICABLE", "UNKNOWN, UNKNOWN"})
    void theScopeOfADefinitionIsAppliedBeforeItsRule(Membership membership, State state) {
        String scoped = SIZE.replace("\"severity\": \"high\"", "\"scope\": \"workload\"")
                .replace("\"size\"", "\"scoped\"");
        BaselineSources sources = sources(set(ref("r1", "scoped", ""))).withDefinitions(List.of(document(scoped)));

        assertThat(compile(sources)
                        .evaluate(box("s1", "large"), new Surrounding(world(), membership))
                        .get(0)
                        .verdict()
                        .state())
                .isEqualTo(state);
    }

    @Test
    void theTenantIsJudgedOnceByTheDefaultAssignments() {
        String tenant =
                SIZE.replace("My.Shop/boxes", "Microsoft.Resources/tenants").replace("\"size\"", "\"tenant\"");
        BaselineSources sources = sources(set(ref("r1", "tenant", "")))
                .withDefinitions(List.of(document(tenant)))
                .withSubscriptions(List.of("s1", "s2"));
        PreparedResource resource =
                PreparedResource.of(document("{\"id\": \"/tenants/t\", \"type\": \"Microsoft.Resources/tenants\"}")
                        .root());

        assertThat(compile(sources).evaluate(resource, world()))
                .extracting(Assessment::assignmentId)
                .containsExactly(DEFAULT);
    }

    @Test
    void theIndexIsDerivedFromTheRules() {
        String lookup = """
                {"name": "lookup", "properties": {"mode": "All", "policyRule": {
                  "if": {"field": "type", "in": ["My.Shop/boxes", "My.Shop/bags"]},
                  "then": {"effect": "auditIfNotExists", "details": {"type": "My.Log/settings"}}}}}""";
        TriggerIndex index = compile(sources(set(ref("r1", "lookup", ""))).withDefinitions(List.of(document(lookup))))
                .index();

        assertThat(index.types()).containsExactly("my.shop/bags", "my.shop/boxes");
        assertThat(index.relatedTypes()).containsExactly("my.log/settings");
        assertThat(index.readersOf("My.Log/Settings")).containsExactly("my.shop/bags", "my.shop/boxes");
        assertThat(index.relatedTypesOf("My.Shop/Boxes")).containsExactly("my.log/settings");
        assertThat(index.concerns("My.Log/settings")).isTrue();
        assertThat(index.targets("My.Log/settings")).isFalse();
        assertThat(index.concerns("My.Shop/carts")).isFalse();
        assertThat(index.eventGridFilter()).containsExactly("my.log/", "my.shop/");
    }

    @Test
    void theVersionSaysWhatItWasCompiledFrom() {
        BaselineSources sources = sources(set(ref("r1", "size", "")));
        String before = compile(sources).version();

        assertThat(before).matches("3\\.1\\.0\\+[0-9a-f]{8}");
        assertThat(compile(sources).version()).isEqualTo(before);
        assertThat(compile(sources(set(ref("r2", "size", "")))).version()).isNotEqualTo(before);
        assertThat(compile(sources.withAssignments(List.of(assignment("a", ""))))
                        .version())
                .isNotEqualTo(before);
    }

    @Test
    void mistakesOfAnInitiativeAreReportedAtOnce() {
        Document initiative = document("""
                {"name": "base", "properties": {
                  "parameters": {"p": {"type": "Strin"}},
                  "policyDefinitionGroups": [{"name": "G-1"}],
                  "policyDefinitions": [
                    {"policyDefinitionId": "/x/size", "policyDefinitionReferenceId": "a", "groupNames": ["G-2"]},
                    {"policyDefinitionId": "/x/size", "policyDefinitionReferenceId": "A", "definitionVersion": "new"},
                    {"policyDefinitionReferenceId": "b", "parameters": {"wanted": "bare"}}]}}""");

        assertThat(Baseline.compile(sources(initiative), AliasCatalogue.none()).issues())
                .extracting(Issue::path)
                .contains(
                        "$.properties.parameters.p.type",
                        "$.properties.policyDefinitions[0].groupNames",
                        "$.properties.policyDefinitions[1].policyDefinitionReferenceId",
                        "$.properties.policyDefinitions[1].definitionVersion",
                        "$.properties.policyDefinitions[2].policyDefinitionId",
                        "$.properties.policyDefinitions[2].parameters.wanted");
    }

    @Test
    void aValueThatTheInitiativeDoesNotAllowIsAnError() {
        BaselineSources sources = sources(set(ref("r1", "size", "")))
                .withAssignments(List.of(assignment("a", "\"parameters\": {\"q\": {\"value\": \"x\"}}")));

        assertThat(Baseline.compile(sources, AliasCatalogue.none()).issues())
                .anySatisfy(issue -> assertThat(issue.message()).contains("`q`"));
    }

    @Test
    void aValueThatTheDefinitionDoesNotAllowIsReportedWhereItStands() {
        BaselineSources sources = sources(set(ref(
                "r1",
                "size",
                ", \"parameters\": {\"effect\": {\"value\": \"denyy\"}, \"wantd\": {\"value\": \"x\"}}")));

        assertThat(Baseline.compile(sources, AliasCatalogue.none()).issues())
                .extracting(Issue::path)
                .contains(
                        "$.properties.policyDefinitions[0].parameters.effect",
                        "$.properties.policyDefinitions[0].parameters.wantd");
    }

    @Test
    void aParameterWithoutAnyValueMakesTheVerdictUnknown() {
        String demanding = SIZE.replace(", \"defaultValue\": \"small\"", "").replace("\"size\"", "\"demanding\"");
        BaselineSources sources =
                sources(set(ref("r1", "demanding", ""))).withDefinitions(List.of(document(demanding)));

        Assessment assessment = one(sources, box("s1", "small"));
        assertThat(assessment.verdict().state()).isEqualTo(State.UNKNOWN);
        assertThat(assessment.verdict().message()).contains("$.properties.policyDefinitions[0].parameters.wanted");
    }

    @Test
    void anOverrideMustBeAnEffectThatTheDefinitionAllows() {
        BaselineSources sources = sources(set(ref("r1", "size", "")))
                .withAssignments(List.of(
                        assignment("a", "\"overrides\": [{\"kind\": \"policyEffect\", \"value\": \"modify\"}]")));

        assertThat(Baseline.compile(sources, AliasCatalogue.none()).issues()).anySatisfy(issue -> {
            assertThat(issue.path()).isEqualTo("$.properties.overrides[0].value");
            assertThat(issue.expected()).contains("`audit`, `deny`, `disabled`");
        });
    }

    @Test
    void aRuleOverAViewJudgesTheResourceThatTheViewIsAbout() {
        String quota = """
                {"name": "quota", "properties": {"mode": "Plumbline.Views", "policyRule": {
                  "if": {"allOf": [{"field": "type", "equals": "Plumbline.Views/aiAccount"},
                    {"field": "gateway.limits", "exists": false}]},
                  "then": {"effect": "audit"}}}}""";
        BaselineSources sources = sources(set(ref("r1", "quota", ""))).withDefinitions(List.of(document(quota)));
        Baseline baseline = compile(sources);
        PreparedResource account = PreparedResource.of(document("""
                        {"id": "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a",
                         "type": "Microsoft.CognitiveServices/accounts"}""").root());

        assertThat(baseline.index().types()).containsExactly("microsoft.cognitiveservices/accounts");
        assertThat(baseline.index().views()).containsOnlyKeys("aiAccount");
        assertThat(baseline.index().views().get("aiAccount")).contains("gateway");
        assertThat(baseline.evaluate(box("s1", "x"), world())).isEmpty();
        assertThat(baseline.evaluate(account, viewing("{\"gateway\": {}}", Map.of())))
                .extracting(each -> each.verdict().state())
                .containsExactly(State.NON_COMPLIANT);
        assertThat(baseline.evaluate(account, viewing("{}", Map.of("gateway", "refused"))))
                .extracting(each -> each.verdict().state())
                .containsExactly(State.UNKNOWN);
        assertThat(baseline.evaluate(account, world()))
                .extracting(each -> each.verdict().state())
                .containsExactly(State.NOT_APPLICABLE);
    }

    private static World viewing(String sections, Map<String, String> unreadable) {
        return new Surrounding(world(), Membership.INSIDE) {
            @Override
            public ViewDocument view(String view, PreparedResource target, Set<String> asked) {
                ObjectNode document = ((ObjectNode) document(sections).root()).deepCopy();
                document.put("type", "Plumbline.Views/" + view).set("resource", target.json());
                return new ViewDocument(document, unreadable);
            }
        };
    }

    private static String effect(Baseline baseline, String location) {
        PreparedResource resource =
                PreparedResource.of(document("""
                        {"id": "/subscriptions/s1/resourceGroups/rg/providers/My.Shop/boxes/b", "type": "My.Shop/boxes",
                         "location": "%s", "properties": {"size": "large"}}""".formatted(location)).root());
        return baseline.evaluate(resource, world()).get(0).effect();
    }

    private static String wanted(BaselineSources sources) {
        return one(sources, box("s1", "none of them"))
                .verdict()
                .reasons()
                .get(0)
                .expected()
                .toString();
    }

    private static Assessment one(BaselineSources sources, PreparedResource resource) {
        List<Assessment> assessments = compile(sources).evaluate(resource, world());
        assertThat(assessments).hasSize(1);
        return assessments.get(0);
    }

    private static Baseline compile(BaselineSources sources) {
        return Baseline.compile(sources, AliasCatalogue.none()).orElseThrow();
    }

    private static BaselineSources sources(Document initiative) {
        return BaselineSources.none()
                .withInitiative(initiative)
                .withDefinitions(List.of(document(SIZE), document(EVIDENCE)))
                .withSubscriptions(List.of("s1"));
    }

    private static Document set(String... references) {
        return document("""
                {"name": "base", "properties": {"metadata": {"version": "3.1.0"},
                  "parameters": {"p": {"type": "String", "defaultValue": "small"}},
                  "policyDefinitionGroups": [{"name": "G-1"}], "policyDefinitions": [%s]}}""".formatted(String.join(", ", Arrays.asList(references))));
    }

    private static String ref(String id, String definition, String members) {
        return """
                {"policyDefinitionReferenceId": "%s",
                 "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/%s"%s}""".formatted(id, definition, members);
    }

    private static Document assignment(String name, String members) {
        return document("""
                {"id": "/subscriptions/s1/providers/Microsoft.Authorization/policyAssignments/%s",
                 "properties": {"policyDefinitionId": "/providers/Microsoft.Authorization/policySetDefinitions/base"%s}}""".formatted(name, members.isEmpty() ? "" : ", " + members));
    }

    private static PreparedResource box(String subscription, String size) {
        return PreparedResource.of(document("""
                        {"id": "/subscriptions/%s/resourceGroups/rg/providers/My.Shop/boxes/b", "type": "My.Shop/boxes", "name": "b",
                         "properties": {"size": "%s"}}""".formatted(subscription, size)).root());
    }

    private static World world() {
        return world("2026-01-01T00:00:00Z");
    }

    private static World world(String now) {
        return World.offline(
                new Context(JsonNodeFactory.instance.objectNode().put("utcNow", now)), Optional.of(List.of()));
    }

    private static Document document(String text) {
        return Document.parse("test.json", text).orElseThrow();
    }

    /** A world in which every scope has the same membership. */
    private static class Surrounding implements World {
        private final World inner;
        private final Membership membership;

        Surrounding(World inner, Membership membership) {
            this.inner = inner;
            this.membership = membership;
        }

        @Override
        public Lookup related(RelatedQuery query) {
            return inner.related(query);
        }

        @Override
        public ViewDocument view(String view, PreparedResource target, Set<String> sections) {
            return inner.view(view, target, sections);
        }

        @Override
        public Membership reach(DefinitionScope scope, PreparedResource target) {
            return membership;
        }

        @Override
        public Context context(PreparedResource target) {
            return inner.context(target);
        }
    }
}

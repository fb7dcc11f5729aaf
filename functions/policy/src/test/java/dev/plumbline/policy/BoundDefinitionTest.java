package dev.plumbline.policy;

import static dev.plumbline.policy.Policies.audit;
import static dev.plumbline.policy.Policies.bound;
import static dev.plumbline.policy.Policies.compile;
import static dev.plumbline.policy.Policies.json;
import static dev.plumbline.policy.Policies.parameters;
import static dev.plumbline.policy.Policies.resource;
import static dev.plumbline.policy.Policies.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a match to a verdict: applicability, modes, effects, existence and aliases. */
class BoundDefinitionTest {

    private static final String STORAGE =
            "{'type': 'Microsoft.Storage/storageAccounts', 'name': 's', 'kind': 'StorageV2', 'location': 'westeurope'}";

    private static String definition(String mode, String condition, String then) {
        return "{'properties': {'mode': '" + mode + "', 'policyRule': {'if': " + condition + ", 'then': " + then
                + "}}}";
    }

    private static final String TYPE = "{'field': 'type', 'equals': 'microsoft.storage/STORAGEACCOUNTS'}";

    @Test
    void aRuleAppliesByTypeKindAndNameOnly() {
        String condition = "{'allOf': [" + TYPE
                + ", {'field': 'kind', 'in': ['StorageV2']}, {'field': 'location', 'equals': 'x'}]}";
        assertThat(audit(condition).evaluate(resource(STORAGE), world()).state())
                .isEqualTo(State.COMPLIANT);
        Verdict other = audit(condition).evaluate(resource("{'type': 'A/b'}"), world());
        assertThat(other.state()).isEqualTo(State.NOT_APPLICABLE);
        assertThat(other.message()).contains("microsoft.storage/storageaccounts");
        assertThat(audit(condition)
                        .evaluate(resource("{'type': 'Microsoft.Storage/storageAccounts', 'kind': 'Blob'}"), world())
                        .state())
                .isEqualTo(State.NOT_APPLICABLE);
        String denied = "{'allOf': [" + TYPE
                + ", {'not': {'anyOf': [{'field': 'kind', 'equals': 'StorageV2'}, {'field': 'x', 'exists': true}]}}]}";
        assertThat(audit(denied).evaluate(resource(STORAGE), world()).state()).isEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void ofARuleThatLooksForRelatedResourcesTheWholeConditionDecidesWhetherItApplies() {
        BoundDefinition rule = bound(
                "{'if': {'allOf': [" + TYPE
                        + ", {'field': 'location', 'equals': 'x'}]}, 'then': {'effect': 'auditIfNotExists', 'details': {'type': 'A/b'}}}");
        assertThat(rule.evaluate(resource(STORAGE), world()).state()).isEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void theTypesThatARuleIsAboutAreDerived() {
        assertThat(audit(
                                "{'allOf': [{'field': 'type', 'in': ['A/b', 'A/c', 'A/d']}, {'not': {'field': 'type', 'equals': 'A/d'}}, {'anyOf': [{'field': 'type', 'like': 'a/B'}, {'field': 'type', 'equals': 'A/c'}]}]}")
                        .triggers()
                        .types())
                .containsExactlyInAnyOrder("a/b", "a/c");
        assertThat(audit("{'anyOf': [{'field': 'type', 'equals': 'A/b'}, {'field': 'name', 'equals': 'x'}]}")
                        .triggers()
                        .types())
                .isEmpty();
        assertThat(audit("{'not': {'field': 'type', 'notEquals': 'A/b'}}")
                        .triggers()
                        .types())
                .containsExactly("a/b");
        assertThat(audit(
                                "{'not': {'anyOf': [{'field': 'type', 'notEquals': 'A/b'}, {'field': 'name', 'equals': 'x'}]}}")
                        .triggers()
                        .types())
                .containsExactly("a/b");
        BoundDefinition existence = bound(
                "{'if': " + TYPE
                        + ", 'then': {'effect': 'deployIfNotExists', 'details': {'type': 'A/Settings', 'existenceScope': 'subscription'}}}");
        assertThat(existence.triggers().relatedTypes()).containsExactly("a/settings");
        assertThat(existence.triggers().existenceScope()).contains(ExistenceScope.SUBSCRIPTION);
    }

    @Test
    void aBranchThatCannotBeComputedHidesNoReasonOfTheOneThatSettledIt() {
        BoundDefinition rule = audit(
                "{'anyOf': [{'field': 'location', 'exists': false}, {'field': 'name', 'in': ['[take(field(`name`), `x`)]']}]}");
        Verdict verdict = rule.evaluate(resource("{'type': 'A/b', 'name': 'n'}"), world());
        assertThat(verdict.state()).isEqualTo(State.NON_COMPLIANT);
        assertThat(verdict.reasons()).extracting(Reason::path).containsExactly("location");
    }

    @Test
    void modeIndexedLeavesOutWhatHasNeitherTagsNorALocation() {
        BoundDefinition rule = bound(
                definition("Indexed", "{'field': 'x', 'exists': false}", "{'effect': 'audit'}"), AliasCatalogue.none());
        assertThat(rule.evaluate(resource("{'type': 'Microsoft.Resources/subscriptions'}"), world())
                        .state())
                .isEqualTo(State.NOT_APPLICABLE);
        assertThat(rule.evaluate(
                                resource(
                                        "{'type': 'Microsoft.Resources/subscriptions/resourceGroups', 'location': 'x'}"),
                                world())
                        .state())
                .isEqualTo(State.NOT_APPLICABLE);
        assertThat(rule.evaluate(resource("{'type': 'A/b/c'}"), world()).state())
                .isEqualTo(State.NOT_APPLICABLE);
        assertThat(rule.evaluate(resource("{'type': 'A/b/c', 'tags': {}}"), world())
                        .state())
                .isEqualTo(State.NON_COMPLIANT);
        assertThat(rule.evaluate(resource(STORAGE), world()).state()).isEqualTo(State.NON_COMPLIANT);
        BoundDefinition bundled = bound(
                definition("Indexed", "{'field': 'name', 'exists': true}", "{'effect': 'audit'}"),
                AliasCatalogue.bundled());
        assertThat(bundled.evaluate(
                                resource("{'type': 'Microsoft.Authorization/roleAssignments', 'name': 'n'}"), world())
                        .message())
                .contains("neither tags nor a location");
    }

    @Test
    void aProvidersModeAndAStaticDefinitionAreNeverAPass() {
        Verdict provider = bound(definition(
                        "Microsoft.KeyVault.Data",
                        "{'field': 'Microsoft.KeyVault.Data/vaults/keys/keyType', 'exists': true}",
                        "{'effect': 'audit'}"))
                .evaluate(resource(STORAGE), world());
        assertThat(provider.state()).isEqualTo(State.NOT_APPLICABLE);
        assertThat(provider.message()).contains("Microsoft.KeyVault.Data");
        Verdict fixed = bound(
                        "{'policyType': 'Static', 'policyRule': {'if': {'value': 1, 'equals': 1}, 'then': {'effect': 'audit'}}}")
                .evaluate(resource(STORAGE), world());
        assertThat(fixed.state()).isEqualTo(State.NOT_APPLICABLE);
        assertThat(fixed.message()).contains("Static");
    }

    @ParameterizedTest
    @CsvSource({
        "audit, NON_COMPLIANT, true",
        "Deny, NON_COMPLIANT, true",
        "APPEND, NON_COMPLIANT, true",
        "modify, NON_COMPLIANT, true",
        "denyAction, COMPLIANT, true",
        "manual, UNKNOWN, true",
        "mutate, NOT_APPLICABLE, true",
        "addToNetworkGroup, NOT_APPLICABLE, true",
        "DISABLED, NOT_APPLICABLE, false"
    })
    void aMatchMeansWhatItsEffectSays(String effect, State state, boolean triggered) {
        Verdict verdict = bound("{'if': " + TYPE + ", 'then': {'effect': '" + effect + "'}}")
                .evaluate(resource(STORAGE), world());
        assertThat(verdict.state()).isEqualTo(state);
        assertThat(verdict.triggered().map(Triggered::effect))
                .isEqualTo(triggered ? Optional.of(effect) : Optional.empty());
    }

    @Test
    void aManualRuleHasItsDefaultState() {
        BoundDefinition rule =
                bound("{'if': " + TYPE + ", 'then': {'effect': 'manual', 'details': {'defaultState': 'compliant'}}}");
        assertThat(rule.evaluate(resource(STORAGE), world()).state()).isEqualTo(State.COMPLIANT);
    }

    @Test
    void oneRelatedResourceThatFulfilsTheConditionIsEnough() {
        BoundDefinition rule = bound(
                "{'if': " + TYPE
                        + ", 'then': {'effect': 'auditIfNotExists', 'details': {'type': 'A/b', 'name': '[field(`name`)]', 'kind': 'k', 'resourceGroupName': '[concat(`rg-`, field(`name`))]', 'existenceCondition': {'allOf': [{'field': 'ok', 'equals': true}, {'field': 'of', 'equals': '[field(`name`)]'}]}}}}");
        assertThat(rule.evaluate(resource(STORAGE), world("{'ok': false}", "{'ok': true, 'of': 's'}"))
                        .state())
                .isEqualTo(State.COMPLIANT);
        assertThat(rule.evaluate(resource(STORAGE), world("{'ok': true, 'of': 't'}"))
                        .state())
                .isEqualTo(State.NON_COMPLIANT);
        Verdict unread = rule.evaluate(resource(STORAGE), world("{}", Optional.empty()));
        assertThat(unread.state()).isEqualTo(State.UNKNOWN);
        assertThat(unread.message()).contains("`A/b`");
        Asked asked = new Asked();
        rule.evaluate(resource(STORAGE), asked);
        assertThat(asked.query).isNotNull();
        assertThat(asked.query.name()).contains("s");
        assertThat(asked.query.kind()).contains("k");
        assertThat(asked.query.resourceGroupName()).contains("rg-s");
        assertThat(asked.query.existenceScope()).isEqualTo(ExistenceScope.RESOURCE_GROUP);
    }

    @Test
    void aNameThatOnlyADeploymentKnowsLeavesAMatchOpen() {
        BoundDefinition rule = bound(
                "{'if': " + TYPE
                        + ", 'then': {'effect': 'auditIfNotExists', 'details': {'type': 'A/b', 'name': '[uniqueString(field(`id`))]'}}}");
        assertThat(rule.evaluate(resource(STORAGE), world()).state()).isEqualTo(State.NON_COMPLIANT);
        assertThat(rule.evaluate(resource(STORAGE), world("{'name': 'x'}")).state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void whatTheWorldThrowsPassesThrough() {
        BoundDefinition rule =
                bound("{'if': " + TYPE + ", 'then': {'effect': 'auditIfNotExists', 'details': {'type': 'A/b'}}}");
        World throttled = new Asked() {
            @Override
            public Lookup related(RelatedQuery query) {
                throw new IllegalStateException("429");
            }
        };
        assertThatThrownBy(() -> rule.evaluate(resource(STORAGE), throttled)).hasMessage("429");
    }

    @Test
    void aScopeIsAskedForAfterTheType() {
        String text = "{'properties': {'metadata': {'scope': 'workload'}, 'policyRule': {'if': " + TYPE
                + ", 'then': {'effect': 'audit'}}}}";
        Asked asked = new Asked();
        BoundDefinition rule = bound(text);
        assertThat(rule.definition().scope()).isEqualTo(DefinitionScope.WORKLOAD);
        assertThat(rule.evaluate(resource("{'type': 'A/b'}"), asked).state()).isEqualTo(State.NOT_APPLICABLE);
        assertThat(asked.reaches).isZero();
        assertThat(rule.evaluate(resource(STORAGE), asked).message())
                .contains("no AI account, workspace or registry leans on the resource");
        asked.membership = Membership.UNKNOWN;
        assertThat(rule.evaluate(resource(STORAGE), asked).state()).isEqualTo(State.UNKNOWN);
        asked.membership = Membership.INSIDE;
        assertThat(rule.evaluate(resource(STORAGE), asked).state()).isEqualTo(State.NON_COMPLIANT);
    }

    @Test
    void withoutRelatedResourcesTheDocumentAnswersForItselfAndForWhatItShows() {
        String account =
                "{'id': '/subscriptions/s/resourceGroups/g/providers/T/a/x', 'name': 'x', 'type': 'T/a', 'properties': {%s}}";
        World alone = World.offline(Context.empty(), Optional.empty());
        BoundDefinition connected = bound("""
                {'if': {'field': 'type', 'equals': 'T/a'}, 'then': {'effect': 'auditIfNotExists', 'details':
                 {'type': 'T/a/privateEndpointConnections', 'existenceCondition': {'field': 'properties.status', 'equals': 'Approved'}}}}
                """);
        String connection = "'PrivateEndpointConnections': [{'name': 'c', 'properties': {'status': '%s'}}]";
        assertThat(connected
                        .evaluate(resource(account.formatted(connection.formatted("Approved"))), alone)
                        .state())
                .isEqualTo(State.COMPLIANT);
        assertThat(connected
                        .evaluate(resource(account.formatted(connection.formatted("Pending"))), alone)
                        .state())
                .isEqualTo(State.NON_COMPLIANT);
        assertThat(connected.evaluate(resource(account.formatted("")), alone).state())
                .isEqualTo(State.NON_COMPLIANT);
        BoundDefinition itself = bound("""
                {'if': {'field': 'type', 'equals': 'T/a'}, 'then': {'effect': 'auditIfNotExists', 'details':
                 {'type': 'T/a', 'name': '[field(`name`)]', 'existenceCondition': {'field': 'properties.on', 'equals': true}}}}
                """);
        assertThat(itself.evaluate(resource(account.formatted("'on': true")), alone)
                        .state())
                .isEqualTo(State.COMPLIANT);
        assertThat(itself.evaluate(resource(account.formatted("")), alone).state())
                .isEqualTo(State.NON_COMPLIANT);
        BoundDefinition logged = bound("""
                {'if': {'field': 'type', 'equals': 'T/a'}, 'then': {'effect': 'auditIfNotExists', 'details':
                 {'type': 'Microsoft.Insights/diagnosticSettings'}}}
                """);
        assertThat(logged.evaluate(resource(account.formatted("")), alone).state())
                .isEqualTo(State.UNKNOWN);
        String setting =
                "{'id': '/subscriptions/s/resourceGroups/g/providers/T/a/x%s/providers/Microsoft.Insights/diagnosticSettings/d'}";
        assertThat(logged.evaluate(resource(account.formatted("")), world(setting.formatted("")))
                        .state())
                .isEqualTo(State.COMPLIANT);
        assertThat(logged.evaluate(resource(account.formatted("")), world(setting.formatted("/children/y")))
                        .state())
                .as("a setting on a child says nothing of its parent")
                .isEqualTo(State.NON_COMPLIANT);
    }

    @Test
    void anAliasIsReadOnlyOnTheTypesThatHaveIt() {
        BoundDefinition rule = bound(
                "{'if': {'field': 'Microsoft.Storage/storageAccounts/publicNetworkAccess', 'equals': 'Enabled'}, 'then': {'effect': 'audit'}}",
                AliasCatalogue.bundled());
        assertThat(rule.evaluate(
                                resource(
                                        "{'type': 'Microsoft.Storage/storageAccounts', 'properties': {'publicNetworkAccess': 'Enabled'}}"),
                                world())
                        .state())
                .isEqualTo(State.NON_COMPLIANT);
        assertThat(rule.evaluate(
                                resource(
                                        "{'type': 'Microsoft.KeyVault/vaults', 'properties': {'publicNetworkAccess': 'Enabled'}}"),
                                world())
                        .state())
                .isEqualTo(State.COMPLIANT);
    }

    @Test
    void anAliasThatNothingConfirmsMakesTheVerdictUnknown() {
        BoundDefinition rule = bound(
                "{'if': {'allOf': [" + TYPE
                        + ", {'field': 'Microsoft.Storage/storageAccounts/noSuchThing', 'equals': 1}]}, 'then': {'effect': 'audit'}}",
                AliasCatalogue.bundled());
        Verdict verdict = rule.evaluate(resource(STORAGE), world());
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.message()).contains("noSuchThing");
        assertThat(rule.evaluate(resource("{'type': 'A/b'}"), world()).state()).isEqualTo(State.NOT_APPLICABLE);
        assertThat(compile(
                                "{'if': {'field': 'Microsoft.Storage/x', 'equals': 1}, 'then': {'effect': 'audit'}}",
                                AliasCatalogue.read(Policies.document("[]")).orElseThrow())
                        .value())
                .isEmpty();
    }

    @Test
    void theEffectCanBeOverriddenAndTheApiVersionIsTheResourcesOwn() {
        Definition definition = compile(
                        "{'parameters': {'v': {'type': 'String'}}, 'policyRule': {'if': {'value': '[requestContext().apiVersion]', 'equals': '[parameters(`v`)]'}, 'then': {'effect': 'audit'}}}",
                        AliasCatalogue.none())
                .orElseThrow();
        Map<String, JsonNode> values = parameters("{'V': '2025-06-01'}");
        BoundDefinition rule = definition
                .bind(new Binding(values, Optional.of("Deny"), "ref", Policies.object()))
                .orElseThrow();
        Verdict verdict = rule.evaluate(PreparedResource.of(json("{}"), "2025-06-01"), world());
        assertThat(verdict.triggered().map(Triggered::effect)).contains("Deny");
        assertThat(rule.referenceId()).isEqualTo("ref");
        assertThat(rule.evaluate(PreparedResource.of(json("{'apiVersion': '2020-01-01'}"), "2025-06-01"), world())
                        .triggered())
                .isEmpty();
    }
}

package dev.plumbline.policy;

import static dev.plumbline.policy.Policies.bound;
import static dev.plumbline.policy.Policies.compile;
import static dev.plumbline.policy.Policies.json;
import static dev.plumbline.policy.Policies.resource;
import static dev.plumbline.policy.Policies.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Rules over views: what they read, of which document, and what they say where it cannot be read. */
class ViewRulesTest {

    private static final String STORAGE =
            "{'type': 'Microsoft.Storage/storageAccounts', 'name': 's', 'kind': 'StorageV2', 'location': 'westeurope'}";

    private static final String VIEW_RULE = """
            {'properties': {'mode': 'Plumbline.Views', 'metadata': {'guards': [
               {'name': 'gateway', 'description': 'a gateway is in front', 'if': {'field': 'gateways[*].id', 'exists': true}},
               {'name': 'tagged', 'description': 'd', 'view': 'aiAccount', 'if': {'field': 'resource.tags.ok', 'equals': 'yes'}}]},
             'policyRule': {'if': {'allOf': [{'field': 'type', 'equals': 'Plumbline.Views/aiAccount'},
               {'field': 'resource.type', 'equals': 'Microsoft.CognitiveServices/accounts'},
               {'count': {'field': 'deployments[*]', 'where': {'field': 'deployments[*].filter', 'exists': false}}, 'greater': 0}]},
              'then': {'effect': 'modify', 'details': {'roleDefinitionIds': ['/r'], 'operations': [
                {'operation': 'AddOrReplace', 'field': 'Microsoft.CognitiveServices/accounts/publicNetworkAccess', 'value': '[field(`resource.tags.want`)]',
                 'condition': '[equals(field(`resource.kind`), `OpenAI`)]'}]}}}}}
            """;

    private static final String VIEW = """
            {'type': 'Plumbline.Views/aiAccount', 'resource': {'type': 'Microsoft.CognitiveServices/accounts', 'kind': 'OpenAI', 'tags': {'want': 'Disabled', 'ok': 'yes'}},
             'deployments': [{'name': 'a', 'filter': 1}, {'name': 'b'}]}
            """;

    @Test
    void aRuleOverAViewReadsRelatedResourcesByTheirOwnNames() {
        BoundDefinition rule = bound("""
                {'properties': {'mode': 'Plumbline.Views', 'policyRule': {
                  'if': {'allOf': [{'field': 'type', 'equals': 'Plumbline.Views/subscription'},
                    {'field': 'resource.type', 'equals': 'Microsoft.Resources/subscriptions'}]},
                  'then': {'effect': 'auditIfNotExists', 'details': {'type': 'Microsoft.Authorization/policyAssignments',
                    'existenceCondition': {'field': 'Microsoft.Authorization/policyAssignments/policyDefinitionId', 'like': '*/x'}}}}}}
                """, AliasCatalogue.bundled());
        assertThat(rule.triggers().sections()).isEmpty();
        PreparedResource view = resource("""
                {'type': 'Plumbline.Views/subscription', 'resource': {'id': '/subscriptions/s', 'type': 'Microsoft.Resources/subscriptions'}}
                """);
        JsonNode assignment = resource("""
                {'type': 'Microsoft.Authorization/policyAssignments', 'properties': {'policyDefinitionId': '/definitions/x'}}
                """).json();
        World related = World.offline(Context.empty(), Optional.of(List.of(assignment)));
        assertThat(rule.evaluate(view, related).state()).isEqualTo(State.COMPLIANT);
        World none = World.offline(Context.empty(), Optional.of(List.of()));
        assertThat(rule.evaluate(view, none).state()).isEqualTo(State.NON_COMPLIANT);
    }

    @Test
    void aRuleOverAViewMaySayThatItDoesNotKnow() {
        String rule = """
                {'properties': {'mode': '%s', 'policyRule': {
                  'if': {'allOf': [{'field': 'type', 'equals': 'Plumbline.Views/dependency'},
                    {'count': {'field': 'peers[*]', 'where': {'allOf': [{'field': 'peers[*].known', 'equals': false},
                      {'value': '[fail(concat(`the gateway of `, current(`peers[*].name`), ` is not known`))]', 'equals': true}]}}, 'equals': 0}]},
                  'then': {'effect': 'audit'}}}}
                """;
        BoundDefinition overView = bound(rule.formatted("Plumbline.Views"), AliasCatalogue.bundled());
        String view =
                "{'type': 'Plumbline.Views/dependency', 'resource': {}, 'peers': [{'known': true}, {'name': 'hub', 'known': %s}]}";
        Verdict unknown = overView.evaluate(resource(view.formatted("false")), new Asked());
        assertThat(unknown.state()).isEqualTo(State.UNKNOWN);
        assertThat(unknown.message()).endsWith("the gateway of hub is not known");
        assertThat(overView.evaluate(resource(view.formatted("true")), new Asked())
                        .state())
                .isEqualTo(State.NON_COMPLIANT);
        BoundDefinition guarded = bound("""
                {'properties': {'mode': 'Plumbline.Views', 'policyRule': {
                  'if': {'allOf': [{'field': 'type', 'equals': 'Plumbline.Views/dependency'},
                    {'count': {'field': 'peers[*]'}, 'greater': 0}, {'value': '[fail(`there are peers`)]', 'equals': true}]},
                  'then': {'effect': 'audit'}}}}
                """);
        PreparedResource unread = PreparedResource.view(new ViewDocument(
                Policies.json("{'type': 'Plumbline.Views/dependency', 'resource': {}}"), Map.of("peers", "denied")));
        assertThat(guarded.evaluate(unread, world()).message())
                .as("what could not be read is why, not what it might have led to")
                .endsWith("denied");
        assertThat(compile(rule.formatted("All"), AliasCatalogue.none()).issues())
                .anySatisfy(issue -> assertThat(issue.message())
                        .contains("a function that policy rules may call", "`fail`", "`Plumbline.Views`"));
    }

    @Test
    void aSectionIsReadWhenAConditionNeedsItAndOnce() {
        BoundDefinition rule = bound("""
                {'properties': {'mode': 'Plumbline.Views', 'policyRule': {
                  'if': {'allOf': [{'field': 'type', 'equals': 'Plumbline.Views/aiAccount'},
                    {'field': 'resource.kind', 'equals': 'OpenAI'},
                    {'count': {'field': 'deployments[*]'}, 'greater': 1}, {'field': 'deployments[*].name', 'exists': true},
                    {'field': 'gateways[*]', 'exists': true}]},
                  'then': {'effect': 'audit'}}}}
                """, AliasCatalogue.bundled());
        List<String> read = new ArrayList<>();
        Function<String, Verdict> on = kind -> {
            read.clear();
            Asked asked = new Asked();
            asked.view = ViewDocument.growing(
                    (ObjectNode) json("{'type': 'Plumbline.Views/aiAccount', 'resource': {'kind': '" + kind + "'}}"),
                    (name, document) -> {
                        read.add(name);
                        if (name.equals("gateways")) {
                            return Optional.of("403");
                        }
                        document.set(name, json("[{'name': 'a'}, {'name': 'b'}]"));
                        return Optional.empty();
                    });
            return rule.evaluate(resource("{'type': 'Microsoft.CognitiveServices/accounts'}"), asked);
        };
        assertThat(on.apply("SpeechServices").state()).isEqualTo(State.NOT_APPLICABLE);
        assertThat(read).isEmpty();
        assertThat(on.apply("OpenAI").message()).contains("`gateways`", "403");
        assertThat(read).containsExactly("deployments", "gateways");
    }

    @Test
    void aRuleOverAViewReadsTheViewOfTheResource() {
        BoundDefinition rule = bound(VIEW_RULE, AliasCatalogue.bundled());
        assertThat(rule.triggers().view()).contains("aiAccount");
        assertThat(rule.triggers().sections()).containsExactly("deployments");
        assertThat(rule.triggers().types()).containsExactly("microsoft.cognitiveservices/accounts");
        PreparedResource account = resource("{'type': 'Microsoft.CognitiveServices/accounts'}");
        Asked asked = new Asked();
        asked.membership = Membership.INSIDE;
        asked.view = new ViewDocument(json(VIEW), Map.of());
        Verdict verdict = rule.evaluate(account, asked);
        assertThat(verdict.state()).isEqualTo(State.NON_COMPLIANT);
        assertThat(verdict.reasons()).extracting(Reason::path).containsExactly("deployments[1].filter");
        assertThat(asked.sections).containsExactly("deployments");
        assertThat(rule.evaluate(resource(VIEW), asked).state()).isEqualTo(State.NON_COMPLIANT);
        assertThat(rule.evaluate(resource(STORAGE), asked).state()).isEqualTo(State.NOT_APPLICABLE);
        asked.view = new ViewDocument(json(VIEW), Map.of("Deployments", "403"));
        assertThat(rule.evaluate(account, asked))
                .satisfies(unknown -> assertThat(unknown.state()).isEqualTo(State.UNKNOWN))
                .satisfies(unknown -> assertThat(unknown.message()).contains("403"));
        asked.view = new ViewDocument(json(VIEW), Map.of("gateways", "403"));
        assertThat(rule.evaluate(account, asked).state()).isEqualTo(State.NON_COMPLIANT);
        asked.view = new ViewDocument(json("{'a': 1}").path("b"), Map.of());
        assertThat(rule.evaluate(account, asked).state()).isEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void guardsAndOperationsAreResolvedOnTheResource() {
        BoundDefinition rule = bound(VIEW_RULE, AliasCatalogue.bundled());
        PreparedResource account = resource("{'type': 'Microsoft.CognitiveServices/accounts'}");
        Asked asked = new Asked();
        asked.view = new ViewDocument(json(VIEW), Map.of("gateways", "not read"));
        assertThat(rule.guards(account, asked))
                .extracting(GuardResult::name, GuardResult::holds)
                .containsExactly(tuple("gateway", GuardResult.Holds.UNKNOWN), tuple("tagged", GuardResult.Holds.TRUE));
        assertThat(rule.operations(account, asked))
                .containsExactly(new PlannedOperation(
                        "addOrReplace",
                        "Microsoft.CognitiveServices/accounts/publicNetworkAccess",
                        "properties.publicNetworkAccess",
                        json("'Disabled'"),
                        GuardResult.Holds.TRUE));
    }

    @Test
    void whatIsReadCannotUndecideWhatIsCertainAnyway() {
        BoundDefinition rule = bound(
                VIEW_RULE.replace("{'count'", "{'field': 'secret.x', 'exists': true}, {'count'"),
                AliasCatalogue.bundled());
        Asked asked = new Asked();
        asked.membership = Membership.INSIDE;
        asked.view = new ViewDocument(json(VIEW.replace("{'name': 'b'}", "{'filter': 2}")), Map.of("secret", "403"));
        assertThat(rule.evaluate(resource("{'type': 'Microsoft.CognitiveServices/accounts'}"), asked)
                        .state())
                .isEqualTo(State.COMPLIANT);
    }
}

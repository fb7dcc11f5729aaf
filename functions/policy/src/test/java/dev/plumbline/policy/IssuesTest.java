package dev.plumbline.policy;

import static dev.plumbline.policy.Policies.compile;
import static dev.plumbline.policy.Policies.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Everything that is wrong with a definition is said at once, with a path and the nearest valid name. */
class IssuesTest {

    private static List<String> issues(String text) {
        return compile(text, AliasCatalogue.bundled()).issues().stream()
                .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                .map(issue -> issue.path() + " " + issue.found() + "; " + issue.advice())
                .toList();
    }

    @Test
    void allIssuesOfAFileAreReportedAtOnce() {
        assertThat(issues("""
                                {'properties': {'mode': 'Indexd', 'parameters': {'a': {'type': 'Strng'}, 'A': {'type': 'String'}},
                                 'policyRule': {'if': {'allOf': [
                                   {'field': 'typ', 'equals': 'x'},
                                   {'field': 'Microsoft.Storage/storageAccounts/accessTier', 'equal': 'x'},
                                   {'value': '[paramters(`a`)]', 'equals': 1},
                                   {'value': '[parameters(`aa`)]', 'equals': 1},
                                   {'anyOf': {}},
                                   {'field': 'name', 'equals': 1, 'like': 'x'},
                                   {'field': 'name', 'exists': 'perhaps'},
                                   {'count': {'field': 'tags', 'name': 'x', 'wher': {}}, 'equals': 0}]},
                                  'then': {'effect': 'audti'}}}}
                                """))
                .containsExactly(
                        "$.properties.mode `Indexd`; did you mean `Indexed`",
                        "$.properties.parameters.a.type `Strng`; did you mean `String`",
                        "$.properties.parameters.A `a` too; rename one of the two",
                        "$.properties.policyRule.if.allOf[0].field `typ`; did you mean `type`",
                        "$.properties.policyRule.if.allOf[1].equal `equal`; did you mean `equals`",
                        "$.properties.policyRule.if.allOf[2].value `paramters` at character 2 of `[paramters('a')]`; did you mean `parameters`",
                        "$.properties.policyRule.if.allOf[3].value `aa` at character 2 of `[parameters('aa')]`; did you mean `a`",
                        "$.properties.policyRule.if.allOf[4].anyOf object; put the condition in `[ ]`",
                        "$.properties.policyRule.if.allOf[5] `2`, the last `like`; keep one and join the others with `allOf`",
                        "$.properties.policyRule.if.allOf[6].exists `\"perhaps\"`; write one of the two",
                        "$.properties.policyRule.if.allOf[7].count.wher `wher`; did you mean `where`",
                        "$.properties.policyRule.if.allOf[7].count.name `x`; remove it; `current()` takes the field's name",
                        "$.properties.policyRule.if.allOf[7].count.field `tags`; name the elements: `tags[*]`",
                        "$.properties.policyRule.then.effect `audti`; did you mean `audit`");
    }

    @Test
    void whatStandsInAWrongConditionIsReadToo() {
        assertThat(issues("""
                        {'properties': {'policyRule': {'if': {'allOf': [
                           {'field': 'typ', 'equal': 'x'},
                           {'feild': 'type', 'equals': 'x'},
                           {'field': 'nam', 'equals': 1, 'like': '[nope()]'},
                           {'not': {'field': 'knd', 'exists': true}, 'equals': 1},
                           {'count': {'value': '[nope()]', 'name': 'x', 'wher': {}, 'where': {'field': 'locaton', 'in': []}}, 'less': 1}]},
                          'then': {'effect': 'auditIfNotExists'}}}}
                        """))
                .containsExactly(
                        "$.properties.policyRule.if.allOf[0].equal `equal`; did you mean `equals`",
                        "$.properties.policyRule.if.allOf[0].field `typ`; did you mean `type`",
                        "$.properties.policyRule.if.allOf[1].feild `feild`; did you mean `field`",
                        "$.properties.policyRule.if.allOf[2] `2`, the last `like`; keep one and join the others with `allOf`",
                        "$.properties.policyRule.if.allOf[2].field `nam`; did you mean `name`",
                        "$.properties.policyRule.if.allOf[2].like `nope` at character 2 of `[nope()]`; use a function of the documentation",
                        "$.properties.policyRule.if.allOf[3] `1`, the last `equals`; keep one and join the others with `allOf`",
                        "$.properties.policyRule.if.allOf[3].not.field `knd`; did you mean `kind`",
                        "$.properties.policyRule.if.allOf[4].count.wher `wher`; did you mean `where`",
                        "$.properties.policyRule.if.allOf[4].count.value `nope` at character 2 of `[nope()]`; use a function of the documentation",
                        "$.properties.policyRule.if.allOf[4].count.where.field `locaton`; did you mean `location`");
    }

    @Test
    void whatIsNoDefinitionIsSaidToBeNone() {
        assertThat(issues("[]")).containsExactly("$ array; give one");
        assertThat(issues("{}")).containsExactly("$.policyRule none; add the rule");
        assertThat(issues("{'if': {'field': 'name', 'equals': 'x'}}")).containsExactly("$.then none; add it");
        assertThat(
                        issues(
                                "{'displayName': 'x', 'properties': {'policyRule': {'if': {'allOf': []}, 'then': {'effect': 'audit'}}}}"))
                .containsExactly("$.displayName it beside `properties`; keep the one inside");
    }

    @Test
    void effectDetailsAreCheckedByTheirShape() {
        String rule = "{'if': {'allOf': []}, 'then': {'effect': '%s', 'details': %s}}";
        assertThat(issues(String.format(
                        rule, "modify", "{'operations': [{'operation': 'addOrReplce', 'field': 'tags.a'}]}")))
                .containsExactly(
                        "$.then.details.roleDefinitionIds none; name the roles that the change needs",
                        "$.then.details.operations[0].operation `addOrReplce`; did you mean `addOrReplace`",
                        "$.then.details.operations[0] none; say what the field is set to");
        assertThat(issues(String.format(
                        rule,
                        "auditIfNotExists",
                        "{'existenceScope': 'Subscriptions', 'existenceCondition': {'field': 'x'}}")))
                .containsExactly(
                        "$.then.details.type none; name the related type",
                        "$.then.details.existenceScope `Subscriptions`; did you mean `Subscription`",
                        "$.then.details.existenceCondition none; add one, such as `equals`",
                        "$.then.details.existenceCondition.field `x`; give a catalogue of aliases that has it");
        assertThat(issues(String.format(rule, "append", "[{'field': 'tags.a'}]")))
                .containsExactly("$.then.details[0] no `value`; add what is missing");
    }

    @Test
    void anAliasThatNothingConfirmsIsAWarningWithTheNearestName() {
        Compiled<Definition> compiled = compile("""
                {'if': {'field': 'Microsoft.CognitiveServices/accounts/publicNetworkAcces', 'equals': 'x'}, 'then': {'effect': 'audit'}}
                """, AliasCatalogue.bundled());
        assertThat(compiled.value()).isPresent();
        assertThat(compiled.issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.advice())
                        .endsWith("did you mean `Microsoft.CognitiveServices/accounts/publicNetworkAccess`"));
    }

    @Test
    void aDateIsOneOfTheCalendar() {
        Definition definition = compile(
                        "{'parameters': {'day': {'type': 'DateTime'}},"
                                + " 'policyRule': {'if': {'allOf': []}, 'then': {'effect': 'audit'}}}",
                        AliasCatalogue.none())
                .orElseThrow();
        for (String day : List.of("2024-02-29", "2024-02-29T10:00:00Z", "2024-02-29 10:00:00Z")) {
            assertThat(definition
                            .bind(Binding.of(parameters("{'day': '" + day + "'}")))
                            .issues())
                    .isEmpty();
        }
        for (String day : List.of("2023-02-29", "2024-99-99T00:00:00Z", "2024-1-1", "2024-02-29x", "soon")) {
            assertThat(definition
                            .bind(Binding.of(parameters("{'day': '" + day + "'}")))
                            .issues())
                    .extracting(Issue::path)
                    .containsExactly("$.parameters.day");
        }
    }

    @Test
    void parameterValuesAreChecked() {
        Definition definition = compile("""
                        {'parameters': {'effect': {'type': 'String', 'allowedValues': ['Audit', 'Deny']},
                          'names': {'type': 'Array', 'allowedValues': ['a', 'b']}, 'count': {'type': 'Integer', 'defaultValue': 1},
                          'shape': {'type': 'Object', 'defaultValue': {'port': 1}, 'schema': {'type': 'object', 'required': ['port'],
                           'properties': {'port': {'type': 'integer', 'maximum': 10}, 'host': {'type': 'string', 'pattern': '^(a+)+$'}}}}},
                         'policyRule': {'if': {'allOf': []}, 'then': {'effect': '[parameters(`effect`)]'}}}
                        """, AliasCatalogue.none()).orElseThrow();
        Compiled<BoundDefinition> bound = definition.bind(Binding.of(parameters(
                "{'EFFECT': 'Denny', 'names': ['a', 'c'], 'count': 'x', 'other': 1, 'shape': {'port': 11, 'host': '%s!'}}"
                        .formatted("a".repeat(60)))));
        assertThat(bound.value()).isEmpty();
        assertThat(bound.issues())
                .extracting(Issue::path)
                .containsExactlyInAnyOrder(
                        "$.parameters.EFFECT",
                        "$.parameters.names",
                        "$.parameters.count",
                        "$.parameters.other",
                        "$.parameters.shape.port",
                        "$.parameters.shape.host",
                        "$.policyRule.then.effect");
        assertThat(definition
                        .bind(Binding.of(parameters("{'effect': 'deny', 'names': ['a']}")))
                        .value())
                .isPresent();
        assertThat(definition.bind(Binding.defaults()).issues())
                .extracting(Issue::severity)
                .containsOnlyOnce(Issue.Severity.ERROR);
        assertThat(definition
                        .bind(new Binding(parameters("{'names': []}"), Optional.of("Disabled"), "r", Policies.object()))
                        .value())
                .isPresent();
    }

    @Test
    void askingForAValueThatIsNotThereSaysWhy() {
        Compiled<Definition> compiled = compile("{}", AliasCatalogue.none());
        assertThatThrownBy(compiled::orElseThrow)
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("policy.json: $.policyRule: expected an object with `if` and `then`, found none");
    }
}

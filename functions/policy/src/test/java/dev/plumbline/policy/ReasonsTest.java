package dev.plumbline.policy;

import static dev.plumbline.policy.Policies.bound;
import static dev.plumbline.policy.Policies.json;
import static dev.plumbline.policy.Policies.reasons;
import static dev.plumbline.policy.Policies.resource;
import static dev.plumbline.policy.Policies.shown;
import static dev.plumbline.policy.Policies.verdict;
import static dev.plumbline.policy.Policies.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which conditions are reported, and how. */
class ReasonsTest {

    private static final String ACCOUNT = """
            {'type': 'T/a', 'name': 'n', 'kind': 'OpenAI', 'location': 'westeurope', 'tags': {'env': 'prod'},
             'properties': {'publicNetworkAccess': 'Enabled', 'disableLocalAuth': false, 'count': 7,
              'ipRules': [{'value': '10.0.0.0/24'}, {'value': '0.0.0.0/0'}, {'value': '1.2.3.4'}], 'empty': []}}
            """;

    @Test
    void aFieldNamesPathOperatorExpectedAndActual() {
        assertThat(reasons("{'field': 'properties.publicNetworkAccess', 'notEquals': 'Disabled'}", ACCOUNT))
                .containsExactly("properties.publicNetworkAccess notEquals 'Disabled' 'Enabled'");
    }

    @Test
    void whatIsAbsentIsNull() {
        Verdict verdict = verdict("{'field': 'properties.nothing', 'notEquals': true}", ACCOUNT);
        assertThat(verdict.state()).isEqualTo(State.NON_COMPLIANT);
        assertThat(verdict.reasons()).hasSize(1);
        assertThat(verdict.reasons().get(0).actual().isNull()).isTrue();
    }

    @Test
    void allOfReportsEveryChildButTypeKindAndName() {
        assertThat(reasons("""
                                {'allOf': [{'field': 'type', 'equals': 'T/a'}, {'field': 'kind', 'equals': 'openai'},
                                 {'field': 'name', 'like': 'n*'}, {'field': 'location', 'equals': 'West Europe'},
                                 {'field': 'properties.disableLocalAuth', 'equals': 'false'}]}
                                """, ACCOUNT))
                .containsExactly(
                        "location equals 'West Europe' 'westeurope'",
                        "properties.disableLocalAuth equals 'false' false");
    }

    @Test
    void anyOfReportsTheTrueChildWithTheFewestReasonsAndTheFirstOnATie() {
        String both =
                "{'allOf': [{'field': 'properties.count', 'greater': 5}, {'field': 'tags.env', 'equals': 'prod'}]}";
        String one = "{'field': 'properties.count', 'equals': 7}";
        String other = "{'field': 'properties.disableLocalAuth', 'notEquals': true}";
        String untrue = "{'field': 'properties.count', 'equals': 8}";
        assertThat(reasons("{'anyOf': [" + untrue + ", " + both + ", " + one + ", " + other + "]}", ACCOUNT))
                .containsExactly("properties.count equals 7 7");
    }

    @Test
    void notIsTheDual() {
        assertThat(reasons("{'not': {'field': 'properties.publicNetworkAccess', 'equals': 'Disabled'}}", ACCOUNT))
                .containsExactly("properties.publicNetworkAccess notEquals 'Disabled' 'Enabled'");
        assertThat(reasons("""
                                {'not': {'anyOf': [{'field': 'properties.count', 'less': 5}, {'field': 'tags.env', 'in': ['dev']}]}}
                                """, ACCOUNT))
                .containsExactly("properties.count greaterOrEquals 5 7", "tags.env notIn ['dev'] 'prod'");
        assertThat(reasons("""
                                {'not': {'allOf': [{'field': 'properties.count', 'equals': 7},
                                 {'field': 'tags.env', 'exists': 'false'}, {'field': 'properties.count', 'equals': 1}]}}
                                """, ACCOUNT)).containsExactly("tags.env exists true 'prod'");
        assertThat(reasons("{'not': {'not': {'field': 'properties.count', 'equals': 7}}}", ACCOUNT))
                .containsExactly("properties.count equals 7 7");
    }

    @Test
    void countReportsTheElementsThatMatched() {
        assertThat(reasons("""
                                {'count': {'field': 'properties.ipRules[*]', 'where':
                                 {'field': 'properties.ipRules[*].value', 'notLike': '10.*'}}, 'greater': 0}
                                """, ACCOUNT))
                .containsExactly(
                        "properties.ipRules[1].value notLike '10.*' '0.0.0.0/0'",
                        "properties.ipRules[2].value notLike '10.*' '1.2.3.4'");
        assertThat(reasons("{'count': {'field': 'properties.ipRules[*]'}, 'greaterOrEquals': 3}", ACCOUNT))
                .hasSize(3)
                .first()
                .isEqualTo("properties.ipRules[0] exists true {'value':'10.0.0.0/24'}");
    }

    @Test
    void aCountOfNothingReportsTheNumber() {
        assertThat(reasons("{'count': {'field': 'properties.empty[*]'}, 'equals': 0}", ACCOUNT))
                .containsExactly("properties.empty[*] equals 0 0");
        assertThat(reasons("""
                                {'not': {'count': {'field': 'properties.ipRules[*]', 'where':
                                 {'field': 'properties.ipRules[*].value', 'equals': 'x'}}, 'greater': 0}}
                                """, ACCOUNT)).containsExactly("properties.ipRules[*] lessOrEquals 0 0");
    }

    /** The outcome alone says that there is none; any number but 0 has to be counted. */
    @Test
    void whereNoElementCountsTheNumberIsTold() {
        String none = "{'count': {'field': 'properties.ipRules[*]', 'where': {'field': 'properties.ipRules[*].value', "
                + "'equals': 'x'}}, ";
        for (String holding : List.of("'equals': 0", "'less': 1", "'lessOrEquals': 0", "'in': [0, 2]")) {
            assertThat(reasons(none + holding + "}", ACCOUNT))
                    .singleElement()
                    .asString()
                    .matches("[^ ]+ipRules\\[\\*\\] .* 0");
        }
        for (String failing : List.of("'greater': 0", "'greaterOrEquals': 1", "'notEquals': 0", "'notIn': [0, 2]")) {
            assertThat(reasons("{'not': " + none + failing + "}}", ACCOUNT))
                    .singleElement()
                    .asString()
                    .matches("[^ ]+ipRules\\[\\*\\] .* 0");
        }
        String two = none.replace("'equals': 'x'", "'notLike': '10.*'");
        assertThat(reasons(two + "'in': [0, 2]}", ACCOUNT)).hasSize(2);
        assertThat(reasons(two + "'equals': 2}", ACCOUNT)).hasSize(2);
        assertThat(reasons("{'not': " + two + "'less': 1}}", ACCOUNT)).hasSize(2);
        assertThat(reasons(two + "'notEquals': 1}", ACCOUNT)).hasSize(2);
        assertThat(reasons("{'not': " + two + "'equals': 1}}", ACCOUNT)).hasSize(2);
        assertThat(reasons("{'not': " + two + "'equals': 0}}", ACCOUNT)).hasSize(2);
        assertThat(reasons(two + "'greaterOrEquals': 1}", ACCOUNT)).hasSize(2);
    }

    @Test
    void moreReasonsThanFewAreEachToldOnce() {
        String rules = IntStream.range(0, 30)
                .mapToObj(i -> "{'value': 'v" + i % 20 + "'}")
                .collect(Collectors.joining(", "));
        String account =
                ACCOUNT.replace("{'value': '10.0.0.0/24'}, {'value': '0.0.0.0/0'}, {'value': '1.2.3.4'}", rules);
        String each = "{'field': 'properties.ipRules[*].value', 'notEquals': 'x'}";
        assertThat(reasons("{'allOf': [" + each + ", " + each + "]}", account))
                .hasSize(30)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyElementThatDecidedIsReported() {
        assertThat(reasons("{'field': 'properties.ipRules[*].value', 'notEquals': 'x'}", ACCOUNT))
                .containsExactly(
                        "properties.ipRules[0].value notEquals 'x' '10.0.0.0/24'",
                        "properties.ipRules[1].value notEquals 'x' '0.0.0.0/0'",
                        "properties.ipRules[2].value notEquals 'x' '1.2.3.4'");
        assertThat(reasons("{'not': {'field': 'properties.ipRules[*].value', 'notEquals': '1.2.3.4'}}", ACCOUNT))
                .containsExactly("properties.ipRules[2].value equals '1.2.3.4' '1.2.3.4'");
    }

    @Test
    void aValueOfOnePropertyIsReportedByItsPath() {
        assertThat(reasons(
                        "{'value': '[toUpper(field(`properties.publicNetworkAccess`))]', 'equals': 'ENABLED'}",
                        ACCOUNT))
                .containsExactly("properties.publicNetworkAccess equals 'ENABLED' 'ENABLED'");
    }

    @Test
    void whatComesFromParametersIsLeftOut() {
        BoundDefinition definition = Policies.compile("""
                        {'properties': {'mode': 'All', 'parameters': {'strict': {'type': 'Boolean', 'defaultValue': true}},
                         'policyRule': {'if': {'allOf': [{'value': '[parameters(`strict`)]', 'equals': true},
                          {'field': 'properties.count', 'greater': 1}]}, 'then': {'effect': 'audit'}}}}
                        """, AliasCatalogue.none())
                .then(each -> each.bind(Binding.defaults()))
                .orElseThrow();
        assertThat(shown(definition.evaluate(resource(ACCOUNT), world())))
                .containsExactly("properties.count greater 1 7");
    }

    @Test
    void existenceSaysWhatWasLookedForHowManyWereFoundAndWhyEachDidNotDo() {
        BoundDefinition definition = bound("""
                {'if': {'field': 'type', 'equals': 'T/a'}, 'then': {'effect': 'auditIfNotExists', 'details':
                 {'type': 'T/settings', 'name': 'default', 'existenceCondition': {'allOf': [
                  {'field': 'properties.logs[*].enabled', 'equals': true}, {'field': 'properties.days', 'greater': 30}]}}}}
                """);
        Verdict verdict = definition.evaluate(
                resource(ACCOUNT),
                world(
                        "{'name': 'one', 'properties': {'logs': [{'enabled': true}, {'enabled': false}], 'days': 90}}",
                        "{'name': 'two', 'properties': {'logs': [], 'days': 7}}"));
        assertThat(verdict.state()).isEqualTo(State.NON_COMPLIANT);
        assertThat(shown(verdict))
                .containsExactly(
                        "T/settings/default exists {'type':'T/settings','name':'default','existenceScope':'ResourceGroup'} 2",
                        "T/settings[one].properties.logs[1].enabled notEquals true false",
                        "T/settings[two].properties.days lessOrEquals 30 7");
        assertThat(definition.evaluate(resource(ACCOUNT), world()).reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.actual()).isEqualTo(json("0")));
    }

    @Test
    void whereNoRelatedResourceCanDoTheRuleItselfSaysWhyAndNothingIsLookedUp() {
        for (String effect : List.of("audit", "deployIfNotExists")) {
            BoundDefinition definition = bound("""
                    {'if': {'field': 'properties.count', 'greater': 5}, 'then': {'effect': 'EFFECT', 'details':
                     {'type': 'T/settings', 'existenceCondition': {'value': false, 'equals': true}}}}
                    """.replace("EFFECT", effect));
            Verdict verdict = definition.evaluate(resource(ACCOUNT), world());
            assertThat(verdict.state()).isEqualTo(State.NON_COMPLIANT);
            assertThat(shown(verdict)).containsExactly("properties.count greater 5 7");
            assertThat(verdict.triggered()).isPresent();
        }
    }

    @Test
    void whatAnExistenceConditionReadsOnTheJudgedResourceIsNotSaidOfTheRelatedOne() {
        BoundDefinition definition = bound("""
                {'if': {'field': 'type', 'equals': 'T/a'}, 'then': {'effect': 'auditIfNotExists', 'details':
                 {'type': 'T/settings', 'existenceCondition': {'allOf': [
                  {'value': '[field(`tags.tier`)]', 'equals': 'gold'}, {'field': 'properties.days', 'greater': 30}]}}}}
                """);
        Verdict verdict = definition.evaluate(
                resource("{'type': 'T/a', 'kind': 'k', 'tags': {'tier': 'tin'}}"),
                world("{'name': 'one', 'tags': {'tier': 'gold'}, 'properties': {'days': 90}}"));
        assertThat(shown(verdict).subList(1, shown(verdict).size()))
                .containsExactly("tags.tier notEquals 'gold' 'tin'");
    }

    @Test
    void aSecretIsNeverShown() {
        String resource = """
                {'type': 'Microsoft.CognitiveServices/accounts/connections', 'properties': {'credentials': {'key': 'k1', 'pat': 'p1'},
                 'adminPassword': 's1', 'metadata': {'connectionString': 'c1', 'host': 'h'}, 'authType': 'AccountKey',
                 'keySource': 'Microsoft.KeyVault', 'allowSharedKeyAccess': true, 'sasPolicy': {'sasExpirationPeriod': '1.00'}}}
                """;
        assertThat(reasons("{'field': 'properties.credentials.key', 'equals': 'k1'}", resource))
                .containsExactly("properties.credentials.key equals '(redacted)' '(redacted)'");
        assertThat(reasons("{'field': 'properties.adminPassword', 'exists': true}", resource))
                .containsExactly("properties.adminPassword exists true '(redacted)'");
        assertThat(reasons("{'field': 'properties.metadata', 'exists': true}", resource))
                .containsExactly("properties.metadata exists true {'connectionString':'(redacted)','host':'h'}");
        assertThat(reasons(
                        "{'value': '[concat(field(`properties.credentials.pat`), field(`properties.authType`))]', 'contains': 'p1'}",
                        resource))
                .singleElement()
                .asString()
                .endsWith("'(redacted)' '(redacted)'");
        assertThat(reasons("{'value': '[string(field(`properties.metadata`))]', 'contains': 'c1'}", resource))
                .containsExactly("properties.metadata contains '(redacted)' '(redacted)'");
        assertThat(reasons(
                        "{'value': '[createArray(field(`properties.metadata`).connectionString)]', 'contains': 'c1'}",
                        resource))
                .containsExactly("properties.metadata contains '(redacted)' ['(redacted)']");
        assertThat(reasons("{'field': 'properties.keySource', 'exists': true}", resource))
                .containsExactly("properties.keySource exists true 'Microsoft.KeyVault'");
        assertThat(reasons("{'field': 'properties.allowSharedKeyAccess', 'notEquals': false}", resource))
                .containsExactly("properties.allowSharedKeyAccess notEquals false true");
        assertThat(reasons("{'field': 'properties.sasPolicy', 'exists': true}", resource))
                .containsExactly("properties.sasPolicy exists true {'sasExpirationPeriod':'1.00'}");
    }

    @Test
    void aSecretIsHiddenWhereverItStands() {
        String resource = """
                {'type': 'Contoso.X/y', 'properties': {'passwords': ['s1'], 'secrets': [{'name': 'n', 'value': 's2'}],
                 'connectionStrings': {'db': {'value': 's3', 'type': 'SQLAzure'}}, 'settings': 'Server=h;Password=s4',
                 'link': 'https://h/c?sv=1&sig=s5', 'syncNtlmPasswords': 'Enabled', 'permissions': {'secrets': ['get']}}}
                """;
        assertThat(reasons("{'field': 'properties', 'exists': true}", resource))
                .singleElement()
                .asString()
                .doesNotContainPattern("s[1-5]'")
                .contains("'passwords':['(redacted)']")
                .contains("{'name':'n','value':'(redacted)'}")
                .contains("{'db':{'value':'(redacted)','type':'SQLAzure'}}")
                .contains("'settings':'(redacted)','link':'(redacted)'")
                .contains("'syncNtlmPasswords':'Enabled','permissions':{'secrets':['get']}");
        assertThat(reasons("{'field': 'properties.secrets[*].value', 'notEquals': 'x'}", resource))
                .containsExactly("properties.secrets[0].value notEquals '(redacted)' '(redacted)'");
        assertThat(reasons("{'field': 'properties.settings', 'equals': 'server=h;password=s4'}", resource))
                .containsExactly("properties.settings equals '(redacted)' '(redacted)'");
        assertThat(reasons("{'field': 'properties.syncNtlmPasswords', 'notEquals': 'Disabled'}", resource))
                .containsExactly("properties.syncNtlmPasswords notEquals 'Disabled' 'Enabled'");
    }

    @Test
    void aCompliantVerdictHasNone() {
        assertThat(reasons("{'field': 'properties.count', 'equals': 1}", ACCOUNT))
                .isEmpty();
    }

    @Test
    void aCountTellsItsNumberWhetherOrNotTheRuleMatches() {
        BoundDefinition few = Policies.audit("""
                {'allOf': [{'field': 'type', 'equals': 'T/a'},
                 {'count': {'field': 'properties.ipRules[*]',
                   'where': {'field': 'properties.ipRules[*].value', 'notEquals': '0.0.0.0/0'}}, 'less': 2}]}
                """);

        assertThat(few.counted(resource(ACCOUNT), "properties.ipRules[*]"))
                .hasValueSatisfying(number -> assertThat(number.intValue()).isEqualTo(2));
        assertThat(few.counted(resource("{'type': 'T/a', 'properties': {}}"), "properties.ipRules[*]"))
                .hasValueSatisfying(number -> assertThat(number.intValue()).isZero());
        assertThat(few.counted(resource(ACCOUNT), "properties.empty[*]")).isEmpty();
        assertThat(few.counted(resource("{'type': 'T/b'}"), "properties.ipRules[*]"))
                .isEmpty();
    }
}

package dev.plumbline.policy;

import static dev.plumbline.policy.Policies.bound;
import static dev.plumbline.policy.Policies.reasons;
import static dev.plumbline.policy.Policies.resource;
import static dev.plumbline.policy.Policies.verdict;
import static dev.plumbline.policy.Policies.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts remember from one element to the next does not show in what they count. */
class CountMemoryTest {

    private static final String PAIRS = """
            {'type': 't', 'names': ['a', 'B', 'none'], 'wanted': 'A', 'number': 2,
             'list': [{'k': 'a', 'v': 1, 'in': [{'n': 'x'}]}, {'K': 'b', 'v': 1, 'in': [{'n': 'x'}, {'n': 'y'}]},
                      {'k': 'A', 'v': 2, 'in': []}]}
            """;

    private static boolean matches(String condition, String resource) {
        State state = verdict(condition, resource).state();
        assertThat(state).isIn(State.NON_COMPLIANT, State.COMPLIANT);
        return state == State.NON_COMPLIANT;
    }

    /** Whether so many elements fulfil a condition, and no other number. */
    private static void assertNumber(String counted, int number) {
        for (int each = 0; each < 5; each++) {
            assertThat(matches("{'count': {" + counted + "}, 'equals': " + each + "}", PAIRS))
                    .as("%s equals %s", counted, each)
                    .isEqualTo(each == number);
        }
    }

    // Operands that are the same for every element

    @Test
    void anotherOuterElementIsAnotherOperand() {
        String inner =
                "{'count': {'field': 'list[*]', 'where': {'field': 'list[*].k', 'equals': '[current(`n`)]'}}, 'equals': ";
        assertNumber("'value': '[field(`names`)]', 'name': 'n', 'where': " + inner + "2}", 1);
        assertNumber("'value': '[field(`names`)]', 'name': 'n', 'where': " + inner + "1}", 1);
        assertNumber("'value': '[field(`names`)]', 'name': 'n', 'where': " + inner + "0}", 1);
    }

    @ParameterizedTest
    @CsvSource({"equals,2", "notEquals,1", "in,2", "notIn,1", "like,2", "contains,2", "exists,0"})
    void everyOperatorTakesARememberedOperand(String operator, int number) {
        assertNumber(
                "'field': 'list[*]', 'where': {'field': 'list[*].k', '" + operator + "': '[field(`wanted`)]'}", number);
    }

    @Test
    void anOperandOfTheElementItselfIsNotRemembered() {
        assertNumber(
                "'field': 'list[*]', 'where': {'field': 'list[*].v', 'equals': '[length(current(`list[*].in`))]'}", 1);
        assertNumber("'value': [1, 2, 2], 'where': {'value': 2, 'equals': '[current()]'}", 2);
        assertNumber("'value': [1, 2, 2], 'name': 'n', 'where': {'value': 2, 'equals': '[current(concat(`n`))]'}", 2);
        assertNumber(
                "'field': 'list[*]', 'where': {'field': 'list[*].v', 'equals': '[first(field(concat(`list[*].v`)))]'}",
                3);
    }

    @Test
    void anOperandThatIsNotNeededIsNotEvaluated() {
        String fails = "{'field': 'list[*].k', 'equals': '[int(field(`wanted`))]'}";
        String first = "{'field': 'list[*].v', 'equals': 3}";
        assertNumber("'field': 'list[*]', 'where': {'allOf': [" + first + ", " + fails + "]}", 0);
        assertThat(verdict(
                                "{'count': {'field': 'list[*]', 'where': {'allOf': [" + first.replace('3', '2') + ", "
                                        + fails + "]}}, 'equals': 0}",
                                PAIRS)
                        .state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void anOperandThatFailsDoesSoForTheOuterElementThatItFailsFor() {
        String inner =
                "{'count': {'field': 'list[*]', 'where': {'field': 'list[*].v', 'equals': '[int(current(`n`))]'}}, 'equals': 2}";
        assertNumber("'value': ['1', '2'], 'name': 'n', 'where': " + inner, 1);
        Verdict failing =
                verdict("{'count': {'value': ['1', 'x'], 'name': 'n', 'where': " + inner + "}, 'equals': 1}", PAIRS);
        assertThat(failing.state()).isEqualTo(State.UNKNOWN);
        assertThat(failing.message()).contains("int");
    }

    // What takes no notice of the outer count

    @Test
    void anOutcomeBelongsToItsElement() {
        String where =
                "{'allOf': [{'field': 'list[*].v', 'equals': 1}, {'field': 'list[*].k', 'equals': '[current(`n`)]'}]}";
        String inner = "{'count': {'field': 'list[*]', 'where': " + where + "}, 'equals': 1}";
        assertNumber("'value': '[field(`names`)]', 'name': 'n', 'where': " + inner, 2);
        String either = inner.replace("allOf", "anyOf");
        assertNumber("'value': '[field(`names`)]', 'name': 'n', 'where': {'not': " + either + "}", 3);
        assertNumber(
                "'value': '[field(`names`)]', 'name': 'n', 'where': " + either.substring(0, either.length() - 2) + "2}",
                2);
    }

    @Test
    void outcomesOfMoreElementsThanExpected() {
        StringBuilder many = new StringBuilder("{'type': 't', 'list': [");
        for (int i = 0; i < 100; i++) {
            many.append("{'v': ").append(i % 7).append(", 'k': ").append(i % 3).append("}, ");
        }
        many.append("{}]}");
        String where =
                "{'allOf': [{'field': 'list[*].v', 'equals': 1}, {'field': 'list[*].k', 'equals': '[current(`n`)]'}]}";
        String inner = "{'count': {'field': 'list[*]', 'where': " + where + "}, 'equals': 5}";
        String rule = "{'count': {'value': [0, 1, 2], 'name': 'n', 'where': " + inner + "}, 'equals': 3}";
        // 15 of the 100 numbers leave 1, and every third of them 0, 1 and 2.
        assertThat(matches(rule, many.toString())).isTrue();
    }

    @Test
    void theNumberOfAnInnerCountIsTheSameForAllOuterElements() {
        String inner =
                "{'count': {'field': 'list[*]', 'where': {'field': 'list[*].v', 'equals': 1}}, 'equals': '[current(`n`)]'}";
        assertNumber("'value': [1, 2, 3], 'name': 'n', 'where': " + inner, 1);
    }

    @Test
    void aCountOfWhatTheOuterElementHoldsIsNotTheSame() {
        assertNumber(
                "'field': 'list[*]', 'where': {'count': {'field': 'list[*].in[*]'}, 'equals': '[current(`list[*].v`)]'}",
                1);
        assertNumber(
                "'field': 'list[*]', 'where': {'count': {'value': '[current(`list[*].in`)]', 'name': 'i'}, 'equals': 1}",
                1);
        assertNumber(
                "'field': 'list[*]', 'where': {'count': {'field': 'list[*].in[*]', 'where': {'field': 'list[*].in[*].n',"
                        + " 'equals': 'x'}}, 'equals': 1}",
                2);
    }

    @Test
    void threeCountsEachOfAnotherReach() {
        String innermost = "{'count': {'field': 'list[*]', 'where': {'allOf': [{'field': 'list[*].v', 'greater': 0},"
                + " {'field': 'list[*].k', 'equals': '[current(`n`)]'}]}}, 'equals': '[current(`m`)]'}";
        String middle = "{'count': {'value': [0, 1, 2], 'name': 'm', 'where': " + innermost + "}, 'equals': 1}";
        assertNumber("'value': '[field(`names`)]', 'name': 'n', 'where': " + middle, 3);
        String skipping = innermost.replace("current(`n`)", "field(`wanted`)");
        String same = "{'count': {'value': [0, 1, 2], 'name': 'm', 'where': " + skipping + "}, 'equals': 1}";
        assertNumber("'value': '[field(`names`)]', 'name': 'n', 'where': " + same, 3);
    }

    @Test
    void countsOfTheSameName() {
        assertNumber(
                "'value': [1, 2], 'name': 'n', 'where': {'count': {'value': [2, 3], 'name': 'n', 'where': {'value': '[current(`n`)]',"
                        + " 'equals': 2}}, 'equals': 1}",
                2);
        assertNumber(
                "'value': [1, 2], 'where': {'count': {'value': [2, 3], 'where': {'value': '[current()]', 'equals': 3}},"
                        + " 'equals': '[current()]'}",
                1);
    }

    @Test
    void whatCouldNotBeDecidedIsAskedAgain() {
        BoundDefinition rule =
                bound("{'name': 'r', 'properties': {'mode': 'Plumbline.Views', 'policyRule': {'if': {'allOf': ["
                        + "{'field': 'type', 'equals': 'Plumbline.Views/aiAccount'},"
                        + "{'count': {'value': [1, 2], 'name': 'n', 'where': {'count': {'field': 'deployments[*]', 'where': {'anyOf': ["
                        + "  {'field': 'secrets.x', 'exists': true}, {'field': 'deployments[*].n', 'equals': '[current(`n`)]'}]}},"
                        + "  'equals': 2}}, 'equals': %s}]}, 'then': {'effect': 'audit'}}}}".replace("%s", "0"));
        for (String elements : new String[] {"{'n': 1}, {'n': 2}", "{'n': 1}, {'n': 1}"}) {
            PreparedResource view = PreparedResource.ofView(new ViewDocument(
                    Policies.json("{'type': 'Plumbline.Views/aiAccount', 'resource': {'type': 't'}, 'deployments': ["
                            + elements + "]}"),
                    Map.of("secrets", "denied")));
            Verdict verdict = rule.evaluate(view, world());
            assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
            assertThat(verdict.message()).contains("denied");
        }
    }

    @Test
    void everyRelatedResourceIsCountedByItself() {
        String where =
                "{'allOf': [{'field': 'list[*].v', 'equals': 1}, {'field': 'list[*].k', 'equals': '[current(`n`)]'}]}";
        BoundDefinition rule = bound(
                "{'if': {'field': 'type', 'equals': 't'}, 'then': {'effect': 'auditIfNotExists', 'details': {'type': 'r',"
                        + " 'existenceCondition': {'count': {'value': ['a', 'b'], 'name': 'n', 'where': {'count': {'field': 'list[*]',"
                        + " 'where': " + where + "}, 'equals': 1}}, 'equals': 2}}}}",
                AliasCatalogue.none());
        String none = "{'type': 'r', 'name': 'x', 'list': [{'k': 'a', 'v': 2}, {'k': 'b', 'v': 1}]}";
        String both = "{'type': 'r', 'name': 'y', 'list': [{'k': 'a', 'v': 1}, {'k': 'b', 'v': 1}]}";
        assertThat(rule.evaluate(resource("{'type': 't'}"), world(none)).state())
                .isEqualTo(State.NON_COMPLIANT);
        assertThat(rule.evaluate(resource("{'type': 't'}"), world(none, both)).state())
                .isEqualTo(State.COMPLIANT);
    }

    @Test
    void reasonsNameTheElementsOfTheirOwnOuterElement() {
        String where =
                "{'allOf': [{'field': 'list[*].v', 'equals': 1}, {'field': 'list[*].k', 'equals': '[current(`n`)]'}]}";
        assertThat(reasons(
                        "{'count': {'value': ['a', 'b'], 'name': 'n', 'where': {'count': {'field': 'list[*]', 'where': "
                                + where + "}, 'greater': 0}}, 'equals': 2}",
                        PAIRS))
                .containsExactly(
                        "list[0].v equals 1 1",
                        "list[0].k equals 'a' 'a'",
                        "list[1].v equals 1 1",
                        "list[1].k equals 'b' 'b'");
    }

    // Counts that nothing around matters to, in several places of a rule

    @Test
    void theSameCountInSeveralPlacesIsComparedWithDifferentNumbers() {
        String ones = "{'count': {'field': 'list[*]', 'where': {'field': 'list[*].v', 'equals': 1}}, ";
        assertThat(matches("{'allOf': [" + ones + "'equals': 2}, " + ones + "'greater': 1}]}", PAIRS))
                .isTrue();
        assertThat(matches("{'allOf': [" + ones + "'equals': 2}, " + ones + "'less': 2}]}", PAIRS))
                .isFalse();
        assertNumber(
                "'value': [1, 2, 3], 'name': 'n', 'where': {'allOf': [" + ones
                        + "'greaterOrEquals': '[current(`n`)]'}, " + ones + "'lessOrEquals': 2}]}",
                2);
    }

    @Test
    void theSameTextAboutAnotherResourceIsAnotherCount() {
        String ones = "{'count': {'field': 'list[*]', 'where': {'field': 'list[*].v', 'equals': 1}}, 'equals': ";
        BoundDefinition rule = bound(
                "{'if': " + ones + "2}, 'then': {'effect': 'auditIfNotExists', 'details': {'type': 'r',"
                        + " 'existenceCondition': " + ones + "1}}}}",
                AliasCatalogue.none());
        String one = "{'type': 'r', 'name': 'x', 'list': [{'v': 1}]}";
        String two = "{'type': 'r', 'name': 'y', 'list': [{'v': 1}, {'v': 1}]}";
        assertThat(rule.evaluate(resource(PAIRS), world(two)).state()).isEqualTo(State.NON_COMPLIANT);
        assertThat(rule.evaluate(resource(PAIRS), world(two, one)).state()).isEqualTo(State.COMPLIANT);
    }

    @Test
    void theSameTextInsideAnotherElementIsAnotherCount() {
        String inner = "{'count': {'field': 'list[*].in[*]', 'where': {'field': 'list[*].in[*].n', 'equals': 'x'}}, ";
        assertNumber(
                "'field': 'list[*]', 'where': {'anyOf': [" + inner + "'greater': 5}, " + inner + "'equals': 1}]}", 2);
        assertThat(matches(
                        "{'allOf': [" + inner + "'equals': 2}, {'count': {'field': 'list[*]', 'where': " + inner
                                + "'equals': 1}}, 'equals': 2}]}",
                        PAIRS))
                .isTrue();
    }

    @Test
    void reasonsNameTheElementsOfACountThatStandsInAnother() {
        String inner = "{'count': {'field': 'list[*].in[*]', 'where': {'field': 'list[*].in[*].n', 'like': '?'}}, ";
        assertThat(reasons(
                        "{'count': {'field': 'list[*]', 'where': {'allOf': [{'field': 'list[*].v', 'exists': true}, "
                                + inner + "'greater': 1}]}}, 'greater': 0}",
                        PAIRS))
                .containsExactly(
                        "list[1].v exists true 1", "list[1].in[0].n like '?' 'x'", "list[1].in[1].n like '?' 'y'");
    }

    @Test
    void reasonsOfMoreElementsThanExpected() {
        StringBuilder many = new StringBuilder("{'type': 't', 'list': [");
        for (int i = 0; i < 200; i++) {
            many.append("{'v': ").append(i == 3 || i == 64 || i == 190 ? 1 : 0).append("}, ");
        }
        many.append("{}]}");
        assertThat(reasons(
                        "{'count': {'field': 'list[*]', 'where': {'field': 'list[*].v', 'equals': 1}}, 'equals': 3}",
                        many.toString()))
                .containsExactly("list[3].v equals 1 1", "list[64].v equals 1 1", "list[190].v equals 1 1");
    }

    // Inner elements that cannot equal the outer one

    /** A rule that matches if so many elements have a text that no element with a smaller number has. */
    private static String distinct(int number) {
        return "{'count': {'field': 'list[*]', 'where': {'count': {'field': 'copy[*]', 'where': {'allOf': ["
                + "{'field': 'copy[*].k', 'equals': '[current(`list[*].k`)]'},"
                + "{'field': 'copy[*].v', 'less': '[current(`list[*].v`)]'}]}}, 'equals': 0}}, 'equals': " + number
                + "}";
    }

    private static boolean distinct(int number, String elements) {
        return matches(distinct(number), "{'type': 't', 'list': [" + elements + "], 'copy': [" + elements + "]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"k\": \"a\", \"v\": 1}, {\"k\": \"A\", \"v\": 2}, {\"k\": \"b\", \"v\": 3}, {\"k\": \"a\", \"v\": 4} | 2",
                "{\"k\": \"STRASSE\", \"v\": 1}, {\"k\": \"straße\", \"v\": 2}, {\"k\": \"x\", \"v\": 3} | 2",
                "{\"k\": \"1\", \"v\": 1}, {\"k\": 1, \"v\": 2}, {\"k\": \"1\", \"v\": 3} | 1",
                "{\"k\": \"true\", \"v\": 1}, {\"k\": true, \"v\": 2}, {\"k\": \"TRUE\", \"v\": 3} | 1",
                "{\"k\": \"a\", \"v\": 1}, {\"v\": 2}, {\"k\": \"a\", \"v\": 3} | 2"
            })
    void equalOnesAreFoundHoweverTheyAreSpelled(String elements, int number) {
        for (int each = 0; each < 5; each++) {
            assertThat(distinct(each, elements)).as("%s", each).isEqualTo(each == number);
        }
    }

    @Test
    void distinctOnesOfManyAreCountedWithinTheLimit() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            many.append("{\"k\": \"p")
                    .append(i % 1_500)
                    .append("\", \"v\": ")
                    .append(i)
                    .append("}, ");
        }
        assertThat(distinct(1_500, many + "{\"k\": \"p0\", \"v\": 2000}")).isTrue();
    }

    // Where a field lies in the element

    @Test
    void aFurtherArrayInTheElement() {
        assertNumber("'field': 'list[*]', 'where': {'field': 'list[*].in[*].n', 'equals': 'x'}", 2);
        assertNumber("'field': 'list[*]', 'where': {'not': {'field': 'list[*].in[*].n', 'equals': 'x'}}", 1);
        assertNumber("'field': 'list[*]', 'where': {'field': 'LIST[*].In[*].N', 'notEquals': 'z'}", 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "'text'", "[]", "[{'k': 'a'}]", "{}", "{'x': {'k': 'a'}}"})
    void anElementWithoutTheProperty(String element) {
        String resource = "{'type': 't', 'list': [" + element + "]}";
        for (String where : new String[] {
            "{'field': 'list[*].k', 'exists': false}",
            "{'field': 'list[*].k', 'notEquals': 'a'}",
            "{'field': 'list[*].k.l', 'exists': false}"
        }) {
            assertThat(matches("{'count': {'field': 'list[*]', 'where': " + where + "}, 'equals': 1}", resource))
                    .as(where)
                    .isTrue();
        }
    }

    @Test
    void theElementItselfAndTheOuterElementOfACountThroughTwoArrays() {
        assertNumber("'field': 'names[*]', 'where': {'field': 'names[*]', 'equals': 'b'}", 1);
        assertNumber("'field': 'list[*].in[*]', 'where': {'field': 'list[*].v', 'equals': 1}", 3);
        assertNumber("'field': 'list[*].in[*]', 'where': {'field': 'list[*].k', 'exists': true}", 3);
        assertNumber(
                "'field': 'list[*].in[*]', 'where': {'field': 'list[*].in[*].n', 'equals': '[if(equals(current(`list[*].k`), `b`), `y`, `x`)]'}",
                2);
    }
}

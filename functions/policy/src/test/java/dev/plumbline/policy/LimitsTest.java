package dev.plumbline.policy;

import static dev.plumbline.policy.Policies.audit;
import static dev.plumbline.policy.Policies.bound;
import static dev.plumbline.policy.Policies.compile;
import static dev.plumbline.policy.Policies.resource;
import static dev.plumbline.policy.Policies.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A definition from the internet can be refused or undecided, and does no harm. */
class LimitsTest {

    private static String rule(String condition) {
        return "{'if': " + condition + ", 'then': {'effect': 'audit'}}";
    }

    private static Compiled<Definition> compiled(String condition) {
        return compile(rule(condition), AliasCatalogue.none());
    }

    @Test
    void deeplyNestedConditionsAreAnIssue() {
        String deep = "{'not': ".repeat(200) + "{'field': 'name', 'equals': 'x'}" + "}".repeat(200);
        assertThat(compiled(deep).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.expected()).contains("CONDITION_NESTING"));
        String bearable = "{'not': ".repeat(100) + "{'field': 'name', 'equals': 'x'}" + "}".repeat(100);
        assertThat(bound(rule(bearable))
                        .evaluate(resource("{'name': 'x'}"), world())
                        .state())
                .isEqualTo(State.NON_COMPLIANT);
        String veryDeep = "{\"not\": ".repeat(50_000) + "{}" + "}".repeat(50_000);
        assertThat(Document.parse("f", veryDeep).value()).isEmpty();
    }

    @Test
    void tooManyConditionsAreAnIssue() {
        String one = "{'field': 'name', 'equals': 'x'}";
        String many = String.join(",", Collections.nCopies(Limit.CONDITIONS.value(), one));
        assertThat(compiled("{'allOf': [" + many + "]}").issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.expected()).contains("CONDITIONS"));
    }

    @Test
    void tooManyCountsAreAnIssue() {
        String field = "{'count': {'field': 'a[*]'}, 'equals': 0}";
        assertThat(compiled("{'allOf': [" + String.join(",", Collections.nCopies(6, field)) + "]}")
                        .issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.expected()).contains("FIELD_COUNTS_PER_ARRAY"));
        String value = "{'count': {'value': [1]}, 'equals': 0}";
        assertThat(compiled("{'allOf': [" + String.join(",", Collections.nCopies(11, value)) + "]}")
                        .issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.expected()).contains("VALUE_COUNTS"));
    }

    @Test
    void aCountOfTooManyValuesIsUndecided() {
        String values = IntStream.range(0, 101).mapToObj(String::valueOf).collect(Collectors.joining(","));
        Verdict verdict =
                audit("{'count': {'value': [" + values + "]}, 'greater': 0}").evaluate(resource("{}"), world());
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.message()).contains("VALUE_COUNT_ITERATIONS");
    }

    @Test
    void countTimesCountRunsOutOfSteps() {
        String elements =
                IntStream.range(0, 1_500).mapToObj(i -> "{'v': " + i + "}").collect(Collectors.joining(","));
        String inner =
                "{'count': {'field': 'b[*]', 'where': {'field': 'b[*].v', 'equals': '[concat(`x`, current(`a[*].v`))]'}},"
                        + " 'equals': 0}";
        Verdict verdict = audit("{'count': {'field': 'a[*]', 'where': " + inner + "}, 'greater': 0}")
                .evaluate(resource("{'a': [" + elements + "], 'b': [" + elements + "]}"), world());
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.message()).contains("EVALUATION_STEPS");
        assertThat(verdict.triggered()).isEmpty();
    }

    @Test
    void countsThatTakeNoNoticeOfEachOtherTakeTheStepsOfEach() {
        String elements =
                IntStream.range(0, 1_500).mapToObj(i -> "{'v': " + i + "}").collect(Collectors.joining(","));
        String inner = "{'count': {'field': 'b[*]', 'where': {'field': 'b[*].v', 'equals': 'x'}}, 'greater': 0}";
        Verdict verdict = audit("{'count': {'field': 'a[*]', 'where': " + inner + "}, 'greater': 0}")
                .evaluate(resource("{'a': [" + elements + "], 'b': [" + elements + "]}"), world());
        assertThat(verdict.state()).isEqualTo(State.COMPLIANT);
    }

    @Test
    void longTextsAndLargeObjectsCostMoreSteps() {
        String elements = IntStream.range(0, 300).mapToObj(String::valueOf).collect(Collectors.joining(","));
        String inner =
                "{'count': {'field': 'b[*]', 'where': {'field': '%s', 'equals': '[concat(`x`, current(`a[*]`))]'}},"
                        + " 'greater': 0}";
        String outer = "{'count': {'field': 'a[*]', 'where': " + inner + "}, 'greater': 0}";
        String members =
                IntStream.range(0, 6_400).mapToObj(i -> "'m" + i + "': 1").collect(Collectors.joining(","));
        String resource = "{'a': [" + elements + "], 'b': [" + elements + "], 'name': '" + "a".repeat(100_000)
                + "', 'o': {" + members + "}}";
        assertThat(audit(String.format(outer, "o.m1"))
                        .evaluate(resource("{'a': [" + elements + "], 'b': [" + elements + "]}"), world())
                        .state())
                .isEqualTo(State.COMPLIANT);
        Verdict byText = audit(String.format(outer, "name")).evaluate(resource(resource), world());
        assertThat(byText.state()).isEqualTo(State.UNKNOWN);
        Verdict byMembers = audit(String.format(outer, "o.none")).evaluate(resource(resource), world());
        assertThat(byMembers.state()).isEqualTo(State.UNKNOWN);
        assertThat(byMembers.message()).contains("EVALUATION_STEPS");
    }

    @Test
    void tooManyFunctionsAreAnIssue() {
        String calls = "{'value': '[createArray(" + String.join(",", Collections.nCopies(120, "length(`x`)"))
                + ")]', 'exists': true}";
        assertThat(compiled("{'allOf': [" + String.join(",", Collections.nCopies(20, calls)) + "]}")
                        .issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.expected()).contains("`FUNCTIONS`"));
    }

    @Test
    void aPatternDoesNotBacktrack() {
        String pattern = "*" + "a*".repeat(200) + "b";
        Verdict verdict = audit("{'field': 'name', 'like': '" + pattern + "'}")
                .evaluate(resource("{'name': '" + "a".repeat(50_000) + "'}"), world());
        assertThat(verdict.state()).isNotEqualTo(State.NON_COMPLIANT);
    }

    @Test
    void aLongReportIsCut() {
        String elements = IntStream.range(0, 1_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        Verdict verdict =
                audit("{'field': 'a[*]', 'notEquals': 'x'}").evaluate(resource("{'a': [" + elements + "]}"), world());
        assertThat(verdict.reasons()).hasSize(Limit.REASONS.value());
    }

    @Test
    void aFunctionThatFailsLeavesTheVerdictOpen() {
        Verdict verdict =
                audit("{'value': '[int(field(`name`))]', 'equals': 1}").evaluate(resource("{'name': 'x'}"), world());
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.message()).contains("int");
    }
}

package dev.plumbline.policy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.policy.template.function.Functions;
import dev.plumbline.policy.value.Comparison;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases of {@code src/test/resources/template}: an expression, what it may read, and its value or how it fails.
 *
 * <p>Every case is run as compiled and again after binding its parameters.
 */
class TemplateCasesTest {
    private static final List<String> FILES =
            List.of("syntax", "strings", "collections", "logic", "numbers", "dates", "addresses", "scope");
    private static final Set<String> KEYS = Set.of(
            "expression",
            "template",
            "because",
            "parameters",
            "fields",
            "context",
            "current",
            "place",
            "value",
            "missing",
            "fails",
            "unknown",
            "rejected");
    private static final Pattern CALL = Pattern.compile("([A-Za-z0-9]+)\\(");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String file : FILES) {
            int number = 0;
            for (JsonNode each : read(file)) {
                String name = file + " " + number++ + ": " + source(each);
                tests.add(DynamicTest.dynamicTest(name, () -> check(each)));
            }
        }
        return tests.stream();
    }

    @Test
    void everyFunctionHasAValueAndAFailureOrMissingCase() throws IOException {
        Set<String> valued = new TreeSet<>();
        Set<String> edged = new TreeSet<>();
        for (String file : FILES) {
            for (JsonNode each : read(file)) {
                Set<String> called = called(source(each).toString());
                (each.has("value") ? valued : edged).addAll(called);
            }
        }
        assertThat(valued).containsAll(lower(Functions.names()));
        assertThat(edged).containsAll(lower(Functions.names()));
    }

    private static Set<String> called(String text) {
        Set<String> names = new TreeSet<>();
        CALL.matcher(text).results().map((MatchResult call) -> call.group(1)).forEach(names::add);
        return lower(names);
    }

    private static Set<String> lower(Set<String> names) {
        Set<String> lower = new TreeSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return lower;
    }

    private static JsonNode source(JsonNode each) {
        return each.has("template") ? each.get("template") : each.get("expression");
    }

    private static void check(JsonNode each) {
        each.fieldNames().forEachRemaining(key -> assertThat(KEYS).contains(key));
        List<String> issues = new ArrayList<>();
        FakeNames names = new FakeNames(each);
        Template template = Template.compile(
                source(each),
                names,
                (path, expected, found, advice) ->
                        issues.add(path + ": expected " + expected + ", found " + found + "; " + advice),
                "$.if.value");
        if (each.has("rejected")) {
            assertThat(issues)
                    .singleElement()
                    .asString()
                    .contains(each.get("rejected").textValue());
            return;
        }
        assertThat(issues).isEmpty();
        expect(each, template);
        expect(each, template.bind(name -> new FakeFrame(each).parameter(name)));
    }

    private static void expect(JsonNode each, Template template) {
        if (each.has("fails") || each.has("unknown")) {
            Throwable thrown = catchThrowable(() -> template.evaluate(new FakeFrame(each)));
            assertThat(thrown).isInstanceOf(each.has("unknown") ? UnknownValue.class : EvaluationFailure.class);
            assertThat(thrown)
                    .hasMessageContaining(
                            each.get(each.has("fails") ? "fails" : "unknown").textValue());
            assertThat(thrown).hasMessageStartingWith("$.if.value: expected ");
            return;
        }
        JsonNode value = template.evaluate(new FakeFrame(each));
        if (each.has("missing")) {
            assertThat(value.isMissingNode()).as("missing, found %s", value).isTrue();
            return;
        }
        JsonNode expected = each.get("value");
        assertThat(expected).as("the case says what it expects").isNotNull();
        assertThat(value.getNodeType()).as("type of %s", value).isEqualTo(expected.getNodeType());
        assertThat(Comparison.deeplyEqual(value, expected))
                .as("expected %s, found %s", expected, value)
                .isTrue();
    }

    private static JsonNode read(String file) throws IOException {
        try (InputStream in = TemplateCasesTest.class.getResourceAsStream("/template/" + file + ".json")) {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .build()
                    .readTree(in);
        }
    }
}

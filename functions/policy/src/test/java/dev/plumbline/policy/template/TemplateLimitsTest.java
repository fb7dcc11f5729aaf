package dev.plumbline.policy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented limits, each at its edge and one beyond; and that nothing from outside gets past them. */
class TemplateLimitsTest {
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final List<String> issues = new ArrayList<>();

    private Template compile(String text) {
        return Template.compile(
                TextNode.valueOf(text),
                new FakeNames(NOTHING),
                (path, expected, found, advice) -> issues.add("expected " + expected + ", found " + found),
                "$.if.value");
    }

    private JsonNode evaluate(String text) {
        Template template = compile(text);
        assertThat(issues).isEmpty();
        return template.evaluate(new FakeFrame(NOTHING));
    }

    private static String nested(int levels) {
        return "[" + "concat(".repeat(levels) + "'x'" + ")".repeat(levels) + "]";
    }

    @Test
    void functionsNestSixtyFourLevels() {
        assertThat(evaluate(nested(64)).textValue()).isEqualTo("x");
        compile(nested(65));
        assertThat(issues).singleElement().asString().contains("at most 64 levels of nested functions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"concat(", "-", "createArray()["})
    void noNestingOverflowsTheStack(String opening) {
        compile("[" + opening.repeat(81_000 / opening.length()) + "]");
        assertThat(issues).singleElement().asString().contains("at most 64 levels");
    }

    @Test
    void aLongPathIsNoNesting() {
        assertThat(evaluate("[createObject()" + ".a".repeat(40_000) + "]").isMissingNode())
                .isTrue();
    }

    @Test
    void aCallTakes128Arguments() {
        assertThat(evaluate("[createArray(" + "1,".repeat(127) + "1)]")).hasSize(128);
        compile("[createArray(" + "1,".repeat(128) + "1)]");
        assertThat(issues).singleElement().asString().contains("from 0 to 128 arguments", "found 129");
    }

    @Test
    void anExpressionHas81920Characters() {
        assertThat(evaluate("['" + "x".repeat(81_916) + "']").textValue()).hasSize(81_916);
        compile("['" + "x".repeat(81_917) + "']");
        assertThat(issues).singleElement().asString().contains("at most 81920 characters", "found 81921 characters");
    }

    @Test
    void aLiteralIsNoExpressionHoweverLong() {
        assertThat(evaluate("x".repeat(200_000)).textValue()).hasSize(200_000);
    }

    @Test
    void aStringHas131072Characters() {
        assertThat(evaluate("[length(padLeft('', 131072))]").intValue()).isEqualTo(131_072);
        assertThatThrownBy(() -> evaluate("[padLeft('', 131073)]"))
                .isInstanceOf(EvaluationFailure.class)
                .hasMessageContaining("at most 131072 characters");
        assertThatThrownBy(() -> evaluate("[replace(padLeft('', 131072), ' ', padLeft('', 131072))]"))
                .isInstanceOf(EvaluationFailure.class);
    }

    @Test
    void aResultHas32768Values() {
        String three = "range(0, 10000), range(0, 10000), range(0, 10000)";
        assertThat(evaluate("[concat(" + three + ", range(0, 2767))]")).hasSize(32_767);
        assertThatThrownBy(() -> evaluate("[concat(" + three + ", range(0, 2768))]"))
                .isInstanceOf(EvaluationFailure.class)
                .hasMessageContaining("at most 32768 values");
    }

    @Test
    void aResultHas128Levels() {
        ArrayNode inner = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 127; i++) {
            inner = JsonNodeFactory.instance.arrayNode().add(inner);
        }
        ObjectNode each = JsonNodeFactory.instance.objectNode();
        each.putObject("fields").set("deep", inner);
        Template once = compile("[createArray(field('deep'))]");
        assertThat(once.evaluate(new FakeFrame(each))).hasSize(1);
        Template twice = compile("[createArray(createArray(field('deep')))]");
        assertThatThrownBy(() -> twice.evaluate(new FakeFrame(each))).hasMessageContaining("at most 128 levels");
    }

    @Test
    void numbersStaySmall() {
        String nines = "9".repeat(128);
        assertThatThrownBy(() -> evaluate("[mul(mul(mul(mul(mul(mul(mul(mul(" + nines + ("," + nines + ")").repeat(8)
                        + ", 1)]".replace(", 1)]", "]")))
                .isInstanceOf(EvaluationFailure.class)
                .hasMessageContaining("a number of at most 1000 digits");
    }

    @Test
    void workIsPaidFor() {
        ObjectNode each = JsonNodeFactory.instance.objectNode();
        ArrayNode many = each.putObject("fields").putArray("many");
        for (int i = 0; i < 20_000; i++) {
            many.add(i);
        }
        FakeFrame frame = new FakeFrame(each);
        compile("[contains(field('many'), -1)]").evaluate(frame);
        assertThat(frame.spent()).isGreaterThanOrEqualTo(20_000);
    }

    @Test
    void textsWhoseHashesCollideCostNoMore() {
        ObjectNode each = JsonNodeFactory.instance.objectNode();
        ArrayNode many = each.putObject("fields").putArray("many");
        for (int i = 0; i < 1 << 14; i++) {
            StringBuilder text = new StringBuilder();
            for (int bit = 0; bit < 14; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            many.add(text.toString());
        }
        assertThat(many.get(0).hashCode()).isEqualTo(many.get(9).hashCode());
        Template template = compile("[union(field('many'), field('many'))]");
        assertThat(template.evaluate(new FakeFrame(each))).hasSize(1 << 14).isEqualTo(many);
    }

    @Test
    void mergingManyMembersIsPaidFor() {
        ObjectNode each = JsonNodeFactory.instance.objectNode();
        ArrayNode parts = each.putObject("fields").putArray("parts");
        for (int part = 0; part < 4; part++) {
            ObjectNode object = parts.addObject();
            for (int i = 0; i < 8_000; i++) {
                object.put("member" + part + "x" + i, i);
            }
        }
        Template template = compile("[shallowMerge(field('parts'))]");
        assertThatThrownBy(() -> template.evaluate(new FakeFrame(each))).isInstanceOf(BudgetExceeded.class);
    }

    @Test
    void constantsAreComputedOnceAndCostNothing() {
        Template constant = compile("[concat('a', toUpper('b'))]");
        assertThat(constant.constantValue()).contains(TextNode.valueOf("aB"));
        assertThat(constant.evaluate(new FakeFrame(NOTHING))).isSameAs(constant.evaluate(new FakeFrame(NOTHING)));
    }

    @Test
    void boundParametersAreConstant() {
        ObjectNode each = JsonNodeFactory.instance.objectNode();
        each.putObject("parameters").put("effect", "Audit");
        Template template = Template.compile(
                TextNode.valueOf("[parameters('Effect')]"), new FakeNames(each), (p, e, f, a) -> issues.add(e), "$");
        JsonNode audit = TextNode.valueOf("Audit");
        assertThat(template.constant()).isFalse();
        assertThat(template.bind(name -> audit).constantValue()).containsSame(audit);
    }

    @Test
    void aFailingConstantFailsWhenEvaluatedAndNotBefore() {
        Template template = compile("[int('x')]");
        assertThat(issues).isEmpty();
        assertThat(template.constant()).isFalse();
        assertThatThrownBy(() -> template.evaluate(new FakeFrame(NOTHING)))
                .isInstanceOf(EvaluationFailure.class)
                .hasNoCause()
                .satisfies(failure -> assertThat(failure.getStackTrace()).isEmpty());
    }

    @Test
    void evaluatingAConstantDoesNotAllocate() {
        Template template = compile("[concat('a', 'b')]");
        FakeFrame frame = new FakeFrame(NOTHING);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        int runs = 10_000;
        for (int i = 0; i < runs; i++) {
            template.evaluate(frame);
        }
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < runs; i++) {
            template.evaluate(frame);
        }
        assertThat((threads.getThreadAllocatedBytes(id) - before) / runs).isZero();
    }

    @Test
    void garbageIsReportedAndNeverThrown() {
        Random random = new Random(20_261_122);
        String[] parts = {
            "concat(",
            "if(",
            "field(",
            "current(",
            "format(",
            "'{0:x}'",
            "'a'",
            "''",
            "'",
            ",",
            ")",
            "(",
            "[",
            "]",
            ".",
            "a",
            "-",
            "1",
            "0.5",
            "true",
            "null",
            " ",
            "range(",
            "split(",
            "parameters('unset')",
            "json(",
            "'[1]'",
            "dateTimeAdd(",
            "'P1D'",
            "cidrSubnet(",
            "'10.0.0.0/8'",
            "\u0000",
            "😀",
            "ß",
            "padLeft(",
            "substring("
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("[");
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            issues.clear();
            Template template = compile(text.append(']').toString());
            if (issues.isEmpty()) {
                try {
                    assertThat(template.evaluate(new FakeFrame(NOTHING))).isNotNull();
                } catch (EvaluationFailure failure) {
                    assertThat(failure).hasMessageContaining("expected");
                }
            }
        }
    }

    @Test
    void everyFunctionTakesEveryKindOfArgument() {
        String[] values = {
            "'text'",
            "''",
            "'{0:'",
            "1",
            "-1",
            "2147483648",
            "0.5",
            "true",
            "null",
            "createArray()",
            "createArray('a', null, 1)",
            "createObject('a', 1)",
            "'2024-01-01T00:00:00Z'",
            "'10.0.0.0/8'",
            "'::/0'",
            "field('gone')",
            "padLeft('', 70000)"
        };
        Random random = new Random(4);
        for (String name : dev.plumbline.policy.template.function.Functions.names()) {
            var signature =
                    dev.plumbline.policy.template.function.Functions.find(name).orElseThrow();
            for (int i = 0; i < 150; i++) {
                int most = Math.min(signature.most(), 4);
                int count = signature.least()
                        + (most > signature.least() ? random.nextInt(most - signature.least() + 1) : 0);
                List<String> arguments = new ArrayList<>();
                for (int j = 0; j < count; j++) {
                    arguments.add(values[random.nextInt(values.length)]);
                }
                String call = "[" + name + "(" + String.join(", ", arguments) + ")]";
                try {
                    assertThat(evaluate(call)).as(call).isNotNull();
                } catch (EvaluationFailure failure) {
                    assertThat(failure)
                            .as(call)
                            .hasMessageContaining("`" + name + "()`")
                            .hasMessageContaining("found ");
                }
            }
        }
    }
}

package dev.plumbline.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A definition from the internet, and a resource from anywhere, give an issue or a verdict: never an exception, and never
 * more than the steps of one evaluation. The timeout is no measure of speed, it only ends a hang.
 */
@Timeout(120)
class HostileInputTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    // Documents

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":", "{\"if\":{\"not\":"})
    void documentsOfAnyDepthAreRefused(String level) {
        Compiled<Document> parsed = Document.parse("deep.json", level.repeat(100_000));
        assertThat(messages(parsed)).contains("deep.json: $").contains("nest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": {\"b\": 1, \"c\": 2, \"b\": 3}}",
                "{\"a\": NaN}",
                "{\"a\": Infinity}",
                "{\"a\": -Infinity}",
                "{\"a\": 1e999999999}",
                "{\"a\": -1e-999999999}",
                "{\"a\": 1e99999999999999999999}",
                "{\"a\": 0x10}",
                "{\"a\": 01}",
                "{'a': 1}",
                "{\"a\": 1} {\"b\": 2}",
                "{\"a\": 1}]",
                "{\"a\": 1",
                "{\"a\": \"\u0000\"}",
                "// comment\n{}",
                "{\"a\": tru}",
                "\u0000",
                "",
                "   "
            })
    void malformedDocumentsAreRefused(String text) {
        Compiled<Document> parsed = Document.parse("bad.json", text);
        assertThat(parsed.value()).isEmpty();
        assertThat(parsed.issues()).isNotEmpty().allSatisfy(issue -> {
            assertThat(issue.expected()).isNotBlank();
            assertThat(issue.found()).isNotBlank();
            assertThat(issue.message()).hasSizeLessThan(2_000);
        });
    }

    @Test
    void stringsNamesAndNumbersOfAnyLengthAreRefused() {
        String long10M = "x".repeat(10 * 1024 * 1024);
        assertRefused("{\"a\": \"" + long10M + "\"}");
        assertRefused("{\"" + long10M + "\": 1}");
        assertRefused("{\"a\": " + "9".repeat(1_000_000) + "}");
        assertRefused("{\"a\": 0." + "9".repeat(1_000_000) + "}");
        assertRefused(" ".repeat(Limit.DOCUMENT_CHARACTERS.value() + 1));
        assertRefused("[" + "0,".repeat(Limit.DOCUMENT_VALUES.value()) + "0]");
    }

    private static void assertRefused(String text) {
        Compiled<Document> parsed = Document.parse("long.json", text);
        assertThat(parsed.value()).isEmpty();
        assertThat(parsed.issues())
                .isNotEmpty()
                .allSatisfy(issue -> assertThat(issue.message()).hasSizeLessThan(20_000));
    }

    @Test
    void bytesThatAreNoUnicodeAreRefused() {
        byte[][] samples = {
            {(byte) 0xff, (byte) 0xfe},
            {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
            {(byte) 0xfe, (byte) 0xff, 0, '{'},
            {0, 0, (byte) 0xfe, (byte) 0xff, (byte) 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff}
        };
        for (byte[] sample : samples) {
            assertThat(Document.parse("bytes.json", sample).issues()).isNotEmpty();
        }
    }

    @Test
    void duplicateMembersAreReportedOncePerDuplicate() {
        String text = "{" + "\"a\": 1,".repeat(5_000) + "\"b\": 1}";
        List<Issue> issues = Document.parse("twice.json", text).issues();
        assertThat(issues).hasSizeBetween(2, Limit.ISSUES.value() + 1);
    }

    // Definitions

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 100_000})
    void conditionsOfAnyDepthAreRefused(int depth) {
        for (String wrapper : List.of("not", "allOf", "anyOf", "count")) {
            JsonNode condition = NODES.objectNode().put("field", "type").put("equals", "x");
            for (int i = 0; i < depth; i++) {
                condition = wrap(wrapper, condition);
            }
            ObjectNode rule = NODES.objectNode();
            rule.set("if", condition);
            rule.putObject("then").put("effect", "audit");
            Compiled<Definition> compiled = compile(new Document("deep.json", definition(rule)));
            if (depth > Limit.CONDITION_NESTING.value()) {
                assertThat(compiled.value()).as(wrapper).isEmpty();
            }
            assertThat(compiled.issues()).hasSizeLessThanOrEqualTo(Limit.ISSUES.value() + 1);
        }
    }

    private static JsonNode wrap(String wrapper, JsonNode condition) {
        ObjectNode node = NODES.objectNode();
        switch (wrapper) {
            case "not" -> node.set("not", condition);
            case "count" ->
                node.put("greater", 0)
                        .putObject("count")
                        .put("field", "properties.a[*]")
                        .set("where", condition);
            default -> node.putArray(wrapper).add(condition);
        }
        return node;
    }

    private static ObjectNode definition(JsonNode rule) {
        ObjectNode definition = NODES.objectNode();
        definition.putObject("properties").put("mode", "All").set("policyRule", rule);
        return definition;
    }

    @Test
    void opaquePartsOfAnyDepthDoNotOverflowTheStack() {
        for (String part : List.of("details", "metadata", "parameters", "value", "equals")) {
            JsonNode deep = NODES.textNode("x");
            for (int i = 0; i < 100_000; i++) {
                deep = NODES.objectNode().set("a", deep);
            }
            ObjectNode definition = definition(rule("{\"field\": \"type\", \"equals\": \"x\"}", "audit"));
            ObjectNode properties = (ObjectNode) definition.get("properties");
            ObjectNode condition = (ObjectNode) properties.at("/policyRule/if");
            switch (part) {
                case "details" -> ((ObjectNode) properties.at("/policyRule/then")).set(part, deep);
                case "value" -> {
                    condition.remove("field");
                    condition.set(part, deep);
                }
                case "equals" -> condition.set(part, deep);
                default -> properties.set(part, deep);
            }
            Compiled<Definition> compiled = compile(new Document("deep.json", definition));
            compiled.value()
                    .ifPresent(value -> value.bind(Binding.defaults())
                            .value()
                            .ifPresent(bound -> bound.evaluate(resource("{\"type\": \"x\"}"), world())));
            assertThat(compiled.issues()).isNotNull();
        }
    }

    @Test
    void effectsWithoutANameAreRefused() {
        ObjectNode definition = definition(rule("{\"field\": \"type\", \"equals\": \"x\"}", "[parameters('e')]"));
        ((ObjectNode) definition.get("properties"))
                .putObject("parameters")
                .putObject("e")
                .put("type", "String")
                .put("defaultValue", "");
        Definition compiled = compile(new Document("empty.json", definition)).orElseThrow();
        assertThat(messages(compiled.bind(Binding.defaults()))).contains("effect");
        Binding override = new Binding(Map.of(), Optional.of(""), "", NODES.objectNode());
        assertThat(messages(compiled.bind(override))).contains("effect");
    }

    @Test
    void tooManyConditionsAreRefused() {
        String leaf = "{\"field\": \"type\", \"equals\": \"x\"}";
        String many = IntStream.range(0, Limit.CONDITIONS.value() + 1)
                .mapToObj(i -> leaf)
                .collect(Collectors.joining(",", "{\"anyOf\": [", "]}"));
        assertThat(messages(compile(many))).contains("" + Limit.CONDITIONS.value());
    }

    @Test
    void tooManyParametersAreRefused() {
        ObjectNode definition = definition(rule("{\"field\": \"type\", \"equals\": \"x\"}", "audit"));
        ObjectNode parameters = ((ObjectNode) definition.get("properties")).putObject("parameters");
        for (int i = 0; i <= Limit.PARAMETERS.value(); i++) {
            parameters.putObject("p" + i).put("type", "String");
        }
        assertThat(messages(compile(new Document("many.json", definition)))).contains("" + Limit.PARAMETERS.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\": \"#\"}",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#\"}}}",
                "{\"type\": \"string\", \"pattern\": \"^(a+)+$\"}",
                "{\"type\": \"string\", \"pattern\": \"(\"}",
                "{\"type\": \"string\", \"pattern\": \"(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x\"}",
                "{\"type\": \"string\", \"pattern\": \"(x)\\\\1{2147483647}\"}",
                "{\"type\": [[[[]]]]}",
                "{\"minLength\": 1e300, \"maxItems\": -1, \"enum\": {}, \"required\": \"a\"}",
                "{\"type\": \"array\", \"uniqueItems\": true, \"items\": {\"type\": \"array\", \"items\": []}}",
                "{\"properties\": 7, \"additionalProperties\": {\"additionalProperties\": {}}}"
            })
    void schemasAreBounded(String schema) {
        String text = "{\"properties\": {\"mode\": \"All\", \"parameters\": {\"p\": {\"type\": \"Object\", \"schema\": "
                + schema
                + "}}, \"policyRule\": {\"if\": {\"value\": \"[parameters('p')]\", \"equals\": 1}, \"then\": {\"effect\": \"audit\"}}}}";
        Compiled<Definition> compiled =
                compile(Document.parse("schema.json", text).orElseThrow());
        ObjectNode given = NODES.objectNode();
        given.put("a", "a".repeat(50_000) + "!");
        compiled.value().ifPresent(definition -> {
            for (JsonNode value : List.of(given, NODES.textNode("a".repeat(50_000) + "!"), NODES.arrayNode())) {
                assertThat(definition.bind(Binding.of(Map.of("p", value))).issues())
                        .isNotNull();
            }
        });
        assertThat(compiled.issues()).hasSizeLessThan(Limit.ISSUES.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "...........",
                "[*]",
                "[*][*][*]",
                "tags[",
                "tags[]",
                "tags['",
                "tags[*]",
                "properties.",
                "properties..a",
                "properties.a[",
                "properties.a[]",
                "properties.a[*",
                "properties.a[*]b",
                "properties.a[0]",
                "properties.a[-1]",
                "a/b/c/d/e/f",
                "/",
                "Microsoft.Storage/storageAccounts/",
                "\u0000",
                "\ud800",
                "[",
                "[]",
                "[[",
                "[*",
                "[field('",
                "[field(field(field('type')))]",
                "[concat('tags[', '*', ']')]",
                "[current()]",
                "[if(true, 'a', 'b')]",
                "tags['\u00df\ufb03']",
                "[concat('tags[''\u00df', '\ufb03'']')]",
                "\u00df/\ufb03/a",
                "\ufb03[*].b",
                "[concat('\ufb03', '/\u00df[*]')]"
            })
    void fieldsOfAnySpellingGiveAnIssueOrAVerdict(String field) {
        ObjectNode condition = NODES.objectNode().put("field", field).put("equals", "x");
        for (AliasCatalogue catalogue : List.of(AliasCatalogue.none(), AliasCatalogue.bundled())) {
            judge(definition(rule(condition, "audit")), catalogue, resource("{\"type\": \"x\", \"a\": [1]}"));
        }
    }

    @Test
    void aliasesOfAnyLengthGiveAnIssueOrAVerdict() {
        for (String alias : List.of(
                "a".repeat(100_000),
                "a.".repeat(60_000) + "b",
                "a[*].".repeat(20_000) + "b",
                "properties.a" + "[*]".repeat(40_000),
                "Microsoft.Storage/" + "a/".repeat(60_000) + "b")) {
            ObjectNode condition = NODES.objectNode().put("field", alias).put("exists", true);
            for (AliasCatalogue catalogue : List.of(AliasCatalogue.none(), AliasCatalogue.bundled())) {
                Compiled<Definition> compiled =
                        judge(definition(rule(condition, "audit")), catalogue, resource("{\"type\": \"x\"}"));
                assertThat(compiled.issues())
                        .allSatisfy(issue -> assertThat(issue.message()).hasSizeLessThan(20_000));
            }
        }
    }

    // Expressions

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[concat(",
                "[concat('a'",
                "[concat('a',)]",
                "[concat(,'a')]",
                "[concat('a'))]",
                "['",
                "[']",
                "['''']",
                "[.]",
                "[a.b.c]",
                "[parameters]",
                "[parameters()]",
                "[parameters(parameters('x'))]",
                "[1e999999999]",
                "[-]",
                "[--1]",
                "[99999999999999999999999999999999999999]",
                "[true()]",
                "[null.a]",
                "[variables('x')]",
                "[reference('x')]",
                "[\u0000]",
                "[\ud800('x')]",
                "[concat('a')[0][0][0]]",
                "[createArray()[99999999999]]",
                "[createArray(1)[-1]]"
            })
    void expressionsOfAnySpellingGiveAnIssueOrAVerdict(String expression) {
        ObjectNode condition = NODES.objectNode().put("value", expression).put("equals", "x");
        judge(definition(rule(condition, "audit")), AliasCatalogue.none(), resource("{\"type\": \"x\"}"));
    }

    @Test
    void expressionsOfAnySizeAreRefused() {
        assertRefusedExpression("[" + "not(".repeat(20_000) + "true" + ")".repeat(20_000) + "]");
        assertRefusedExpression("[" + "not(".repeat(100) + "true" + ")".repeat(100) + "]");
        assertRefusedExpression("[" + "(".repeat(40_000) + "]");
        assertRefusedExpression("[" + "-".repeat(40_000) + "1]");
        assertRefusedExpression("[concat(" + "'a',".repeat(10_000) + "'a')]");
        assertRefusedExpression("['" + "a".repeat(Limit.EXPRESSION_CHARACTERS.value() + 1) + "']");
        assertRefusedExpression("[" + "concat(".repeat(40_000));
        assertRefusedExpression("[parameters('p')" + ".a".repeat(45_000) + "]");
        assertRefusedExpression("[parameters('p')" + "[0".repeat(30_000) + "]".repeat(30_000) + "]");
    }

    private static void assertRefusedExpression(String expression) {
        ObjectNode condition = NODES.objectNode().put("value", expression).put("equals", "x");
        Compiled<Definition> compiled =
                judge(definition(rule(condition, "audit")), AliasCatalogue.none(), resource("{\"type\": \"x\"}"));
        boolean literal = !expression.endsWith("]");
        assertThat(compiled.value().isPresent()).as(expression.substring(0, 40)).isEqualTo(literal);
        assertThat(compiled.issues())
                .allSatisfy(issue -> assertThat(issue.message()).hasSizeLessThan(20_000));
    }

    @Test
    void functionsOfOneRuleAreCounted() {
        String expression = "[concat(" + "string(1),".repeat(100) + "'a')]";
        String many = IntStream.range(0, 50)
                .mapToObj(i -> "{\"value\": \"" + expression + "\", \"equals\": \"x\"}")
                .collect(Collectors.joining(",", "{\"anyOf\": [", "]}"));
        assertThat(messages(compile(many))).contains("" + Limit.FUNCTIONS.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[range(0, 2147483647)]",
                "[range(-9223372036854775808, 9223372036854775807)]",
                "[range(0, -1)]",
                "[padLeft('', 2147483647)]",
                "[padLeft('x', 100000000, '0')]",
                "[padLeft('x', -5, 'ab')]",
                "[format('{0,2147483647}', 'x')]",
                "[format('{0,-2147483648}', 'x')]",
                "[format('{999999999999}', 'x')]",
                "[format('{0:D999999999}', 1)]",
                "[format('{0:N999999999}', 1)]",
                "[format('{{{0', 'x')]",
                "[format('{0:', 'x')]",
                "[json('1e999999999')]",
                "[json('{\"a\": 1, \"a\": 2}')]",
                "[json('NaN')]",
                "[json('')]",
                "[int('1e999999999')]",
                "[int(1e300)]",
                "[float('1e999999999')]",
                "[mul(9223372036854775807, 9223372036854775807)]",
                "[add(9223372036854775807, 1)]",
                "[sub(-9223372036854775808, 1)]",
                "[div(1, 0)]",
                "[div(-9223372036854775808, -1)]",
                "[mod(1, 0)]",
                "[substring('abc', -1, 2147483647)]",
                "[substring('abc', 2147483647, 2147483647)]",
                "[take('abc', -2147483648)]",
                "[take('abc', 9223372036854775807)]",
                "[skip(createArray(1), 9223372036854775807)]",
                "[addDays('9999-12-31T00:00:00Z', 2147483647)]",
                "[addDays('x', 1)]",
                "[dateTimeAdd('2020-01-01T00:00:00Z', 'P999999999999Y')]",
                "[dateTimeAdd('2020-01-01T00:00:00Z', 'P')]",
                "[dateTimeAdd('2020-01-01T00:00:00Z', 'P1Y', 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy')]",
                "[dateTimeFromEpoch(9223372036854775807)]",
                "[dateTimeToEpoch('-999999999-01-01T00:00:00Z')]",
                "[ipRangeContains('0.0.0.0/99', '1.1.1.1')]",
                "[ipRangeContains('::/0', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')]",
                "[ipRangeContains('host.example', '%')]",
                "[base64ToString('%%%%')]",
                "[dataUriToString('data:;base64,%%%')]",
                "[uriComponentToString('%zz')]",
                "[uri('http://[', '::')]",
                "[split('a', '')]",
                "[replace('aaa', '', 'b')]",
                "[indexOf('', '')]",
                "[createObject('a')]",
                "[createObject('a', 1, 'A', 2)]",
                "[union(createObject('a', 1), createArray(1))]",
                "[intersection('a', 1)]",
                "[first(1)]",
                "[length(1)]",
                "[min(createArray())]",
                "[max('a')]",
                "[tryGet(createObject(), 'a', 'b', 0)]",
                "[items(1)]",
                "[join(createArray(createArray()), 1)]",
                "[string(createArray('\ud800'))]",
                "[base64('\ud800')]",
                "[uriComponent('\ud800')]",
                "[resourceGroup().a.b.c]",
                "[subscription()['a']['b']]",
                "[field('a[*].b[*].c[*]')]",
                "[current('a')]"
            })
    void functionsOfAnyArgumentsGiveAnIssueOrAVerdict(String expression) {
        ObjectNode condition = NODES.objectNode().put("value", expression).put("equals", "x");
        judge(definition(rule(condition, "audit")), AliasCatalogue.none(), resource("{\"type\": \"x\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "concat(@, @)",
                "concat(@, @, @, @, @, @, @, @)",
                "format('{0}{0}{0}{0}{0}{0}{0}{0}', @)",
                "join(createArray(@, @, @, @), @)",
                "replace(@, 'a', @)",
                "base64(base64(@))",
                "uriComponent(uriComponent(@))",
                "string(createArray(@, @, @))",
                "toUpper(concat(@, @))",
                "string(split(@, 'a'))",
                "createArray(@, @, @, @)",
                "createObject('a', @, 'b', @, 'c', @)",
                "concat(createArray(@), createArray(@))",
                "union(createArray(@), createArray(@, @))"
            })
    void whatGrowsIsStopped(String pattern) {
        String value = "field('properties.text')";
        for (int i = 0; i < 12; i++) {
            String next = pattern.replace("@", value);
            if (next.length() > Limit.EXPRESSION_CHARACTERS.value()) {
                break;
            }
            value = next;
        }
        ObjectNode condition =
                NODES.objectNode().put("value", "[" + value + "]").put("equals", "x");
        String resource = "{\"type\": \"x\", \"properties\": {\"text\": \"" + "a".repeat(100_000) + "\"}}";
        judge(definition(rule(condition, "audit")), AliasCatalogue.none(), resource(resource));
    }

    @Test
    void jsonInATextIsBoundedToo() {
        for (String text : List.of("[".repeat(100_000), "{\"a\":".repeat(20_000), "9".repeat(100_000))) {
            ObjectNode resource = NODES.objectNode().put("type", "x");
            resource.putObject("properties").put("text", text);
            for (String value :
                    List.of("[json(field('properties.text'))]", "[length(json(field('properties.text')))]")) {
                ObjectNode condition = NODES.objectNode().put("value", value).put("equals", "x");
                judge(definition(rule(condition, "audit")), AliasCatalogue.none(), PreparedResource.of(resource));
            }
        }
    }

    // Work

    @Test
    void nestedCountsEndAsUnknown() {
        String array = IntStream.range(0, 300).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        String resource =
                "{\"type\": \"x\", \"properties\": {\"a\": " + array + ", \"b\": " + array + ", \"c\": " + array + "}}";
        String rule =
                "{\"count\": {\"field\": \"properties.a[*]\", \"where\": {\"count\": {\"field\": \"properties.b[*]\","
                        + " \"where\": {\"count\": {\"field\": \"properties.c[*]\", \"where\": {\"field\":"
                        + " \"properties.c[*]\", \"equals\": \"[sub(-1, add(current('properties.a[*]'),"
                        + " current('properties.b[*]')))]\"}}, \"greater\": 0}}, \"greater\": 0}}, \"greater\": 0}";
        assertStopped(rule, resource);
    }

    @Test
    void nestedValueCountsEndAsUnknown() {
        String hundred = IntStream.range(0, 100).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        String names =
                IntStream.range(0, 8).mapToObj(i -> "current('n" + i + "')").collect(Collectors.joining(", "));
        String condition = "{\"value\": \"[max(" + names + ")]\", \"equals\": -1}";
        for (int i = 7; i >= 0; i--) {
            condition = "{\"count\": {\"value\": " + hundred + ", \"name\": \"n" + i + "\", \"where\": " + condition
                    + "}, \"greater\": 0}";
        }
        assertStopped(condition, "{\"type\": \"x\"}");
    }

    @Test
    void valueCountsOfTooManyElementsAreStopped() {
        String many = IntStream.range(0, 5_000).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        String rule = "{\"count\": {\"value\": \"[field('properties.a')]\", \"where\": {\"value\": \"[current()]\","
                + " \"equals\": -1}}, \"greater\": 0}";
        Verdict verdict = verdict(rule, "{\"type\": \"x\", \"properties\": {\"a\": " + many + "}}");
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.message()).isNotBlank();
    }

    @Test
    void wildcardsThatMultiplyEndAsUnknown() {
        String inner = IntStream.range(0, 1_000).mapToObj(i -> "1").collect(Collectors.joining(",", "[", "]"));
        String outer = IntStream.range(0, 1_200)
                .mapToObj(i -> "{\"b\": " + inner + "}")
                .collect(Collectors.joining(",", "[", "]"));
        assertStopped(
                "{\"field\": \"properties.a[*].b[*]\", \"equals\": 1}",
                "{\"type\": \"x\", \"properties\": {\"a\": " + outer + "}}");
    }

    @Test
    void listsOverListsAreCheapOrStopped() {
        String many =
                IntStream.range(0, 20_000).mapToObj(i -> "\"v" + i + "\"").collect(Collectors.joining(",", "[", "]"));
        Verdict found = verdict(
                "{\"field\": \"properties.a[*]\", \"notIn\": \"[field('properties.b')]\"}",
                "{\"type\": \"x\", \"properties\": {\"a\": " + many + ", \"b\": " + many.replace("v", "w") + "}}");
        // Texts are looked up in a set, which takes one step for each element.
        assertThat(found.state()).isEqualTo(State.NON_COMPLIANT);
        assertStopped(
                "{\"count\": {\"field\": \"properties.a[*]\", \"where\": {\"value\":"
                        + " \"[contains(field('properties.b'), first(field('properties.a[*]')))]\", \"equals\": true}},"
                        + " \"greater\": 0}",
                "{\"type\": \"x\", \"properties\": {\"a\": " + many + ", \"b\": " + many.replace("v", "w") + "}}");
        Verdict common = verdict(
                "{\"value\": \"[length(intersection(field('properties.a'), field('properties.b')))]\", \"equals\": 1}",
                "{\"type\": \"x\", \"properties\": {\"a\": " + many + ", \"b\": " + many.replace("v", "w") + "}}");
        assertThat(common.state()).isEqualTo(State.COMPLIANT);
    }

    @Test
    void patternsOfManyStarsEndInTime() {
        String text = "a".repeat(100_000);
        String pattern = "*" + "a*".repeat(20_000) + "b";
        String narrow = "*" + "a".repeat(40_000) + "b*";
        for (String like : List.of(pattern, narrow, "?".repeat(50_000) + "*b", "*".repeat(100_000) + "b")) {
            for (String operator : List.of("like", "notLike", "contains", "match", "matchInsensitively")) {
                ObjectNode condition =
                        NODES.objectNode().put("field", "properties.text").put(operator, like);
                Verdict verdict = verdict(
                        condition.toString(), "{\"type\": \"x\", \"properties\": {\"text\": \"" + text + "\"}}");
                assertThat(verdict.state()).isIn(State.COMPLIANT, State.NON_COMPLIANT, State.UNKNOWN);
            }
        }
    }

    @Test
    void longTextsTimesManyElementsEndAsUnknown() {
        String needle = "a".repeat(30_000) + "b";
        String text = "a".repeat(60_000);
        String texts =
                IntStream.range(0, 200).mapToObj(i -> "\"" + text + "\"").collect(Collectors.joining(",", "[", "]"));
        for (String operator : List.of("contains", "like", "equals", "greater")) {
            String pattern = operator.equals("like") ? "*" + needle + "*" : needle;
            ObjectNode condition = NODES.objectNode();
            condition
                    .put("less", 0)
                    .putObject("count")
                    .put("field", "properties.a[*]")
                    .putObject("where")
                    .put("field", "properties.a[*]")
                    .put(operator, pattern);
            Verdict verdict =
                    verdict(condition.toString(), "{\"type\": \"x\", \"properties\": {\"a\": " + texts + "}}");
            assertThat(verdict.state()).isIn(State.COMPLIANT, State.UNKNOWN);
        }
    }

    @Test
    void deepValuesAreComparedWithoutOverflow() {
        JsonNode left = NODES.textNode("x");
        // As deep as Jackson itself would read and write.
        for (int i = 0; i < 990; i++) {
            left = i % 2 == 0 ? NODES.arrayNode().add(left) : NODES.objectNode().set("a", left);
        }
        ObjectNode resource = NODES.objectNode().put("type", "x");
        resource.putObject("properties").set("deep", left);
        for (String condition : List.of(
                "{\"field\": \"properties.deep\", \"equals\": \"[field('properties.deep')]\"}",
                "{\"field\": \"properties.deep\", \"notEquals\": {\"a\": [{\"a\": []}]}}",
                "{\"field\": \"properties.deep\", \"contains\": \"x\"}",
                "{\"field\": \"properties.deep\", \"in\": [[{\"a\": 1}]]}",
                "{\"value\": \"[string(field('properties.deep'))]\", \"equals\": \"x\"}",
                "{\"value\": \"[union(field('properties.deep'), field('properties.deep'))]\", \"exists\": true}",
                "{\"field\": \"properties.deep\", \"exists\": true}")) {
            judge(definition(rule(condition, "audit")), AliasCatalogue.none(), PreparedResource.of(resource));
        }
    }

    @Test
    void reasonsOfAHugeResourceAreFew() {
        String many = IntStream.range(0, 50_000).mapToObj(i -> "{\"b\": 1}").collect(Collectors.joining(",", "[", "]"));
        Verdict verdict = verdict(
                "{\"count\": {\"field\": \"properties.a[*]\", \"where\": {\"field\": \"properties.a[*].b\", \"equals\": 1}},"
                        + " \"greater\": 0}",
                "{\"type\": \"x\", \"properties\": {\"a\": " + many + "}}");
        assertThat(verdict.state()).isIn(State.NON_COMPLIANT, State.UNKNOWN);
        assertThat(verdict.reasons()).hasSizeLessThan(1_001);
    }

    @Test
    void loneSurrogatesPassThrough() {
        String resource = "{\"type\": \"x\", \"name\": \"\\ud800\", \"properties\": {\"a\": \"\\udfff\\ud800x\"}}";
        for (String operator : List.of("equals", "like", "contains", "match", "greater", "notIn")) {
            ObjectNode condition =
                    NODES.objectNode().put("field", "properties.a").put(operator, "\udfff*\ud800");
            Verdict verdict = verdict(condition.toString(), resource);
            assertThat(verdict.toString().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
        }
    }

    // Support

    private static ObjectNode rule(String condition, String effect) {
        return rule(Document.parse("condition", condition).orElseThrow().root(), effect);
    }

    private static ObjectNode rule(JsonNode condition, String effect) {
        ObjectNode rule = NODES.objectNode();
        rule.set("if", condition);
        rule.putObject("then").put("effect", effect);
        return rule;
    }

    private static Compiled<Definition> compile(Document document) {
        return Definition.compile(document, AliasCatalogue.none());
    }

    private static Compiled<Definition> compile(String condition) {
        return compile(new Document("hostile.json", definition(rule(condition, "audit"))));
    }

    /** Compiles, and evaluates what compiled: an exception fails the test, and so does a verdict that says nothing. */
    private static Compiled<Definition> judge(
            ObjectNode definition, AliasCatalogue catalogue, PreparedResource resource) {
        Compiled<Definition> compiled = Definition.compile(new Document("hostile.json", definition), catalogue);
        compiled.value()
                .ifPresent(value -> value.bind(Binding.defaults()).value().ifPresent(bound -> {
                    Verdict verdict = bound.evaluate(resource, world());
                    assertThat(verdict.state()).isNotNull();
                    if (verdict.state() == State.UNKNOWN) {
                        assertThat(verdict.message()).isNotBlank().hasSizeLessThan(20_000);
                    }
                }));
        return compiled;
    }

    private static Verdict verdict(String condition, String resource) {
        Definition definition = compile(condition).orElseThrow();
        return definition.bind(Binding.defaults()).orElseThrow().evaluate(resource(resource), world());
    }

    private static void assertStopped(String condition, String resource) {
        Verdict verdict = verdict(condition, resource);
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.message()).contains("" + Limit.EVALUATION_STEPS.value());
    }

    private static PreparedResource resource(String text) {
        return PreparedResource.of(
                Document.parse("resource.json", text).orElseThrow().root());
    }

    private static World world() {
        return World.offline(Context.empty(), Optional.of(List.of()));
    }

    private static String messages(Compiled<?> compiled) {
        assertThat(compiled.value()).isEmpty();
        return compiled.issues().stream().map(Issue::message).collect(Collectors.joining("\n"));
    }
}

package dev.plumbline.policy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.template.BudgetExceeded;
import dev.plumbline.policy.template.Frame;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each operator makes of a left and a right side. */
class OperatorTest {

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "Straße"      | equals | "STRASSE"  | true
                    "ﬃce"         | equals | "FFICE"    | true
                    "κοσμος"      | equals | "ΚΟΣΜΟΣ"   | true
                    "ẞ"           | equals | "ss"       | true
                    "ı"           | equals | "I"        | false
                    "a"           | equals | "ab"       | false
                    "5"           | equals | 5          | true
                    " 5.0 "       | equals | 5          | true
                    5             | equals | "5"        | true
                    1             | equals | 1.0        | true
                    "1"           | equals | "1.0"      | false
                    "TRUE"        | equals | true       | true
                    true          | equals | "True"     | true
                    true          | equals | 1          | false
                    "1e999999999" | equals | 1          | false
                    null          | equals | ""         | true
                    null          | equals | null       | true
                    null          | equals | "x"        | false
                    missing       | equals | ""         | false
                    missing       | equals | null       | true
                    ["a"]         | equals | "a"        | false
                    ["a",1]       | equals | ["a",1.0]  | true
                    ["a"]         | equals | ["A"]      | false
                    {"a":1,"b":2} | equals | {"b":2,"a":1} | true
                    "a"           | equals | missing    | false
                    "a"           | notEquals | missing | true
                    null          | notEquals | "x"     | true
                    missing       | notEquals | null    | false
                    "B"           | in     | ["a","b"]  | true
                    "2"           | in     | [1,2]      | true
                    2             | in     | ["1","2"]  | true
                    "a"           | in     | "A"        | true
                    null          | in     | [null,""]  | false
                    missing       | in     | [null]     | true
                    missing       | in     | ["a"]      | false
                    ["a"]         | in     | ["a"]      | false
                    ["a"]         | in     | [["a"]]    | true
                    null          | notIn  | ["a"]      | true
                    "a"           | notIn  | missing    | true
                    "my-prod-vm"  | like   | "MY-*-vm"  | true
                    "my-prod-vm"  | like   | "my-*-v"   | false
                    "abc"         | like   | "a?c"      | true
                    "ac"          | like   | "a?c"      | false
                    "aXbXc"       | like   | "a*b*c"    | true
                    "aab"         | like   | "*ab"      | true
                    "ab"          | like   | "ab*ab"    | false
                    "abcabc"      | like   | "*?ca*"    | true
                    ""            | like   | "*"        | true
                    null          | like   | "*"        | false
                    missing       | notLike | "*"       | true
                    12            | like   | "1*"       | true
                    "Straße x"    | like   | "strasse*" | true
                    "abc-12"      | match  | "abc-##"   | true
                    "ABC-12"      | match  | "abc-##"   | false
                    "abc-1"       | match  | "abc-##"   | false
                    "aZ9!"        | match  | "??#."     | true
                    "é"           | match  | "?"        | false
                    "ABC-12"      | notMatch | "abc-##" | true
                    null          | notMatch | "#"      | true
                    "ABC-12"      | matchInsensitively | "abc-##" | true
                    "STRASSE-4"   | matchInsensitively | "straße-#" | true
                    "x"           | notMatchInsensitively | "#" | true
                    "My-Prod"     | contains | "PROD"   | true
                    "OFFICE"      | contains | "ﬃ"      | true
                    "say FLAT"    | contains | "ﬂat"    | true
                    "say ﬂAT out" | contains | "FLAT O" | true
                    "aKb"         | contains | "AKB"    | true
                    "a\u212Ab"   | contains | "akb"    | true
                    "aab"         | contains | "AB"     | true
                    "ab"          | contains | "abc"    | false
                    "abé"         | contains | "É"      | true
                    "abé"         | contains | "E"      | false
                    ""            | contains | ""       | true
                    ["a","B"]     | contains | "b"      | true
                    [1,2]         | contains | "2"      | true
                    {"Env":1}     | contains | "env"    | true
                    1234          | contains | "23"     | true
                    null          | contains | "a"      | false
                    "a"           | contains | missing  | false
                    "a"           | notContains | missing | false
                    null          | notContains | "a"   | true
                    {"Env":1}     | containsKey | "env" | true
                    "env"         | containsKey | "env" | false
                    null          | notContainsKey | "e" | true
                    {"e":1}       | notContainsKey | missing | false
                    1             | less   | 2          | true
                    "1"           | less   | 2          | true
                    2             | less   | "10"       | true
                    "2"           | less   | "10"       | false
                    "alpha"       | less   | "BETA"     | true
                    null          | less   | 2          | false
                    true          | less   | 2          | false
                    "x"           | less   | 2          | false
                    2             | lessOrEquals | 2    | true
                    2             | greater | 2         | false
                    3             | greater | 2         | true
                    "2021-06-01-preview" | greaterOrEquals | "2021-06-01" | true
                    null          | greaterOrEquals | 0 | false
                    "x"           | exists | true       | true
                    ""            | exists | "true"     | true
                    0             | exists | true       | true
                    null          | exists | true       | false
                    missing       | exists | "false"    | true
                    []            | exists | "False"    | false
                    """)
    void holds(String left, String operator, String right, boolean expected) {
        Operator named = Objects.requireNonNull(Operator.named(operator.toUpperCase(Locale.ROOT)));
        assertThat(named.wireName()).isEqualTo(operator);
        assertThat(named.against(json(right)).holds(json(left), new Budget(1_000)))
                .isEqualTo(expected);
    }

    private static JsonNode json(String text) {
        return text.equals("missing")
                ? MissingNode.getInstance()
                : Document.parse("test", text).orElseThrow().root();
    }

    @ParameterizedTest
    @EnumSource(Operator.class)
    void theOppositeOfTheOppositeIsTheOperator(Operator operator) {
        assertThat(operator.opposite().opposite()).isEqualTo(operator);
    }

    @Test
    void anUnknownNameIsNoOperator() {
        assertThat(Operator.named("equal")).isNull();
        assertThat(Operator.names()).hasSize(19).contains("matchInsensitively");
    }

    @Test
    void workThatGrowsWithTheValuesIsPaidFor() {
        String text = "a".repeat(100_000);
        Check like = Operator.LIKE.against(json("\"*" + "a?".repeat(10_000) + "b*\""));
        JsonNode left = json("\"" + text + "\"");
        assertThatThrownBy(() -> like.holds(left, new Budget(1_000))).isInstanceOf(BudgetExceeded.class);
        Check contains = Operator.CONTAINS.against(json("1"));
        JsonNode array = json("[" + "0,".repeat(2_000) + "0]");
        assertThatThrownBy(() -> contains.holds(array, new Budget(1_000))).isInstanceOf(BudgetExceeded.class);
    }

    /** A frame that has nothing but a budget. */
    private static final class Budget implements Frame {
        private int left;

        Budget(int left) {
            this.left = left;
        }

        @Override
        public JsonNode parameter(String name) {
            return MissingNode.getInstance();
        }

        @Override
        public JsonNode field(String name) {
            return MissingNode.getInstance();
        }

        @Override
        public JsonNode current(@Nullable String name) {
            return MissingNode.getInstance();
        }

        @Override
        public JsonNode context(String member) {
            return MissingNode.getInstance();
        }

        @Override
        public void spend(int steps) {
            left -= steps;
            if (left < 0) {
                throw new BudgetExceeded("test");
            }
        }
    }
}

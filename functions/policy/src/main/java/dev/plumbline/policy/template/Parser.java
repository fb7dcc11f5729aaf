package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the text between the brackets of an expression.
 *
 * <pre>
 * expression = primary { "." name | "[" expression "]" }
 * primary    = "'" text "'" | number | "-" expression | "true" | "false" | "null" | name "(" [ expression { "," expression } ] ")"
 * </pre>
 */
final class Parser {
    /** The documented depth of nested functions; minus signs and indexes count as well. */
    static final int NESTING_LIMIT = 64;

    /** The documented length of an expression, brackets included. */
    static final int LENGTH_LIMIT = 81_920;

    private static final int LONGEST_NUMBER = 128;
    private static final int LONG_BITS = 63;

    private final String text;
    private int at;
    private int depth;

    private Parser(String text) {
        this.text = text;
        this.at = 1;
    }

    /** Whether a string of a policy is an expression: in brackets, the first one not doubled. */
    static boolean isExpression(String text) {
        return text.length() > 1
                && text.charAt(0) == '['
                && text.charAt(1) != '['
                && text.charAt(text.length() - 1) == ']';
    }

    /** Parses an expression given with its brackets. */
    static Syntax parse(String text) throws SyntaxError {
        if (text.length() > LENGTH_LIMIT) {
            throw new SyntaxError(0, "at most " + LENGTH_LIMIT + " characters", text.length() + " characters");
        }
        Parser parser = new Parser(text);
        Syntax expression = parser.expression();
        if (parser.at < text.length() - 1) {
            throw parser.unexpected("the end of the expression");
        }
        return expression;
    }

    private Syntax expression() throws SyntaxError {
        int start = skipBlanks();
        if (++depth > NESTING_LIMIT + 1) {
            throw new SyntaxError(start, "at most " + NESTING_LIMIT + " levels of nested functions", "more");
        }
        Syntax base = primary();
        List<Syntax> steps = new ArrayList<>(2);
        for (char c = peek(); c == '.' || c == '['; c = peek()) {
            steps.add(c == '.' ? member() : index());
        }
        depth--;
        return steps.isEmpty() ? base : new Syntax.Access(base, steps, start);
    }

    private Syntax primary() throws SyntaxError {
        int start = at;
        char c = peek();
        if (c == '\'') {
            return new Syntax.Literal(TextNode.valueOf(string()), start);
        }
        if (c >= '0' && c <= '9') {
            return new Syntax.Literal(number(), start);
        }
        if (c == '-') {
            at++;
            return negation(start);
        }
        if (!startsName(c)) {
            throw unexpected("a function, a string in apostrophes, a number, `true`, `false` or `null`");
        }
        String name = name();
        return peek() == '(' ? call(name, start) : word(name, start);
    }

    private Syntax negation(int start) throws SyntaxError {
        Syntax operand = expression();
        if (operand instanceof Syntax.Literal literal && literal.value().isNumber()) {
            return new Syntax.Literal(numberNode(literal.value().decimalValue().negate()), start);
        }
        return new Syntax.Negation(operand, start);
    }

    private Syntax call(String name, int start) throws SyntaxError {
        at++;
        List<Syntax> arguments = new ArrayList<>(4);
        if (peek() == ')') {
            at++;
            return new Syntax.Call(name, arguments, start);
        }
        while (true) {
            arguments.add(expression());
            char c = peek();
            if (c != ',' && c != ')') {
                throw unexpected("`,` or `)` after an argument of `" + name + "`");
            }
            at++;
            if (c == ')') {
                return new Syntax.Call(name, arguments, start);
            }
        }
    }

    private Syntax word(String name, int start) throws SyntaxError {
        JsonNode value = switch (name.toLowerCase(Locale.ROOT)) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            case "null" -> NullNode.instance;
            default ->
                throw new SyntaxError(
                        start, "`(` after the name of a function, or a string in apostrophes", "`" + name + "`");
        };
        return new Syntax.Literal(value, start);
    }

    private Syntax member() throws SyntaxError {
        at++;
        int start = skipBlanks();
        if (!startsName(peek())) {
            throw unexpected("the name of a member after `.`");
        }
        return new Syntax.Literal(TextNode.valueOf(name()), start);
    }

    private Syntax index() throws SyntaxError {
        at++;
        Syntax index = expression();
        if (peek() != ']') {
            throw unexpected("`]` after an index");
        }
        at++;
        return index;
    }

    private String name() {
        int start = at;
        while (at < text.length() && (startsName(text.charAt(at)) || Character.isDigit(text.charAt(at)))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean startsName(char c) {
        return Character.isLetter(c) || c == '_' || c == '$';
    }

    private String string() throws SyntaxError {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() - 1) {
            char c = text.charAt(at++);
            if (c != '\'') {
                value.append(c);
            } else if (text.charAt(at) == '\'') {
                value.append(c);
                at++;
            } else {
                return value.toString();
            }
        }
        throw new SyntaxError(start, "an apostrophe that ends the string", "the end of the expression");
    }

    private JsonNode number() throws SyntaxError {
        int start = at;
        digits();
        if (text.charAt(at) == '.' && Character.isDigit(text.charAt(Math.min(at + 1, text.length() - 1)))) {
            at++;
            digits();
        }
        if (at - start > LONGEST_NUMBER) {
            throw new SyntaxError(start, "a number of at most " + LONGEST_NUMBER + " digits", "a longer one");
        }
        return numberNode(new BigDecimal(text.substring(start, at)));
    }

    private void digits() {
        while (text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
    }

    private static JsonNode numberNode(BigDecimal number) {
        if (number.scale() > 0) {
            return DecimalNode.valueOf(number);
        }
        BigInteger whole = number.toBigInteger();
        if (whole.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(whole.intValue());
        }
        return whole.bitLength() <= LONG_BITS ? LongNode.valueOf(whole.longValue()) : BigIntegerNode.valueOf(whole);
    }

    private int skipBlanks() {
        while (at < text.length() - 1 && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The next character that is no blank; the closing bracket stands for the end as NUL. */
    private char peek() {
        int next = skipBlanks();
        return next >= text.length() - 1 ? '\0' : text.charAt(next);
    }

    private SyntaxError unexpected(String expected) {
        boolean end = peek() == '\0' && at >= text.length() - 1;
        return new SyntaxError(at, expected, end ? "the end of the expression" : "`" + text.charAt(at) + "`");
    }
}

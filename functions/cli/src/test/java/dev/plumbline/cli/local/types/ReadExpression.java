package dev.plumbline.cli.local.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Follows what an expression of a rule reads, through the functions that hand on what they are given. Used once. */
final class ReadExpression {

    /** What {@code field()} and {@code current()} stand for where the expression stands. */
    interface Names {
        List<Spot> field(String name);

        List<Spot> current(String name);
    }

    /** A value: the places that it may come from, and its text where it is a literal. */
    private record Value(List<Spot> spots, @Nullable String text) {
        static final Value NONE = new Value(List.of(), null);
        static final Value FIRST = new Value(List.of(), "0");
    }

    private final String text;
    private final Names names;
    private final Consumer<Spot> read;
    private int at = 1;

    private ReadExpression(String text, Names names, Consumer<Spot> read) {
        this.text = text;
        this.names = names;
        this.read = read;
    }

    static boolean is(String text) {
        return text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
    }

    /** Tells every place that the expression reads, and gives those that its value comes from. */
    static List<Spot> follow(String text, Names names, Consumer<Spot> read) {
        return new ReadExpression(text, names, read).expression().spots();
    }

    private Value expression() {
        Value value = primary();
        for (char c = peek(); c == '.' || c == '['; c = peek()) {
            at++;
            if (c == '.') {
                value = step(value, name());
            } else {
                value = index(value, expression());
                peek();
                at++;
            }
        }
        return value;
    }

    private Value primary() {
        char c = peek();
        if (c == '\'') {
            return literal();
        }
        if (c == '-') {
            at++;
            return primary();
        }
        String name = name();
        if (peek() != '(') {
            return new Value(List.of(), name);
        }
        at++;
        List<Value> arguments = new ArrayList<>();
        while (peek() != ')') {
            arguments.add(expression());
            if (peek() == ',') {
                at++;
            }
        }
        at++;
        return call(name.toLowerCase(Locale.ROOT), arguments);
    }

    private Value literal() {
        StringBuilder literal = new StringBuilder();
        at++;
        while (text.charAt(at) != '\'' || text.charAt(at + 1) == '\'') {
            at += text.charAt(at) == '\'' ? 1 : 0;
            literal.append(text.charAt(at++));
        }
        at++;
        return new Value(List.of(), literal.toString());
    }

    private String name() {
        peek();
        int start = at;
        while (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_') {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("`" + text + "`: expected a name at character " + at);
        }
        return text.substring(start, at);
    }

    private char peek() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.charAt(at);
    }

    private Value call(String function, List<Value> arguments) {
        String first = arguments.isEmpty() ? "" : arguments.get(0).text();
        return switch (function) {
            case "field" -> noted(first == null ? List.of() : names.field(first));
            case "current" -> noted(first == null ? List.of() : names.current(first));
            case "coalesce", "union", "intersection", "concat", "shallowmerge" -> all(arguments);
            case "if" -> all(arguments.subList(1, arguments.size()));
            case "skip", "take" -> arguments.get(0);
            case "first", "last" -> index(arguments.get(0), Value.FIRST);
            case "items" -> each(arguments.get(0), Spot::items);
            case "flatten" -> each(arguments.get(0), Spot::flattened);
            case "array", "createarray" -> each(all(arguments), Spot::listed);
            case "tryget" -> {
                Value value = arguments.get(0);
                for (Value key : arguments.subList(1, arguments.size())) {
                    value = index(value, key);
                }
                yield value;
            }
            default -> Value.NONE;
        };
    }

    private static Value all(List<Value> arguments) {
        return new Value(
                arguments.stream()
                        .flatMap(argument -> argument.spots().stream())
                        .toList(),
                null);
    }

    private static Value each(Value value, UnaryOperator<Spot> change) {
        return new Value(value.spots().stream().map(change).toList(), null);
    }

    /** A text is a member, a number an element; what is computed from elsewhere may be either, and is not followed. */
    private Value index(Value value, Value key) {
        String name = key.text();
        if (name == null) {
            return Value.NONE;
        }
        return name.chars().allMatch(Character::isDigit)
                ? noted(value.spots().stream().map(Spot::element).toList())
                : step(value, name);
    }

    private Value step(Value value, String name) {
        return noted(value.spots().stream()
                .flatMap(spot -> spot.member(name).stream())
                .toList());
    }

    private Value noted(List<Spot> spots) {
        spots.forEach(read);
        return new Value(spots, null);
    }
}

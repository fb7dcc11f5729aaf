package dev.plumbline.cli.local.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/** The conditions of {@code where}: comparisons of a column with strings, joined by {@code and}, {@code or} and {@code not}. */
final class Predicates {
    private static final int DEEPEST = 50;

    private final Tokens tokens;
    private int depth;

    Predicates(Tokens tokens) {
        this.tokens = tokens;
    }

    Predicate<ObjectNode> read() {
        if (++depth > DEEPEST) {
            throw new UnsupportedQuery("expected at most " + DEEPEST + " levels of conditions");
        }
        Predicate<ObjectNode> any = all();
        while (tokens.skip("or")) {
            any = any.or(all());
        }
        depth--;
        return any;
    }

    private Predicate<ObjectNode> all() {
        Predicate<ObjectNode> all = one();
        while (tokens.skip("and")) {
            all = all.and(one());
        }
        return all;
    }

    private Predicate<ObjectNode> one() {
        if (tokens.skip("(")) {
            Predicate<ObjectNode> inner = read();
            tokens.expect(")");
            return inner;
        }
        if (tokens.skip("not")) {
            tokens.expect("(");
            Predicate<ObjectNode> inner = read();
            tokens.expect(")");
            return inner.negate();
        }
        for (String function : List.of("isempty", "isnotempty", "isnull", "isnotnull")) {
            if (tokens.skip(function)) {
                tokens.expect("(");
                Column column = Column.read(tokens);
                tokens.expect(")");
                boolean wantsEmpty = !function.startsWith("isnot");
                return row -> empty(column.of(row)) == wantsEmpty;
            }
        }
        return comparison();
    }

    private Predicate<ObjectNode> comparison() {
        Function<ObjectNode, String> value = operand();
        String operator = tokens.take().toLowerCase(Locale.ROOT);
        return switch (operator) {
            case "in" -> in(value, String::equals);
            case "in~" -> in(value, String::equalsIgnoreCase);
            case "!in" -> in(value, String::equals).negate();
            case "!in~" -> in(value, String::equalsIgnoreCase).negate();
            case "==" -> compared(value, String::equals);
            case "=~" -> compared(value, String::equalsIgnoreCase);
            case "!=" -> compared(value, String::equals).negate();
            case "!~" -> compared(value, String::equalsIgnoreCase).negate();
            case "contains" -> compared(value, (is, text) -> lower(is).contains(lower(text)));
            case "startswith" -> compared(value, (is, text) -> lower(is).startsWith(lower(text)));
            case "endswith" -> compared(value, (is, text) -> lower(is).endsWith(lower(text)));
            default ->
                throw new UnsupportedQuery("expected an operator such as `=~` or `in~`, found `"
                        + Tokens.shown(operator) + "`, which the embedded Resource Graph does not have");
        };
    }

    private Function<ObjectNode, String> operand() {
        for (String function : List.of("tolower", "tostring")) {
            if (tokens.skip(function)) {
                tokens.expect("(");
                Function<ObjectNode, String> inner = operand();
                tokens.expect(")");
                return function.equals("tolower") ? row -> lower(inner.apply(row)) : inner;
            }
        }
        Column column = Column.read(tokens);
        return row -> {
            JsonNode value = column.of(row);
            return value.isContainerNode() ? value.toString() : value.isNull() ? "" : value.asText("");
        };
    }

    private Predicate<ObjectNode> in(Function<ObjectNode, String> value, BiPredicate<String, String> same) {
        tokens.expect("(");
        List<String> values = new ArrayList<>();
        do {
            values.add(tokens.string());
        } while (tokens.skip(","));
        tokens.expect(")");
        return row -> {
            String is = value.apply(row);
            return values.stream().anyMatch(each -> same.test(is, each));
        };
    }

    private Predicate<ObjectNode> compared(Function<ObjectNode, String> value, BiPredicate<String, String> holds) {
        String text = tokens.skip("true") ? "true" : tokens.skip("false") ? "false" : tokens.string();
        return row -> holds.test(value.apply(row), text);
    }

    private static boolean empty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isEmpty();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

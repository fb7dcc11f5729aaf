package dev.plumbline.cli.local.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query cut into words, strings and signs, read from left to right. */
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<string>'(?:[^'\\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\\n]|\\\\.)*\")"
            + "|(?<sign>==|=~|!=|!~|!in~|!in\\b|in~|[|(),\\[\\].=])"
            + "|(?<word>[A-Za-z_][A-Za-z0-9_]*)"
            + "|(?<number>[0-9]+))");
    private static final int LONGEST_QUERY = 100_000;

    private final List<String> tokens = new ArrayList<>();
    private int next;

    Tokens(String query) {
        if (query.length() > LONGEST_QUERY) {
            throw new UnsupportedQuery("expected a query of at most " + LONGEST_QUERY + " characters");
        }
        String text = query.strip();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new UnsupportedQuery(
                        "expected words, strings and signs, found `" + shown(text.substring(end)) + "`");
            }
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
    }

    boolean atEnd() {
        return next >= tokens.size();
    }

    String peek() {
        return atEnd() ? "" : tokens.get(next);
    }

    String take() {
        if (atEnd()) {
            throw new UnsupportedQuery("expected more, found the end of the query");
        }
        return tokens.get(next++);
    }

    /** Takes the next token where it is {@code word}, in any casing. */
    boolean skip(String word) {
        boolean there = peek().equalsIgnoreCase(word);
        if (there) {
            next++;
        }
        return there;
    }

    void expect(String sign) {
        if (!skip(sign)) {
            throw new UnsupportedQuery("expected `" + sign + "`, found `" + shown(peek()) + "`");
        }
    }

    String word() {
        String word = take();
        if (!Character.isLetter(word.charAt(0)) && word.charAt(0) != '_') {
            throw new UnsupportedQuery("expected a name, found `" + shown(word) + "`");
        }
        return word;
    }

    String string() {
        String token = take();
        char quote = token.charAt(0);
        if (quote != '\'' && quote != '"') {
            throw new UnsupportedQuery("expected a string in quotes, found `" + shown(token) + "`");
        }
        return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    int number() {
        String token = take();
        try {
            return Integer.parseInt(token);
        } catch (NumberFormatException notANumber) {
            throw new UnsupportedQuery("expected a number, found `" + shown(token) + "`");
        }
    }

    static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}

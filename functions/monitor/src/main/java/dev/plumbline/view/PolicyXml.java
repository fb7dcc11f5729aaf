package dev.plumbline.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the XML of an API Management policy, as Azure stores it and as people write it.
 *
 * <p>In the written form (format {@code rawxml}) expressions such as {@code @(a < b && c == "d")} stand unescaped in attributes
 * and texts, which no XML parser takes. There are no entities to expand and nothing to fetch; depth and size are bounded.
 */
final class PolicyXml {
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int DEEPEST = 60;
    private static final int MOST_ELEMENTS = 20_000;

    private final String text;
    private int at;
    private int elements;

    private PolicyXml(String text) {
        this.text = text;
    }

    /**
     * The root element.
     *
     * @throws Unread if the text is no policy
     */
    static PolicyElement read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new Unread("a gateway policy of more than " + MOST_CHARACTERS + " characters is not read");
        }
        List<PolicyElement> roots = new PolicyXml(text).content("", 0);
        if (roots.size() != 1) {
            throw new Unread("expected a gateway policy with one root element, found " + roots.size());
        }
        return roots.get(0);
    }

    /** The elements up to the end tag of the one given, or to the end of the text. */
    private List<PolicyElement> content(String enclosing, int depth) {
        List<PolicyElement> found = new ArrayList<>();
        while (at < text.length()) {
            if (skip("<!--", "-->") || skip("<?", "?>") || skip("<![CDATA[", "]]>") || skip("<!", ">")) {
                continue;
            }
            if (startsExpression()) {
                skipExpression();
            } else if (text.startsWith("</", at)) {
                String name = endTag();
                if (!name.equals(enclosing)) {
                    throw new Unread("gateway policy: expected `</" + enclosing + ">`, found `</" + name + ">`");
                }
                return found;
            } else if (text.charAt(at) == '<') {
                found.add(element(depth + 1));
            } else {
                at++;
            }
        }
        if (!enclosing.isEmpty()) {
            throw new Unread("gateway policy: expected `</" + enclosing + ">`, found the end of the text");
        }
        return found;
    }

    private PolicyElement element(int depth) {
        if (depth > DEEPEST || ++elements > MOST_ELEMENTS) {
            throw new Unread("a gateway policy with more than " + DEEPEST + " levels or " + MOST_ELEMENTS
                    + " elements is not read");
        }
        at++;
        String name = name();
        if (name.isEmpty()) {
            throw new Unread("gateway policy: expected the name of an element after `<`, found another character");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        while (true) {
            blanks();
            if (text.startsWith("/>", at)) {
                at += 2;
                return new PolicyElement(name, attributes, List.of());
            }
            if (text.startsWith(">", at)) {
                at++;
                return new PolicyElement(name, attributes, content(name, depth));
            }
            String attribute = name();
            blanks();
            if (attribute.isEmpty() || !text.startsWith("=", at)) {
                throw new Unread("gateway policy: expected an attribute of `" + name + "`, found something else");
            }
            at++;
            blanks();
            attributes.put(attribute, value(name));
        }
    }

    private String value(String element) {
        if (at >= text.length() || "\"'".indexOf(text.charAt(at)) < 0) {
            throw new Unread("gateway policy: expected a quoted value in `" + element + "`, found none");
        }
        char quote = text.charAt(at++);
        int start = at;
        if (startsExpression()) {
            skipExpression();
        }
        int end = text.indexOf(quote, at);
        if (end < 0) {
            throw new Unread(
                    "gateway policy: expected the end of a value in `" + element + "`, found the end of the text");
        }
        at = end + 1;
        return text.substring(start, end)
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private boolean startsExpression() {
        return text.startsWith("@(", at) || text.startsWith("@{", at);
    }

    /** To the bracket that closes the expression; brackets in its strings and characters do not count. */
    private void skipExpression() {
        char open = text.charAt(at + 1);
        char close = open == '(' ? ')' : '}';
        int depth = 0;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                skipString('"');
                continue;
            }
            if (c == '\'' && at + 2 < text.length() && (text.charAt(at + 2) == '\'' || text.charAt(at + 1) == '\\')) {
                skipString('\'');
                continue;
            }
            if (text.startsWith("&quot;", at)) {
                int end = text.indexOf("&quot;", at + 6);
                at = end < 0 ? text.length() : end + 6;
                continue;
            }
            at++;
            if (c == open) {
                depth++;
            } else if (c == close && --depth == 0) {
                return;
            }
        }
        throw new Unread("gateway policy: expected the end of an expression, found the end of the text");
    }

    private void skipString(char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private boolean skip(String start, String end) {
        if (!text.startsWith(start, at)) {
            return false;
        }
        int found = text.indexOf(end, at + start.length());
        at = found < 0 ? text.length() : found + end.length();
        return true;
    }

    private String endTag() {
        at += 2;
        String name = name();
        blanks();
        if (at < text.length() && text.charAt(at) == '>') {
            at++;
        }
        return name;
    }

    private String name() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "-_.:".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}

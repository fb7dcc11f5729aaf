package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** {@code split(text, separator)}: at a string, or at any of an array of strings, the longest that fits. */
final class Split implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        String text = arguments.string(0);
        if (!arguments.value(1).isArray()) {
            return atEach(arguments.string(1), text, arguments);
        }
        List<String> separators = separators(arguments);
        arguments.spendCharacters(text.length() * (1 + separators.size() / 8));
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            int length = longestAt(text, at, separators);
            if (length == 0) {
                at++;
                continue;
            }
            add(parts, text.substring(start, at), arguments);
            at += length;
            start = at;
        }
        return add(parts, text.substring(start), arguments);
    }

    private static ArrayNode atEach(String separator, String text, Arguments arguments) {
        arguments.spendCharacters(text.length());
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        int start = 0;
        int at = separator.isEmpty() ? -1 : text.indexOf(separator);
        while (at >= 0) {
            add(parts, text.substring(start, at), arguments);
            start = at + separator.length();
            at = text.indexOf(separator, start);
        }
        return add(parts, text.substring(start), arguments);
    }

    private static ArrayNode add(ArrayNode parts, String part, Arguments arguments) {
        Structures.claim(parts.size() + 1, arguments);
        arguments.spend(1);
        return parts.add(part);
    }

    private static int longestAt(String text, int at, List<String> separators) {
        int longest = 0;
        for (String separator : separators) {
            if (separator.length() > longest && text.startsWith(separator, at)) {
                longest = separator.length();
            }
        }
        return longest;
    }

    private static List<String> separators(Arguments arguments) {
        List<String> separators = new ArrayList<>();
        for (JsonNode separator : arguments.array(1)) {
            if (!separator.isTextual()) {
                throw arguments.failure(1, "a string or an array of strings");
            }
            separators.add(separator.textValue());
        }
        return separators;
    }
}

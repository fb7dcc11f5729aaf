package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** {@code format(pattern, values...)}: the placeholders of .NET, <code>{index,alignment:format}</code>. */
final class Format implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        String pattern = arguments.string(0);
        arguments.spendCharacters(pattern.length());
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c != '{' && c != '}') {
                text.append(c);
                at++;
            } else if (at + 1 < pattern.length() && pattern.charAt(at + 1) == c) {
                text.append(c);
                at += 2;
            } else {
                at = placeholder(pattern, at, text, arguments);
            }
            arguments.limit(text.length());
        }
        return arguments.text(text);
    }

    /** Appends the value of the placeholder that starts here; answers where the pattern goes on. */
    private static int placeholder(String pattern, int at, StringBuilder text, Arguments arguments) {
        int end = pattern.indexOf('}', at);
        if (pattern.charAt(at) == '}' || end < 0) {
            throw arguments.failure(0, "a pattern with paired braces");
        }
        String body = pattern.substring(at + 1, end);
        int colon = body.indexOf(':');
        String place = colon < 0 ? body : body.substring(0, colon);
        int comma = place.indexOf(',');
        int index = number(comma < 0 ? place : place.substring(0, comma), arguments);
        int width = comma < 0 ? 0 : number(place.substring(comma + 1), arguments);
        if (index < 0 || index >= arguments.size() - 1) {
            throw arguments.failure(0, "placeholders from `{0}` to `{" + (arguments.size() - 2) + "}`");
        }
        String specifier = colon < 0 ? "" : body.substring(colon + 1);
        align(FormattedValue.of(arguments.value(index + 1), specifier, arguments), width, text, arguments);
        return end + 1;
    }

    private static int number(String text, Arguments arguments) {
        BigDecimal number = Numbers.parse(text);
        if (number == null || number.scale() != 0) {
            throw arguments.failure(0, "placeholders such as `{0}` or `{0,8:D3}`");
        }
        return Numbers.clamp(number.toBigInteger());
    }

    private static void align(String value, int width, StringBuilder text, Arguments arguments) {
        long padding = Math.max(0, Math.abs((long) width) - Texts.length(value));
        arguments.limit(padding + value.length() + text.length());
        String blanks = " ".repeat((int) padding);
        text.append(width > 0 ? blanks : "").append(value).append(width > 0 ? "" : blanks);
    }
}

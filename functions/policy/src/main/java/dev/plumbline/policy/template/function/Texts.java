package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Values as text, and positions in text counted in characters (code points), never splitting one. */
final class Texts {
    private Texts() {}

    /** The text of any value: strings as they are, everything else as JSON, numbers written out. */
    static String of(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isFloatingPointNumber()) {
            BigDecimal number = value.decimalValue();
            return Numbers.bounded(number) ? plain(number) : number.toString();
        }
        return value.isArray() && !value.isEmpty() ? array(value) : value.toString();
    }

    /** As {@code toString()} has it, which takes far longer to get started. */
    private static String array(JsonNode array) {
        StringBuilder text = new StringBuilder(2 + 6 * array.size());
        char before = '[';
        for (JsonNode each : array) {
            if (!each.isBoolean() && !each.isNull() && !each.isIntegralNumber()) {
                return array.toString();
            }
            text.append(before).append(each.asText());
            before = ',';
        }
        return text.append(']').toString();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The first characters, all if there are fewer. */
    static String take(String text, int characters) {
        return text.substring(0, offset(text, characters));
    }

    /** What follows the first characters. */
    static String skip(String text, int characters) {
        return text.substring(offset(text, characters));
    }

    /** Where in the string's chars the character with this number starts; the end if there are fewer. */
    static int offset(String text, int characters) {
        if (characters <= 0) {
            return 0;
        }
        return characters >= text.length() && characters >= length(text)
                ? text.length()
                : text.offsetByCodePoints(0, Math.min(characters, length(text)));
    }
}

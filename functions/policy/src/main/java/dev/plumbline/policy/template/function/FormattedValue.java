package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** One value of {@code format()} as .NET writes it. */
final class FormattedValue {
    private FormattedValue() {}

    /** The value's text; a format that does not suit the value's type is ignored. */
    static String of(JsonNode value, String specifier, Arguments arguments) {
        if (value.isNull()) {
            return "";
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        }
        if (specifier.isEmpty() || !(value.isNumber() || value.isTextual())) {
            return Texts.of(value);
        }
        if (value.isTextual()) {
            return time(value.textValue(), specifier, arguments);
        }
        BigDecimal number = value.decimalValue();
        if (!Numbers.bounded(number)) {
            throw arguments.failure("numbers of at most " + Numbers.DIGIT_LIMIT + " digits");
        }
        return NumberFormat.format(number, specifier, arguments);
    }

    /** A format for dates is followed where the text is a time; other texts stand as they are. */
    private static String time(String text, String specifier, Arguments arguments) {
        Timestamp time = Timestamp.parse(text);
        return time == null ? text : DateFormat.format(time.time(), specifier, 0, arguments);
    }
}

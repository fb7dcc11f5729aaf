package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The evaluated arguments of one call, read with the conversions that the language allows. */
public final class Arguments {
    /** The documented length of a string that a function may return. */
    public static final int STRING_LIMIT = 131_072;

    private static final TextNode EMPTY = TextNode.valueOf("");

    /** Characters that are handled for one step. */
    private static final int CHARACTERS_A_STEP = 64;

    private final JsonNode[] values;
    private final Meter meter;

    /** Takes the array over. */
    public Arguments(JsonNode[] values, Meter meter) {
        this.values = values;
        this.meter = meter;
    }

    int size() {
        return values.length;
    }

    boolean has(int index) {
        return index < values.length;
    }

    JsonNode value(int index) {
        return values[index];
    }

    /** The text of a string; {@code null} is the empty string, which is what a field that is not there stands for. */
    String string(int index) {
        JsonNode value = values[index];
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isNull()) {
            return "";
        }
        throw failure(index, "a string");
    }

    /** The text of a string, number or boolean. */
    String scalarText(int index) {
        JsonNode value = values[index];
        return value.isNumber() || value.isBoolean() ? Texts.of(value) : string(index);
    }

    BigDecimal number(int index) {
        JsonNode value = values[index];
        if (!value.isNumber()) {
            throw failure(index, "a number");
        }
        return bounded(index, value.decimalValue());
    }

    /** A number or the text of one. */
    BigDecimal numeric(int index) {
        if (!values[index].isTextual()) {
            return number(index);
        }
        BigDecimal parsed = Numbers.parse(values[index].textValue());
        if (parsed == null) {
            throw failure(index, "a number or the text of a number");
        }
        return bounded(index, parsed);
    }

    /** The whole part of a number. */
    BigInteger integer(int index) {
        return number(index).toBigInteger();
    }

    /** The whole part of a number, brought into the range of an int. */
    int count(int index) {
        return Numbers.clamp(integer(index));
    }

    ArrayNode array(int index) {
        if (values[index] instanceof ArrayNode array) {
            return array;
        }
        throw failure(index, "an array");
    }

    ObjectNode object(int index) {
        if (values[index] instanceof ObjectNode object) {
            return object;
        }
        throw failure(index, "an object");
    }

    private BigDecimal bounded(int index, BigDecimal number) {
        if (!Numbers.bounded(number)) {
            throw failure(index, "a number of at most " + Numbers.DIGIT_LIMIT + " digits");
        }
        return number;
    }

    /** A string as the call's value; charges for its length and refuses one beyond the limit. */
    JsonNode text(CharSequence text) {
        claim(text.length());
        return text.length() == 0 ? EMPTY : TextNode.valueOf(text.toString());
    }

    /** Charges for a string of this length before it is made. */
    void claim(long length) {
        limit(length);
        spendCharacters((int) length);
    }

    /** Refuses to make a string of this length if it is beyond the limit. */
    void limit(long length) {
        if (length > STRING_LIMIT) {
            throw failure("a result of at most " + STRING_LIMIT + " characters");
        }
    }

    void spendCharacters(int characters) {
        meter.spend(characters / CHARACTERS_A_STEP);
    }

    void spend(int steps) {
        meter.spend(steps);
    }

    FunctionFailure failure(int index, String expected) {
        return new FunctionFailure(index, expected);
    }

    FunctionFailure failure(String expected) {
        return new FunctionFailure(FunctionFailure.NO_ARGUMENT, expected);
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Exact numbers, kept small enough to be written out. */
final class Numbers {
    /** No documented number comes near; {@code 1e999999999} would fill the memory when written out. */
    static final int DIGIT_LIMIT = 1_000;

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,3})?");
    private static final int LONG_BITS = 63;

    private Numbers() {}

    static boolean bounded(BigDecimal number) {
        return Math.abs((long) number.scale()) <= DIGIT_LIMIT && number.precision() <= DIGIT_LIMIT;
    }

    /** The number that the trimmed text is, or null. */
    static @Nullable BigDecimal parse(String text) {
        String trimmed = text.strip();
        return DECIMAL.matcher(trimmed).matches() ? new BigDecimal(trimmed) : null;
    }

    /** A number node; whole numbers become integers. */
    static JsonNode node(BigDecimal number) {
        if (number.signum() == 0) {
            return IntNode.valueOf(0);
        }
        if (number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0) {
            return node(number.toBigInteger());
        }
        return DecimalNode.valueOf(number);
    }

    static JsonNode node(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(number.intValue());
        }
        return number.bitLength() <= LONG_BITS ? LongNode.valueOf(number.longValue()) : BigIntegerNode.valueOf(number);
    }

    static int clamp(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
}

package dev.plumbline.policy.template.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ISO 8601 durations in seconds; a year is 365 days and a month 30, as in .NET. */
final class IsoDuration {
    private static final String NUMBER = "(\\d{1,9}(?:\\.\\d{1,7})?)";
    private static final Pattern DURATION =
            Pattern.compile("(-)?P(?=.)(?:" + NUMBER + "Y)?(?:" + NUMBER + "M)?(?:" + NUMBER + "W)?(?:" + NUMBER
                    + "D)?(?:T(?=.)(?:" + NUMBER + "H)?(?:" + NUMBER + "M)?(?:" + NUMBER + "S)?)?");

    /** Seconds of the units in the pattern's order. */
    private static final long[] UNITS = {31_536_000, 2_592_000, 604_800, 86_400, 3_600, 60, 1};

    private IsoDuration() {}

    static BigInteger seconds(Arguments arguments, int index) {
        BigInteger seconds = seconds(arguments.string(index));
        if (seconds == null) {
            throw arguments.failure(index, "an ISO 8601 duration such as `P1D` or `-PT12H`");
        }
        return seconds;
    }

    private static @Nullable BigInteger seconds(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < UNITS.length; i++) {
            String number = parts.group(i + 2);
            if (number != null) {
                sum = sum.add(new BigDecimal(number).multiply(BigDecimal.valueOf(UNITS[i])));
            }
        }
        BigInteger seconds = sum.toBigInteger();
        return parts.group(1) == null ? seconds : seconds.negate();
    }
}

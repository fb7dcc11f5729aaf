package dev.plumbline.policy.template.function;

import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as it was written: ISO 8601, with {@code T} or a blank, with or without a zone (then UTC).
 *
 * @param separator between date and time in the source
 * @param zoned whether the source named a zone
 */
record Timestamp(OffsetDateTime time, char separator, boolean zoned) {
    private static final BigInteger FARTHEST = BigInteger.valueOf(400_000_000_000L);

    static Timestamp of(Arguments arguments, int index) {
        Timestamp timestamp = parse(arguments.string(index));
        if (timestamp == null) {
            throw arguments.failure(index, "a time such as `2024-01-15T12:00:00Z`");
        }
        return timestamp;
    }

    static @Nullable Timestamp parse(String text) {
        return TimestampReader.read(text);
    }

    static Timestamp ofEpoch(BigInteger seconds, Arguments arguments) {
        OffsetDateTime epoch = Instant.EPOCH.atOffset(ZoneOffset.UTC);
        return new Timestamp(epoch, 'T', true).plusSeconds(seconds, arguments);
    }

    Timestamp plusSeconds(BigInteger seconds, Arguments arguments) {
        if (seconds.abs().compareTo(FARTHEST) < 0) {
            OffsetDateTime sum = time.plusSeconds(seconds.longValueExact());
            if (sum.getYear() >= 1 && sum.getYear() <= 9_999) {
                return new Timestamp(sum, separator, zoned);
            }
        }
        throw arguments.failure("a result between the years 1 and 9999");
    }

    /** ISO 8601 with {@code T} and a zone, the fraction only if it is not zero. */
    String iso() {
        return local('T') + zone();
    }

    /** As the source was written. */
    String likeItsSource() {
        return local(separator) + (zoned ? zone() : "");
    }

    private String local(char between) {
        StringBuilder text = new StringBuilder(29);
        digits(text, time.getYear(), 1_000);
        digits(text.append('-'), time.getMonthValue(), 10);
        digits(text.append('-'), time.getDayOfMonth(), 10);
        digits(text.append(between), time.getHour(), 10);
        digits(text.append(':'), time.getMinute(), 10);
        digits(text.append(':'), time.getSecond(), 10);
        int ticks = time.getNano() / 100;
        return ticks == 0
                ? text.toString()
                : text.append('.').append(trimmed(ticks)).toString();
    }

    /** Appends the digits of a number from the place of this value down. */
    private static void digits(StringBuilder text, int number, int highest) {
        for (int place = highest; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
    }

    private static String trimmed(int ticks) {
        String digits = String.valueOf(10_000_000 + ticks).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }

    private String zone() {
        return time.getOffset().getTotalSeconds() == 0 ? "Z" : time.getOffset().getId();
    }
}

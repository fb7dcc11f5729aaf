package dev.plumbline.policy.template.function;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads a point in time: {@code 2024-01-15}, {@code 2024-01-15T12:00[:00[.1]][Z|+01:00|+0100]} with {@code T} or a blank, or
 * {@code 20240115T120000Z}, which {@code utcNow()} gives in deployments.
 *
 * <p>By hand, because conditions on times parse one for each element that they look at, and a regular expression takes most
 * of the time of such a rule.
 */
final class TimestampReader {

    private static final int DATE = 10;
    private static final int MINUTES = 16;
    private static final int MOST_DECIMALS = 9;
    private static final int NOT_THERE = -1;

    private final String text;

    private TimestampReader(String text) {
        this.text = text;
    }

    /** The time; null if the text is none. */
    static @Nullable Timestamp read(String text) {
        TimestampReader reader = new TimestampReader(text);
        try {
            return reader.is(4, '-') ? reader.iso() : reader.basic();
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    private @Nullable Timestamp iso() {
        int year = digits(0, 4);
        int month = digits(5, 2);
        int day = digits(8, 2);
        if (year < 0 || month < 0 || day < 0 || !is(7, '-')) {
            return null;
        }
        if (text.length() == DATE) {
            LocalDateTime midnight = LocalDateTime.of(year, month, day, 0, 0);
            return new Timestamp(midnight.atOffset(ZoneOffset.UTC), 'T', true);
        }
        boolean separated = is(DATE, 'T') || is(DATE, 't') || is(DATE, ' ');
        int hour = digits(11, 2);
        int minute = digits(14, 2);
        if (!separated || hour < 0 || minute < 0 || !is(13, ':')) {
            return null;
        }
        int second = 0;
        int nano = 0;
        int at = MINUTES;
        if (is(at, ':')) {
            second = digits(at + 1, 2);
            at += 3;
            if (is(at, '.')) {
                int decimals = decimals(at + 1);
                nano = nano(at + 1, decimals);
                at += 1 + decimals;
            }
        }
        ZoneOffset offset = second < 0 || nano < 0 ? null : offset(at);
        if (offset == null) {
            return null;
        }
        LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second, nano);
        return new Timestamp(local.atOffset(offset), is(DATE, ' ') ? ' ' : 'T', at < text.length());
    }

    private @Nullable Timestamp basic() {
        int year = digits(0, 4);
        int month = digits(4, 2);
        int day = digits(6, 2);
        int hour = digits(9, 2);
        int minute = digits(11, 2);
        int second = digits(13, 2);
        boolean marked = is(8, 'T') && is(15, 'Z') && text.length() == 16;
        if (!marked || year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0) {
            return null;
        }
        LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second);
        return new Timestamp(local.atOffset(ZoneOffset.UTC), 'T', true);
    }

    private boolean is(int at, char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    private boolean digit(int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** The number of so many digits; negative if they are not there. */
    private int digits(int from, int length) {
        int number = 0;
        for (int at = from; at < from + length; at++) {
            if (!digit(at)) {
                return NOT_THERE;
            }
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }

    private int decimals(int from) {
        int at = from;
        while (digit(at) && at - from < MOST_DECIMALS) {
            at++;
        }
        return at - from;
    }

    private int nano(int from, int decimals) {
        if (decimals == 0) {
            return NOT_THERE;
        }
        int nano = digits(from, decimals);
        for (int i = decimals; i < MOST_DECIMALS; i++) {
            nano *= 10;
        }
        return nano;
    }

    /** The zone that the rest of the text names: UTC if there is no rest; null if the rest is no zone. */
    private @Nullable ZoneOffset offset(int at) {
        int length = text.length() - at;
        if (length == 0 || length == 1 && (is(at, 'Z') || is(at, 'z'))) {
            return ZoneOffset.UTC;
        }
        boolean signed = is(at, '+') || is(at, '-');
        int minutes = is(at + 3, ':') ? at + 4 : at + 3;
        boolean whole = minutes + 2 == text.length() && digits(at + 1, 2) >= 0 && digits(minutes, 2) >= 0;
        return signed && whole ? ZoneOffset.of(text.substring(at)) : null;
    }
}

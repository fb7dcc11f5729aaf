package dev.plumbline.cli.local.host;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;

/**
 * A timer trigger's schedule: six fields, second to day of week, as the Functions host reads them.
 *
 * <p>Numbers, {@code *}, lists, ranges and steps; names of months and days are not used by this app and not read. Times are
 * UTC.
 */
final class Ncrontab {
    private static final List<int[]> BOUNDS = List.of(
            new int[] {0, 59}, new int[] {0, 59}, new int[] {0, 23}, new int[] {1, 31}, new int[] {1, 12}, new int[] {
                0, 6
            });
    private static final int LONGEST_SEARCH_DAYS = 366 * 5;

    private final BitSet[] fields = new BitSet[6];

    /** Reads a schedule such as <code>0 *&#47;5 * * * *</code>. */
    Ncrontab(String schedule) {
        String[] parts = schedule.trim().split("\\s+");
        if (parts.length != 6) {
            throw new IllegalArgumentException("timer schedule: expected six fields, found `" + schedule + "`");
        }
        for (int i = 0; i < 6; i++) {
            fields[i] = field(parts[i], BOUNDS.get(i)[0], BOUNDS.get(i)[1], schedule);
        }
    }

    /** The first time after {@code instant} that the schedule names. */
    Instant after(Instant instant) {
        ZonedDateTime at = instant.atZone(ZoneOffset.UTC).withNano(0).plusSeconds(1);
        ZonedDateTime last = at.plusDays(LONGEST_SEARCH_DAYS);
        while (at.isBefore(last)) {
            if (!fields[4].get(at.getMonthValue())
                    || !fields[3].get(at.getDayOfMonth())
                    || !fields[5].get(at.getDayOfWeek().getValue() % 7)) {
                at = at.toLocalDate().plusDays(1).atStartOfDay(ZoneOffset.UTC);
            } else if (!fields[2].get(at.getHour())) {
                at = at.withMinute(0).withSecond(0).plusHours(1);
            } else if (!fields[1].get(at.getMinute())) {
                at = at.withSecond(0).plusMinutes(1);
            } else if (!fields[0].get(at.getSecond())) {
                at = at.plusSeconds(1);
            } else {
                return at.toInstant();
            }
        }
        throw new IllegalStateException("the timer schedule names no time in the next five years");
    }

    private static BitSet field(String text, int from, int to, String schedule) {
        BitSet set = new BitSet(to + 1);
        try {
            for (String item : text.split(",")) {
                String[] step = item.split("/", 2);
                String[] range = step[0].equals("*") ? new String[] {"" + from, "" + to} : step[0].split("-", 2);
                int first = Integer.parseInt(range[0]);
                int last = range.length == 2 ? Integer.parseInt(range[1]) : step.length == 2 ? to : first;
                int by = step.length == 2 ? Integer.parseInt(step[1]) : 1;
                if (first < from || last > to || first > last || by < 1) {
                    throw new NumberFormatException("out of range");
                }
                for (int value = first; value <= last; value += by) {
                    set.set(value);
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "timer schedule `" + schedule + "`: expected numbers from " + from + " to " + to + ", found `"
                            + text + "`",
                    e);
        }
        return set;
    }
}

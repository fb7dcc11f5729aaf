package dev.plumbline.policy.template.function;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;

/** Standard and custom date formats of .NET in the invariant culture. */
final class DateFormat {
    private static final Map<Character, String> STANDARD = Map.ofEntries(
            Map.entry('d', "MM/dd/yyyy"),
            Map.entry('D', "dddd, dd MMMM yyyy"),
            Map.entry('f', "dddd, dd MMMM yyyy HH:mm"),
            Map.entry('F', "dddd, dd MMMM yyyy HH:mm:ss"),
            Map.entry('g', "MM/dd/yyyy HH:mm"),
            Map.entry('G', "MM/dd/yyyy HH:mm:ss"),
            Map.entry('m', "MMMM dd"),
            Map.entry('M', "MMMM dd"),
            Map.entry('o', "yyyy-MM-ddTHH:mm:ss.fffffffK"),
            Map.entry('O', "yyyy-MM-ddTHH:mm:ss.fffffffK"),
            Map.entry('r', "ddd, dd MMM yyyy HH:mm:ss 'GMT'"),
            Map.entry('R', "ddd, dd MMM yyyy HH:mm:ss 'GMT'"),
            Map.entry('s', "yyyy-MM-ddTHH:mm:ss"),
            Map.entry('t', "HH:mm"),
            Map.entry('T', "HH:mm:ss"),
            Map.entry('u', "yyyy-MM-dd HH:mm:ss'Z'"),
            Map.entry('U', "dddd, dd MMMM yyyy HH:mm:ss"),
            Map.entry('y', "yyyy MMMM"),
            Map.entry('Y', "yyyy MMMM"));

    private static final String IN_UTC = "rRuU";

    private final OffsetDateTime time;
    private final String format;
    private final StringBuilder text = new StringBuilder();

    private DateFormat(OffsetDateTime time, String format) {
        this.time = time;
        this.format = format;
    }

    static String format(OffsetDateTime time, String format, int argument, Arguments arguments) {
        arguments.spendCharacters(format.length() * 8);
        String custom = format;
        OffsetDateTime shown = time;
        if (format.length() == 1) {
            char standard = format.charAt(0);
            String expanded = STANDARD.get(standard);
            if (expanded == null) {
                throw arguments.failure(argument, "a .NET date format such as `yyyy-MM-dd`");
            }
            custom = expanded;
            shown = IN_UTC.indexOf(standard) >= 0 ? time.withOffsetSameInstant(ZoneOffset.UTC) : time;
        }
        return new DateFormat(shown, custom).custom();
    }

    private String custom() {
        int at = 0;
        while (at < format.length()) {
            at = switch (format.charAt(at)) {
                case '\'', '"' -> quoted(at);
                case '\\' -> escaped(at);
                case '%' -> at + 1;
                default -> specifier(at);
            };
        }
        return text.toString();
    }

    private int quoted(int at) {
        int end = format.indexOf(format.charAt(at), at + 1);
        int close = end < 0 ? format.length() : end;
        text.append(format, at + 1, close);
        return close + 1;
    }

    private int escaped(int at) {
        if (at + 1 < format.length()) {
            text.append(format.charAt(at + 1));
        }
        return at + 2;
    }

    private int specifier(int at) {
        char letter = format.charAt(at);
        int end = at;
        while (end < format.length() && format.charAt(end) == letter) {
            end++;
        }
        int count = end - at;
        switch (letter) {
            case 'y' -> year(count);
            case 'M' -> month(count);
            case 'd' -> day(count);
            case 'H' -> number(time.getHour(), count);
            case 'h' -> number((time.getHour() + 11) % 12 + 1, count);
            case 'm' -> number(time.getMinute(), count);
            case 's' -> number(time.getSecond(), count);
            case 'f' -> text.append(fraction(count));
            case 'F' -> trimmedFraction(count);
            case 't' -> text.append(time.getHour() < 12 ? "AM" : "PM", 0, Math.min(count, 2));
            case 'z' -> zone(count);
            case 'K' -> text.append(zoneOrZ().repeat(count));
            case 'g' -> text.append("A.D.");
            default -> text.append(format, at, end);
        }
        return end;
    }

    private void number(int value, int count) {
        text.append(count > 1 && value < 10 ? "0" : "").append(value);
    }

    private void year(int count) {
        int year = count <= 2 ? time.getYear() % 100 : time.getYear();
        String digits = String.valueOf(year);
        text.append("0".repeat(Math.max(0, count - digits.length()))).append(digits);
    }

    private void month(int count) {
        if (count <= 2) {
            number(time.getMonthValue(), count);
        } else {
            TextStyle style = count == 3 ? TextStyle.SHORT : TextStyle.FULL;
            text.append(time.getMonth().getDisplayName(style, Locale.US));
        }
    }

    private void day(int count) {
        if (count <= 2) {
            number(time.getDayOfMonth(), count);
        } else {
            TextStyle style = count == 3 ? TextStyle.SHORT : TextStyle.FULL;
            text.append(time.getDayOfWeek().getDisplayName(style, Locale.US));
        }
    }

    private String fraction(int count) {
        String digits = String.valueOf(1_000_000_000 + time.getNano()).substring(1);
        return digits.substring(0, Math.min(count, 7));
    }

    /** Without trailing zeros; without the point before it where nothing is left. */
    private void trimmedFraction(int count) {
        String digits = fraction(count);
        int end = digits.length();
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        text.append(digits, 0, end);
        int last = text.length() - 1;
        if (end == 0 && last >= 0 && text.charAt(last) == '.') {
            text.setLength(last);
        }
    }

    private void zone(int count) {
        int minutes = time.getOffset().getTotalSeconds() / 60;
        text.append(minutes < 0 ? '-' : '+');
        number(Math.abs(minutes) / 60, count);
        if (count > 2) {
            text.append(':');
            number(Math.abs(minutes) % 60, 2);
        }
    }

    private String zoneOrZ() {
        return time.getOffset().getTotalSeconds() == 0 ? "Z" : time.getOffset().getId();
    }
}

package dev.plumbline.policy.template.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Custom number formats of .NET such as {@code #,##0.00} and {@code 000}, with up to three sections. */
final class CustomNumberFormat {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int GROUP = 3;

    private final String section;
    private final StringBuilder text = new StringBuilder();

    private CustomNumberFormat(String section) {
        this.section = section;
    }

    static String format(BigDecimal number, String format) {
        List<String> sections = sections(format);
        boolean own =
                number.signum() < 0 && sections.size() > 1 && !sections.get(1).isEmpty();
        if (number.signum() == 0 && sections.size() > 2 && !sections.get(2).isEmpty()) {
            return new CustomNumberFormat(sections.get(2)).write(number);
        }
        String written = new CustomNumberFormat(sections.get(own ? 1 : 0)).write(number.abs());
        return number.signum() < 0 && !own ? '-' + written : written;
    }

    private static List<String> sections(String format) {
        List<String> sections = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < format.length(); at = next(format, at)) {
            if (format.charAt(at) == ';') {
                sections.add(format.substring(start, at));
                start = at + 1;
            }
        }
        sections.add(format.substring(start));
        return sections;
    }

    /** The position after the char, the quoted text or the escaped char that starts here. */
    private static int next(String format, int at) {
        char c = format.charAt(at);
        if (c == '\\') {
            return at + 2;
        }
        int close = c == '\'' || c == '"' ? format.indexOf(c, at + 1) : at;
        return close < 0 ? format.length() : close + 1;
    }

    private String write(BigDecimal number) {
        int point = -1;
        int decimals = 0;
        int leading = 0;
        int zeros = 0;
        boolean percent = false;
        boolean grouped = false;
        for (int at = 0; at < section.length(); at = next(section, at)) {
            char c = section.charAt(at);
            if (c == '.' && point < 0) {
                point = at;
            } else if (c == '0' || c == '#') {
                decimals += point < 0 ? 0 : 1;
                leading += point < 0 ? 1 : 0;
                zeros += point < 0 && (c == '0' || zeros > 0) ? 1 : 0;
            } else if (c == '%') {
                percent = true;
            } else if (c == ',' && point < 0 && leading > 0) {
                grouped = true;
            }
        }
        BigDecimal scaled = (percent ? number.multiply(HUNDRED) : number).setScale(decimals, RoundingMode.HALF_UP);
        String digits = scaled.toPlainString();
        int dot = digits.indexOf('.');
        String whole = whole(dot < 0 ? digits : digits.substring(0, dot), zeros);
        place(whole, dot < 0 ? "" : digits.substring(dot + 1), leading, grouped);
        return text.toString();
    }

    private static String whole(String digits, int zeros) {
        String significant = digits.equals("0") ? "" : digits;
        return "0".repeat(Math.max(0, zeros - significant.length())) + significant;
    }

    /** Puts the digits where the placeholders stand; digits for which there is no placeholder go to the first. */
    private void place(String whole, String fraction, int leading, boolean grouped) {
        int placeholder = 0;
        int decimal = 0;
        boolean afterPoint = false;
        for (int at = 0; at < section.length(); at = next(section, at)) {
            char c = section.charAt(at);
            if (c == '0' || c == '#') {
                if (afterPoint) {
                    decimal(fraction, decimal++);
                } else {
                    digits(whole, leading - placeholder++, leading, grouped);
                }
            } else if (c == '.') {
                afterPoint = true;
                text.append(fraction.isEmpty() || onlyOptional(fraction, 0) ? "" : ".");
            } else if (c != ',') {
                literal(c, at);
            }
        }
    }

    private void literal(char c, int at) {
        int end = Math.min(next(section, at), section.length());
        if (c == '\\') {
            text.append(section, Math.min(at + 1, end), end);
        } else if (c == '\'' || c == '"') {
            text.append(section, at + 1, Math.max(at + 1, end - (section.charAt(end - 1) == c ? 1 : 0)));
        } else {
            text.append(c);
        }
    }

    /** The digits of the placeholder with this place value; the first placeholder takes all that are left. */
    private void digits(String whole, int place, int leading, boolean grouped) {
        int from = place == leading ? 0 : Math.max(0, whole.length() - place);
        int to = whole.length() - place + 1;
        for (int at = from; at < to; at++) {
            text.append(whole.charAt(at));
            int right = whole.length() - at - 1;
            if (grouped && right > 0 && right % GROUP == 0) {
                text.append(',');
            }
        }
    }

    private void decimal(String fraction, int index) {
        if (!onlyOptional(fraction, index)) {
            text.append(fraction.charAt(index));
        }
    }

    /** Whether all digits from here on are zeros for which the format has {@code #}. */
    private boolean onlyOptional(String fraction, int index) {
        int point = section.indexOf('.');
        int decimal = 0;
        for (int at = point + 1; at < section.length(); at = next(section, at)) {
            char c = section.charAt(at);
            if (c == '0' || c == '#') {
                if (decimal >= index && (c == '0' || fraction.charAt(decimal) != '0')) {
                    return false;
                }
                decimal++;
            }
        }
        return true;
    }
}

package dev.plumbline.policy.template.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Standard number formats of .NET in the invariant culture; everything else is a custom format. */
final class NumberFormat {
    private static final Pattern STANDARD = Pattern.compile("([A-Za-z])(\\d{0,2})");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DEFAULT_DECIMALS = 2;
    private static final int DEFAULT_EXPONENT_DECIMALS = 6;

    private NumberFormat() {}

    static String format(BigDecimal number, String specifier, Arguments arguments) {
        Matcher standard = STANDARD.matcher(specifier);
        if (!standard.matches()) {
            return CustomNumberFormat.format(number, specifier);
        }
        String digits = standard.group(2);
        int precision = digits.isEmpty() ? -1 : Integer.parseInt(digits);
        int decimals = precision < 0 ? DEFAULT_DECIMALS : precision;
        char letter = standard.group(1).charAt(0);
        return switch (letter) {
            case 'D', 'd' -> integer(number, precision, arguments);
            case 'X', 'x' -> hexadecimal(number, letter, precision, arguments);
            case 'F', 'f' -> fixed(number, decimals);
            case 'N', 'n' -> grouped(number, decimals);
            case 'C', 'c' -> signed(number, '\u00A4' + grouped(number.abs(), decimals));
            case 'P', 'p' -> grouped(number.multiply(HUNDRED), decimals) + " %";
            case 'E', 'e' -> exponential(number, letter, precision < 0 ? DEFAULT_EXPONENT_DECIMALS : precision);
            case 'G', 'g', 'R', 'r' -> plain(number);
            default -> throw arguments.failure(0, "a .NET number format such as `{0:D3}` or `{0:N2}`");
        };
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String signed(BigDecimal number, String absolute) {
        return number.signum() < 0 ? '-' + absolute : absolute;
    }

    private static BigInteger whole(BigDecimal number, Arguments arguments) {
        try {
            return number.toBigIntegerExact();
        } catch (ArithmeticException fraction) {
            throw arguments.failure(0, "a format for numbers with a fraction: `D` and `X` are for whole numbers");
        }
    }

    private static String integer(BigDecimal number, int width, Arguments arguments) {
        String digits = whole(number, arguments).abs().toString();
        return signed(number, "0".repeat(Math.max(0, width - digits.length())) + digits);
    }

    private static String hexadecimal(BigDecimal number, char letter, int width, Arguments arguments) {
        BigInteger whole = whole(number, arguments);
        BigInteger unsigned = whole.signum() < 0 ? whole.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : whole;
        String digits = unsigned.toString(16);
        String padded = "0".repeat(Math.max(0, width - digits.length())) + digits;
        return letter == 'X' ? padded.toUpperCase(Locale.ROOT) : padded;
    }

    private static String fixed(BigDecimal number, int decimals) {
        return number.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }

    static String grouped(BigDecimal number, int decimals) {
        String digits = fixed(number.abs(), decimals);
        int point = digits.indexOf('.');
        StringBuilder text = new StringBuilder(digits);
        for (int at = (point < 0 ? digits.length() : point) - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        boolean zero = number.setScale(decimals, RoundingMode.HALF_UP).signum() == 0;
        return number.signum() < 0 && !zero ? "-" + text : text.toString();
    }

    private static String exponential(BigDecimal number, char letter, int decimals) {
        if (number.signum() == 0) {
            return fixed(number, decimals) + letter + "+000";
        }
        BigDecimal rounded = number.round(new MathContext(decimals + 1, RoundingMode.HALF_UP));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String digits = String.valueOf(1_000 + Math.abs(exponent)).substring(1);
        return fixed(rounded.movePointLeft(exponent), decimals) + letter + (exponent < 0 ? '-' : '+') + digits;
    }
}

package dev.plumbline.policy.template.function;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** An address of one of the two families, read from its literal only: names are never looked up. */
record IpAddress(boolean six, long high, long low) {
    private static final int LONGEST = 45;
    private static final int GROUPS = 8;

    static @Nullable IpAddress parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        if (text.indexOf(':') >= 0) {
            return parseSix(text);
        }
        long four = parseFour(text);
        return four < 0 ? null : new IpAddress(false, 0, four);
    }

    /** The four bytes, or -1. */
    private static long parseFour(String text) {
        long value = 0;
        int parts = 0;
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || text.charAt(at) == '.') {
                int part = decimal(text, start, at);
                if (part < 0 || ++parts > 4) {
                    return -1;
                }
                value = value << 8 | part;
                start = at + 1;
            }
        }
        return parts == 4 ? value : -1;
    }

    private static int decimal(String text, int start, int end) {
        boolean leadingZero = end - start > 1 && text.charAt(start) == '0';
        if (end == start || end - start > 3 || leadingZero) {
            return -1;
        }
        int value = 0;
        for (int at = start; at < end; at++) {
            char c = text.charAt(at);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value <= 255 ? value : -1;
    }

    private static @Nullable IpAddress parseSix(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return fill(text, groups, 0) == GROUPS ? six(groups) : null;
        }
        int[] tail = new int[GROUPS];
        int before = gap == 0 ? 0 : fill(text.substring(0, gap), groups, 0);
        int after = gap + 2 == text.length() ? 0 : fill(text.substring(gap + 2), tail, 0);
        if (before < 0 || after < 0 || before + after >= GROUPS) {
            return null;
        }
        System.arraycopy(tail, 0, groups, GROUPS - after, after);
        return six(groups);
    }

    /** Reads groups separated by colons, the last perhaps as IPv4; answers how many groups, or -1. */
    private static int fill(String text, int[] groups, int first) {
        int count = first;
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || text.charAt(at) == ':') {
                boolean last = at == text.length();
                long four = last && text.indexOf('.', start) >= 0 ? parseFour(text.substring(start)) : -1;
                int group = four >= 0 ? (int) (four >> 16) : hex(text, start, at);
                if (group < 0 || count == GROUPS || (four >= 0 && count == GROUPS - 1)) {
                    return -1;
                }
                groups[count++] = group;
                if (four >= 0) {
                    groups[count++] = (int) (four & 0xFFFF);
                }
                start = at + 1;
            }
        }
        return count;
    }

    private static int hex(String text, int start, int end) {
        if (end == start || end - start > 4) {
            return -1;
        }
        int value = 0;
        for (int at = start; at < end; at++) {
            char c = text.charAt(at);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static IpAddress six(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS / 2; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + GROUPS / 2];
        }
        return new IpAddress(true, high, low);
    }

    int bits() {
        return six ? 128 : 32;
    }

    /** The first address of the block of this prefix length. */
    IpAddress first(int prefix) {
        return new IpAddress(six, high & highMask(prefix), low & lowMask(prefix));
    }

    /** The last address of the block of this prefix length. */
    IpAddress last(int prefix) {
        long lastHigh = six ? high | ~highMask(prefix) : 0;
        long lastLow = low | ~lowMask(prefix) & (six ? -1L : 0xFFFF_FFFFL);
        return new IpAddress(six, lastHigh, lastLow);
    }

    private long highMask(int prefix) {
        return six ? ones(Math.min(prefix, Long.SIZE)) : 0;
    }

    private long lowMask(int prefix) {
        return ones(six ? prefix - Long.SIZE : prefix + Integer.SIZE);
    }

    /** A long whose first bits are set. */
    private static long ones(int bits) {
        return bits <= 0 ? 0 : -1L << (Long.SIZE - bits);
    }

    /** Whether this address comes before the other or is the same; of one family only. */
    boolean upTo(IpAddress other) {
        int order = Long.compareUnsigned(high, other.high);
        return order < 0 || (order == 0 && Long.compareUnsigned(low, other.low) <= 0);
    }

    BigInteger value() {
        return new BigInteger(Long.toUnsignedString(high))
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(low)));
    }

    IpAddress plus(BigInteger offset) {
        BigInteger sum = value().add(offset);
        return new IpAddress(six, sum.shiftRight(Long.SIZE).longValue(), sum.longValue());
    }

    /** The shortest customary form: IPv6 in small letters, the longest run of zero groups as {@code ::}. */
    String text() {
        return six ? textSix() : textFour();
    }

    private String textFour() {
        return (low >> 24) + "." + (low >> 16 & 0xFF) + '.' + (low >> 8 & 0xFF) + '.' + (low & 0xFF);
    }

    private String textSix() {
        int run = 0;
        int start = -1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(i);
            if (zeros > run && zeros > 1) {
                run = zeros;
                start = i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += run - 1;
            } else {
                text.append(i > 0 && i != start + run ? ":" : "").append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int zerosFrom(int index) {
        int end = index;
        while (end < GROUPS && group(end) == 0) {
            end++;
        }
        return end - index;
    }

    private int group(int index) {
        long half = index < GROUPS / 2 ? high : low;
        return (int) (half >> (GROUPS / 2 - 1 - index % (GROUPS / 2)) * 16 & 0xFFFF);
    }
}

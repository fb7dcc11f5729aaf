package dev.plumbline.policy.template.function;

import org.jspecify.annotations.Nullable;

/** All addresses from the first to the last, of one family. */
record IpRange(IpAddress first, IpAddress last) {

    /** The range that the text stands for: {@code a}, {@code a/prefix} or {@code a-b}; null if it is none. */
    static @Nullable IpRange parse(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            IpAddress address = IpAddress.parse(text.substring(0, slash).strip());
            int prefix = address == null ? -1 : prefix(text.substring(slash + 1), address);
            return address == null || prefix < 0 ? null : new IpRange(address.first(prefix), address.last(prefix));
        }
        int dash = text.indexOf('-');
        IpAddress first = IpAddress.parse((dash < 0 ? text : text.substring(0, dash)).strip());
        IpAddress last =
                dash < 0 ? first : IpAddress.parse(text.substring(dash + 1).strip());
        if (first == null || last == null || first.six() != last.six() || !first.upTo(last)) {
            return null;
        }
        return new IpRange(first, last);
    }

    /** The prefix length that fits the address, or -1. */
    static int prefix(String text, IpAddress address) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int prefix = Integer.parseInt(digits);
        return prefix <= address.bits() ? prefix : -1;
    }

    boolean contains(IpRange target) {
        return first.six() == target.first.six() && first.upTo(target.first) && target.last.upTo(last);
    }
}

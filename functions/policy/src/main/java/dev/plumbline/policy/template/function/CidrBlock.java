package dev.plumbline.policy.template.function;

import java.math.BigInteger;

/** A block of addresses that share their first bits. */
record CidrBlock(IpAddress first, int prefix) {

    static CidrBlock of(Arguments arguments, int index) {
        String text = arguments.string(index);
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        int prefix = address == null || slash < 0 ? -1 : IpRange.prefix(text.substring(slash + 1), address);
        if (address == null || prefix < 0) {
            throw arguments.failure(index, "a block such as `10.0.0.0/16`");
        }
        return new CidrBlock(address.first(prefix), prefix);
    }

    IpAddress last() {
        return first.last(prefix);
    }

    IpAddress mask() {
        return new IpAddress(first.six(), -1L, first.six() ? -1L : 0xFFFF_FFFFL).first(prefix);
    }

    /** Network and broadcast address of an IPv4 block are not for hosts, unless the block has no others. */
    private boolean reserves() {
        return !first.six() && prefix < 31;
    }

    IpAddress firstUsable() {
        return reserves() ? first.plus(BigInteger.ONE) : first;
    }

    IpAddress lastUsable() {
        return reserves() ? last().plus(BigInteger.ONE.negate()) : last();
    }

    /** The address of host 0; IPv6 blocks leave their first address to the routers. */
    IpAddress firstHost() {
        return first.six() && prefix < 127 ? first.plus(BigInteger.ONE) : firstUsable();
    }
}

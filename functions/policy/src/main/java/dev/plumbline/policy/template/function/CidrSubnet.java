package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;

/** {@code cidrSubnet(network, prefix, index)}: one of the equal parts of a block. */
final class CidrSubnet implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        CidrBlock block = CidrBlock.of(arguments, 0);
        int prefix = arguments.count(1);
        if (prefix < block.prefix() || prefix > block.first().bits()) {
            throw arguments.failure(
                    1,
                    "a prefix length from " + block.prefix() + " to "
                            + block.first().bits());
        }
        BigInteger parts = BigInteger.ONE.shiftLeft(prefix - block.prefix());
        BigInteger index = arguments.integer(2);
        if (index.signum() < 0 || index.compareTo(parts) >= 0) {
            throw arguments.failure(2, "an index from 0 to " + parts.subtract(BigInteger.ONE));
        }
        IpAddress first = block.first().plus(index.shiftLeft(block.first().bits() - prefix));
        return arguments.text(first.text() + '/' + prefix);
    }
}

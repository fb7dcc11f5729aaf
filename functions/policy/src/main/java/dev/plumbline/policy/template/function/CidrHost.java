package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;

/** {@code cidrHost(network, index)}: a usable address of a block, from 0. */
final class CidrHost implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        CidrBlock block = CidrBlock.of(arguments, 0);
        BigInteger index = arguments.integer(1);
        BigInteger hosts = block.lastUsable().value().subtract(block.firstHost().value());
        if (index.signum() < 0 || index.compareTo(hosts) > 0) {
            throw arguments.failure(1, "an index from 0 to " + hosts);
        }
        return arguments.text(block.firstHost().plus(index).text());
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;

/** {@code range(start, count)}: whole numbers that follow each other, at most 10,000. */
final class Range implements TemplateFunction {
    private static final int MOST = 10_000;
    private static final BigInteger END = BigInteger.valueOf(Integer.MAX_VALUE);

    @Override
    public JsonNode apply(Arguments arguments) {
        BigInteger start = arguments.integer(0);
        int count = arguments.count(1);
        if (count < 0 || count > MOST) {
            throw arguments.failure(1, "a count from 0 to " + MOST);
        }
        if (start.add(BigInteger.valueOf(count)).compareTo(END) > 0) {
            throw arguments.failure(0, "numbers up to " + END);
        }
        arguments.spend(count);
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode(count);
        for (int i = 0; i < count; i++) {
            numbers.add(Numbers.node(start.add(BigInteger.valueOf(i))));
        }
        return numbers;
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;

/** {@code div(a, b)}: whole numbers, without the remainder. */
final class Div implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        BigInteger divisor = arguments.integer(1);
        if (divisor.signum() == 0) {
            throw arguments.failure(1, "a number that is not 0");
        }
        return Numbers.node(arguments.integer(0).divide(divisor));
    }
}

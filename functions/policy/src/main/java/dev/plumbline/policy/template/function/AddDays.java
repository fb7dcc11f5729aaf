package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;

/** {@code addDays(time, days)}. */
final class AddDays implements TemplateFunction {
    private static final BigInteger DAY = BigInteger.valueOf(86_400);

    @Override
    public JsonNode apply(Arguments arguments) {
        Timestamp time = Timestamp.of(arguments, 0);
        return arguments.text(
                time.plusSeconds(arguments.integer(1).multiply(DAY), arguments).iso());
    }
}

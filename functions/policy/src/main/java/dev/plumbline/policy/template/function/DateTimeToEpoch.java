package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;

/** {@code dateTimeToEpoch(time)}: seconds since 1970. */
final class DateTimeToEpoch implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return Numbers.node(BigInteger.valueOf(Timestamp.of(arguments, 0).time().toEpochSecond()));
    }
}

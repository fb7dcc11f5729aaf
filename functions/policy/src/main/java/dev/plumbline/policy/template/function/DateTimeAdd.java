package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code dateTimeAdd(time, ISO 8601 duration, .NET format?)}: a year is 365 days and a month 30, as in .NET. */
final class DateTimeAdd implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        Timestamp sum = Timestamp.of(arguments, 0).plusSeconds(IsoDuration.seconds(arguments, 1), arguments);
        if (!arguments.has(2)) {
            return arguments.text(sum.likeItsSource());
        }
        return arguments.text(DateFormat.format(sum.time(), arguments.string(2), 2, arguments));
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** The two-argument form behind {@code utcNow(format)}: a time and a .NET format. */
final class FormatDate implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return arguments.text(DateFormat.format(Timestamp.of(arguments, 0).time(), arguments.string(1), 1, arguments));
    }
}

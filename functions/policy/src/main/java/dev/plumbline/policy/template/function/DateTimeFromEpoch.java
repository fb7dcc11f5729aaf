package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code dateTimeFromEpoch(seconds)}. */
final class DateTimeFromEpoch implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return arguments.text(Timestamp.ofEpoch(arguments.integer(0), arguments).iso());
    }
}

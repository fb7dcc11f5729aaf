package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code substring(text, start, length?)}: fails where it would reach beyond the end. */
final class Substring implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        String text = arguments.string(0);
        int characters = Texts.length(text);
        int start = arguments.count(1);
        if (start < 0 || start > characters) {
            throw arguments.failure(1, "a position from 0 to " + characters);
        }
        if (!arguments.has(2)) {
            return arguments.text(Texts.skip(text, start));
        }
        int length = arguments.count(2);
        if (length < 0 || length > characters - start) {
            throw arguments.failure(2, "a length from 0 to " + (characters - start));
        }
        return arguments.text(Texts.take(Texts.skip(text, start), length));
    }
}

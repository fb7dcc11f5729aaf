package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code padLeft(value, width, character?)}: of a string or a number; a space unless told. */
final class PadLeft implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        String text = arguments.scalarText(0);
        int width = Numbers.clamp(arguments.numeric(1).toBigInteger());
        if (width < 0) {
            throw arguments.failure(1, "a width of 0 or more");
        }
        String padding = arguments.has(2) ? arguments.string(2) : " ";
        if (Texts.length(padding) != 1) {
            throw arguments.failure(2, "one character");
        }
        int missing = Math.max(0, width - Texts.length(text));
        arguments.claim((long) missing * padding.length() + text.length());
        return arguments.text(padding.repeat(missing) + text);
    }
}

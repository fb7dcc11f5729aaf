package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code replace(text, old, new)}: every occurrence, case respected. */
final class Replace implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        String text = arguments.string(0);
        String old = arguments.string(1);
        String replacement = arguments.string(2);
        if (old.isEmpty()) {
            throw arguments.failure(1, "a string that is not empty");
        }
        arguments.claim(text.length());
        long length = text.length();
        for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) {
            length += (long) replacement.length() - old.length();
        }
        arguments.claim(length);
        return arguments.text(text.replace(old, replacement));
    }
}

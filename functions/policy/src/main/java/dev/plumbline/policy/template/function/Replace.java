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
        int growth = replacement.length() - old.length();
        if (growth > 0) {
            arguments.claim(grown(text, old, growth));
        }
        return arguments.text(text.replace(old, replacement));
    }

    /** The length to come, which must be paid for before there is a text of it. */
    private static long grown(String text, String old, int growth) {
        long length = text.length();
        for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) {
            length += growth;
        }
        return length;
    }
}

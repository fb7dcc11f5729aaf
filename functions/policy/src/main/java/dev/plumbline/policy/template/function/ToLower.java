package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** {@code toLower(text)}. */
final class ToLower implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return arguments.text(arguments.string(0).toLowerCase(Locale.ROOT));
    }
}

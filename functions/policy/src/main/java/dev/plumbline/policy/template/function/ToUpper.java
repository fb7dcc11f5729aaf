package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** {@code toUpper(text)}. */
final class ToUpper implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        return arguments.text(arguments.string(0).toUpperCase(Locale.ROOT));
    }
}

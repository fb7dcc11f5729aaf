package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code min(numbers...)}, or of one array of numbers: the smallest. */
final class Min implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        if (arguments.size() == 1 && arguments.value(0).isArray()) {
            return ofArray(arguments);
        }
        BigDecimal found = arguments.number(0);
        for (int i = 1; i < arguments.size(); i++) {
            found = found.min(arguments.number(i));
        }
        return Numbers.node(found);
    }

    private static JsonNode ofArray(Arguments arguments) {
        arguments.spend(arguments.array(0).size());
        @Nullable BigDecimal found = null;
        for (JsonNode element : arguments.array(0)) {
            if (!element.isNumber()) {
                throw arguments.failure(0, "an array of numbers");
            }
            found = found == null ? element.decimalValue() : found.min(element.decimalValue());
        }
        if (found == null) {
            throw arguments.failure(0, "an array that is not empty");
        }
        return Numbers.node(found);
    }
}

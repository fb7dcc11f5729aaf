package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

/** {@code bool(value)}: of {@code true}, {@code false}, {@code 1} and {@code 0} as text, of a number unless it is 0. */
final class ToBool implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        JsonNode value = arguments.value(0);
        if (value.isBoolean()) {
            return value;
        }
        if (value.isNumber()) {
            return BooleanNode.valueOf(arguments.number(0).signum() != 0);
        }
        String text = value.isTextual() ? value.textValue() : "";
        if (text.equalsIgnoreCase("true") || text.equals("1")) {
            return BooleanNode.TRUE;
        }
        if (text.equalsIgnoreCase("false") || text.equals("0")) {
            return BooleanNode.FALSE;
        }
        throw arguments.failure(0, "a number or one of `true`, `false`, `1`, `0`");
    }
}

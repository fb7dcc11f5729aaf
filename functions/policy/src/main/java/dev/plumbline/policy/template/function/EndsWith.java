package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.plumbline.policy.value.Comparison;

/** {@code endsWith(text, end)}, ignoring case. */
final class EndsWith implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        String text = Comparison.fold(arguments.string(0));
        arguments.spendCharacters(text.length());
        return BooleanNode.valueOf(text.endsWith(Comparison.fold(arguments.string(1))));
    }
}

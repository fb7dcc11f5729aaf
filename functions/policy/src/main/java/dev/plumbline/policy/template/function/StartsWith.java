package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.plumbline.policy.value.Comparison;

/** {@code startsWith(text, start)}, ignoring case. */
final class StartsWith implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        String text = Comparison.fold(arguments.string(0));
        arguments.spendCharacters(text.length());
        return BooleanNode.valueOf(text.startsWith(Comparison.fold(arguments.string(1))));
    }
}

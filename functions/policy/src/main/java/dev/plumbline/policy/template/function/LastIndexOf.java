package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;

/** {@code lastIndexOf(text, part)}, ignoring case, or {@code lastIndexOf(array, item)}: a position from 0, or -1. */
final class LastIndexOf implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        if (arguments.value(0).isArray()) {
            return IntNode.valueOf(Structures.lastIndex(arguments.array(0), arguments.value(1), arguments));
        }
        String text = arguments.string(0);
        String part = arguments.string(1);
        arguments.spendCharacters(text.length());
        return IntNode.valueOf(FoldedText.of(text).lastIndex(part));
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.plumbline.policy.value.Comparison;

/** {@code contains(container, item)}: as the operator of this name. */
final class Contains implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        JsonNode container = arguments.value(0);
        JsonNode item = arguments.value(1);
        if (container.isArray()) {
            return BooleanNode.valueOf(hasElement(container, item, arguments));
        }
        String part = Comparison.text(item);
        if (container.isObject()) {
            boolean has = part != null && !Comparison.member(container, part).isMissingNode();
            return BooleanNode.valueOf(has);
        }
        String text = container.isNull() ? "" : Comparison.text(container);
        arguments.spendCharacters(text == null ? 0 : text.length());
        return BooleanNode.valueOf(text != null && part != null && Comparison.containsText(text, part));
    }

    private static boolean hasElement(JsonNode array, JsonNode item, Arguments arguments) {
        arguments.spend(array.size());
        for (JsonNode element : array) {
            if (Comparison.equal(element, item)) {
                return true;
            }
        }
        return false;
    }
}

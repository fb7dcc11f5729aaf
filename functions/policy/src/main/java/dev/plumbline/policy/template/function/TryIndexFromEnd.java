package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** {@code tryIndexFromEnd(array, index)}: as {@code indexFromEnd}, null where there is no such element. */
final class TryIndexFromEnd implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        JsonNode array = arguments.value(0);
        if (!array.isArray() || !arguments.value(1).isNumber()) {
            return NullNode.instance;
        }
        int index = arguments.count(1);
        return index < 1 || index > array.size() ? NullNode.instance : array.get(array.size() - index);
    }
}

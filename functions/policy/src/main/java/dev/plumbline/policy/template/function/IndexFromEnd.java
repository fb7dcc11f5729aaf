package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** {@code indexFromEnd(array, index)}: the element counted from the end, from 1. */
final class IndexFromEnd implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        ArrayNode array = arguments.array(0);
        int index = arguments.count(1);
        if (index < 1 || index > array.size()) {
            throw arguments.failure(1, "a position from 1 to " + array.size());
        }
        return array.get(array.size() - index);
    }
}

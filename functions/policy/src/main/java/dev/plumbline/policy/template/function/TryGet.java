package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** {@code tryGet(value, key, more keys...)}: the member or element, null where there is none. */
final class TryGet implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        JsonNode value = arguments.value(0);
        for (int i = 1; i < arguments.size(); i++) {
            value = Structures.member(value, arguments.value(i));
            arguments.spend(1);
        }
        return value.isMissingNode() ? NullNode.instance : value;
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** {@code join(array, separator)}. */
final class Join implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        ArrayNode array = arguments.array(0);
        String separator = arguments.string(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < array.size(); i++) {
            arguments.spend(1);
            text.append(i > 0 ? separator : "").append(Texts.of(array.get(i)));
            arguments.limit(text.length());
        }
        return arguments.text(text);
    }
}

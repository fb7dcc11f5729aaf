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
        for (JsonNode element : array) {
            if (text.length() > 0 || element != array.get(0)) {
                text.append(separator);
            }
            text.append(Texts.of(element));
            arguments.claim(text.length());
        }
        return arguments.text(text);
    }
}

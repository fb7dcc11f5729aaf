package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** {@code field(name)} where the name is computed while evaluating. */
record FieldOf(Node name, String path) implements Node {

    @Override
    public JsonNode evaluate(Frame frame) {
        frame.spend(1);
        JsonNode value = name.evaluate(frame);
        if (value.isMissingNode()) {
            return value;
        }
        String text = Call.name("field", value, path);
        return frame.field(text);
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        return new FieldOf(name.bind(parameters), path);
    }
}

package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** A value known while compiling or binding. */
record Constant(JsonNode value) implements Node {

    @Override
    public JsonNode evaluate(Frame frame) {
        return value;
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        return this;
    }
}

package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;

/** A value known while compiling or binding. */
record Constant(JsonNode value) implements Node {

    @Override
    public JsonNode evaluate(Frame frame) {
        return value;
    }
}

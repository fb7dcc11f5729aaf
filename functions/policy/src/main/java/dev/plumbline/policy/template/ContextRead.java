package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** {@code resourceGroup()}, {@code subscription()}, {@code utcNow()} and what else surrounds the resource. */
record ContextRead(String member) implements Node {

    @Override
    public JsonNode evaluate(Frame frame) {
        return frame.context(member);
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        return this;
    }
}

package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** {@code field('name')} or {@code current('name')}, its name resolved while compiling. */
record Read(FieldReader reader) implements Node {

    @Override
    public JsonNode evaluate(Frame frame) {
        return reader.read(frame);
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        return this;
    }
}

package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** {@code parameters(name)}; the name is nearly always a constant, so that binding replaces the node. */
record ParameterOf(Node name, String path) implements Node {

    @Override
    public JsonNode evaluate(Frame frame) {
        JsonNode value = name.evaluate(frame);
        return value.isMissingNode() ? value : frame.parameter(Call.name("parameters", value, path));
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        Node bound = name.bind(parameters);
        if (bound instanceof Constant constant && constant.value().isTextual()) {
            return new Constant(parameters.apply(constant.value().textValue()));
        }
        return new ParameterOf(bound, path);
    }
}

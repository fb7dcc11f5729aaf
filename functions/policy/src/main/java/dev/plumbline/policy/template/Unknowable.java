package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** A call such as {@code uniqueString()}, whose value Azure computes in a way that it does not document. */
record Unknowable(String function, String path) implements Node {

    @Override
    public JsonNode evaluate(Frame frame) {
        throw new UnknownValue(path + ": expected a value that can be computed, found `" + function
                + "()`; only a deployment knows its value");
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        return this;
    }
}

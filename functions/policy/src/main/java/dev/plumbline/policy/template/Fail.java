package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** {@code fail(message)}: the evaluation ends undecided, for the reason that the rule gives. */
record Fail(Node message) implements Node {
    private static final int LONGEST = 1_000;

    @Override
    public JsonNode evaluate(Frame frame) {
        throw new EvaluationFailure(reason(message.evaluate(frame)));
    }

    static String reason(JsonNode message) {
        String text = message.isTextual() ? message.textValue() : message.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        return new Fail(message.bind(parameters));
    }
}

package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** {@code if(condition, yes, no)}: only exactly true selects the first; the other one is never evaluated. */
record If(Node condition, Node yes, Node no) implements Node {

    @Override
    public JsonNode evaluate(Frame frame) {
        frame.spend(1);
        JsonNode decided = condition.evaluate(frame);
        if (decided.isMissingNode()) {
            return decided;
        }
        return holds(decided) ? yes.evaluate(frame) : no.evaluate(frame);
    }

    private static boolean holds(JsonNode decided) {
        return decided.isBoolean() && decided.booleanValue();
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        Node decided = condition.bind(parameters);
        if (decided instanceof Constant constant) {
            if (constant.value().isMissingNode()) {
                return decided;
            }
            return holds(constant.value()) ? yes.bind(parameters) : no.bind(parameters);
        }
        return new If(decided, yes.bind(parameters), no.bind(parameters));
    }
}

package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.value.Comparison;
import java.util.List;
import java.util.function.Function;

/** {@code base.member[index]}: all steps from one base, so that a long path needs no deep recursion. */
record Access(Node base, List<Node> steps) implements Node {

    Access {
        steps = List.copyOf(steps);
    }

    @Override
    public JsonNode evaluate(Frame frame) {
        JsonNode value = base.evaluate(frame);
        for (int i = 0; i < steps.size() && !value.isMissingNode(); i++) {
            frame.spend(1 + value.size() / 64);
            value = step(value, steps.get(i).evaluate(frame));
        }
        return value;
    }

    private static JsonNode step(JsonNode value, JsonNode key) {
        if (key.isTextual()) {
            return Comparison.member(value, key.textValue());
        }
        boolean index = value.isArray() && key.isIntegralNumber() && key.canConvertToInt();
        return index ? value.path(key.intValue()) : MissingNode.getInstance();
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        Node boundBase = base.bind(parameters);
        List<Node> boundSteps = Node.bindAll(steps, parameters);
        Node bound = new Access(boundBase, boundSteps);
        return boundBase instanceof Constant && Node.allConstant(boundSteps) ? Node.folded(bound) : bound;
    }
}

package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.function.Function;

/** {@code coalesce(a, b, ...)}: the first that is neither null nor missing; what follows is never evaluated. */
record Coalesce(List<Node> operands) implements Node {

    Coalesce {
        operands = List.copyOf(operands);
    }

    @Override
    public JsonNode evaluate(Frame frame) {
        frame.spend(1);
        for (int i = 0; i < operands.size(); i++) {
            JsonNode operand = operands.get(i).evaluate(frame);
            if (!operand.isNull() && !operand.isMissingNode()) {
                return operand;
            }
        }
        return NullNode.instance;
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        List<Node> bound = Node.bindAll(operands, parameters);
        Node node = new Coalesce(bound);
        return Node.allConstant(bound) ? Node.folded(node) : node;
    }
}

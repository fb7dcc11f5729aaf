package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;
import java.util.function.Function;

/** {@code or(a, b, ...)}: true if one operand is exactly true; what follows it is never evaluated. */
record Or(List<Node> operands) implements Node {

    Or {
        operands = List.copyOf(operands);
    }

    @Override
    public JsonNode evaluate(Frame frame) {
        frame.spend(1);
        for (int i = 0; i < operands.size(); i++) {
            JsonNode operand = operands.get(i).evaluate(frame);
            if (operand.isMissingNode()) {
                return operand;
            }
            boolean holds = operand.isBoolean() && operand.booleanValue();
            if (holds) {
                return BooleanNode.TRUE;
            }
        }
        return BooleanNode.FALSE;
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        List<Node> bound = Node.bindAll(operands, parameters);
        Node node = new Or(bound);
        return Node.allConstant(bound) ? Node.folded(node) : node;
    }
}

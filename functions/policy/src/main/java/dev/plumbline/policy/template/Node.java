package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/** A node of a compiled template; immutable. */
sealed interface Node
        permits Access,
                And,
                ArrayOf,
                Call,
                Coalesce,
                Constant,
                ContextRead,
                CurrentOf,
                Fail,
                FieldOf,
                If,
                LastPart,
                ObjectOf,
                Or,
                ParameterOf,
                Read,
                Unknowable {

    /** The node's value in this evaluation. */
    JsonNode evaluate(Frame frame);

    /** This node with the parameters' values filled in, folded to a constant where nothing else is asked. */
    Node bind(Function<String, JsonNode> parameters);

    /** All nodes bound. */
    static List<Node> bindAll(List<Node> nodes, Function<String, JsonNode> parameters) {
        Node[] bound = new Node[nodes.size()];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = nodes.get(i).bind(parameters);
        }
        return List.of(bound);
    }

    static boolean allConstant(List<Node> nodes) {
        for (Node node : nodes) {
            if (!(node instanceof Constant)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The node as a constant; only for a node whose parts are all constant.
     *
     * <p>Where its function fails the node stays, because it may stand in a branch that is never taken.
     */
    static Node folded(Node node) {
        try {
            return new Constant(node.evaluate(ParameterFrame.folding()));
        } catch (EvaluationFailure | BudgetExceeded whenEvaluated) {
            return node;
        }
    }
}

package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** An object with expressions in it, names and values side by side; members that are missing are left out. */
record ObjectOf(List<String> names, List<Node> values) implements Node {

    ObjectOf {
        names = List.copyOf(names);
        values = List.copyOf(values);
    }

    @Override
    public JsonNode evaluate(Frame frame) {
        frame.spend(1 + values.size());
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            JsonNode value = values.get(i).evaluate(frame);
            if (!value.isMissingNode()) {
                object.set(names.get(i), value);
            }
        }
        return object;
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        List<Node> bound = Node.bindAll(values, parameters);
        Node node = new ObjectOf(names, bound);
        return Node.allConstant(bound) ? Node.folded(node) : node;
    }
}

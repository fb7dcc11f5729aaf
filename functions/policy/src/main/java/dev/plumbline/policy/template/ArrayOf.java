package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.function.Function;

/** An array with expressions in it; missing if one of its elements is. */
record ArrayOf(List<Node> elements) implements Node {

    ArrayOf {
        elements = List.copyOf(elements);
    }

    @Override
    public JsonNode evaluate(Frame frame) {
        frame.spend(1 + elements.size());
        ArrayNode array = JsonNodeFactory.instance.arrayNode(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            JsonNode element = elements.get(i).evaluate(frame);
            if (element.isMissingNode()) {
                return element;
            }
            array.add(element);
        }
        return array;
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        List<Node> bound = Node.bindAll(elements, parameters);
        Node node = new ArrayOf(bound);
        return Node.allConstant(bound) ? Node.folded(node) : node;
    }
}

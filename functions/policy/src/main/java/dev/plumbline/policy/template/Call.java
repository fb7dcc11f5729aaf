package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.template.function.Arguments;
import dev.plumbline.policy.template.function.FunctionFailure;
import dev.plumbline.policy.template.function.Functions;
import java.util.List;
import java.util.function.Function;

/** A call of a function whose value depends on its arguments alone; missing if one of them is. */
record Call(Functions.Signature signature, List<Node> arguments, String path) implements Node {
    private static final int SHOWN_LENGTH = 80;

    Call {
        arguments = List.copyOf(arguments);
    }

    @Override
    public JsonNode evaluate(Frame frame) {
        frame.spend(1);
        JsonNode[] values = new JsonNode[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).evaluate(frame);
            if (values[i].isMissingNode()) {
                return values[i];
            }
        }
        try {
            return signature.function().apply(new Arguments(values, frame));
        } catch (FunctionFailure failure) {
            throw explained(failure, values);
        }
    }

    private EvaluationFailure explained(FunctionFailure failure, JsonNode[] values) {
        int blamed = failure.argument();
        String found = blamed < 0
                ? "none for these " + values.length + " arguments"
                : shown(values[blamed], arguments.get(blamed) instanceof Constant) + " as argument " + (blamed + 1);
        return new EvaluationFailure(path + ": expected " + failure.expected() + " in `" + signature.name()
                + "()`, found " + found + "; guard the call with `if()`");
    }

    /** The value itself only where the policy says it: what a resource holds may be a secret. */
    private static String shown(JsonNode value, boolean constant) {
        if (value.isTextual() && !constant) {
            return "a string of " + value.textValue().length() + " characters";
        }
        if (value.isContainerNode()) {
            return (value.isArray() ? "an array of " : "an object of ") + value.size() + " values";
        }
        String text = value.toString();
        return "`" + (text.length() > SHOWN_LENGTH ? text.substring(0, SHOWN_LENGTH) + "…" : text) + "`";
    }

    /** The text of a computed name. */
    static String name(String function, JsonNode value, String path) {
        if (value.isTextual()) {
            return value.textValue();
        }
        throw new EvaluationFailure(path + ": expected a string as the name in `" + function + "()`, found "
                + shown(value, false) + "; give a string");
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        List<Node> bound = Node.bindAll(arguments, parameters);
        Node node = new Call(signature, bound, path);
        return Node.allConstant(bound) ? Node.folded(node) : node;
    }
}

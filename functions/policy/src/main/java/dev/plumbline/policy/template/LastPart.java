package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Function;

/**
 * {@code last(split(text, 'c'))}, which rules write for the name at the end of an id: the other parts are not made.
 *
 * @param whole the call as it was written, for what is no text or too long
 * @param text what is split
 * @param separator one character
 */
record LastPart(Call whole, Node text, char separator) implements Node {

    /** Shorter texts are within every limit, however many separators they have. */
    private static final int SHORT = 1_024;

    /** The call, or the same call in this form. */
    static Node of(Call call) {
        if (!call.signature().name().equals("last")
                || !(call.arguments().get(0) instanceof Call split)
                || !split.signature().name().equals("split")
                || !(split.arguments().get(1) instanceof Constant separator)
                || !separator.value().isTextual()
                || separator.value().textValue().length() != 1) {
            return call;
        }
        return new LastPart(
                call, split.arguments().get(0), separator.value().textValue().charAt(0));
    }

    @Override
    public JsonNode evaluate(Frame frame) {
        JsonNode value = text.evaluate(frame);
        if (!value.isTextual() || value.textValue().length() > SHORT) {
            return whole.evaluate(frame);
        }
        frame.spend(2);
        String all = value.textValue();
        int end = all.lastIndexOf(separator);
        return end < 0 ? value : TextNode.valueOf(all.substring(end + 1));
    }

    @Override
    public Node bind(Function<String, JsonNode> parameters) {
        Node bound = whole.bind(parameters);
        return bound instanceof Call call ? of(call) : bound;
    }
}

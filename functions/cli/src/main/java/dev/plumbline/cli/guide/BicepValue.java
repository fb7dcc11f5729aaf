package dev.plumbline.cli.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values as Bicep writes them; a {@link POJONode} is a symbol, by its name. */
final class BicepValue {
    private static final String STEP = "  ";

    private BicepValue() {}

    /** A value, over several lines where it has members or elements; the first line is not indented. */
    static List<String> lines(JsonNode value) {
        List<String> lines = new ArrayList<>();
        if (value.isObject() && !value.isEmpty()) {
            lines.add("{");
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                nested(member(member.getKey()) + ": ", member.getValue(), lines);
            }
            lines.add("}");
        } else if (value.isArray() && !value.isEmpty()) {
            lines.add("[");
            value.forEach(element -> nested("", element, lines));
            lines.add("]");
        } else {
            lines.add(scalar(value));
        }
        return lines;
    }

    private static void nested(String start, JsonNode value, List<String> lines) {
        List<String> inner = lines(value);
        lines.add(STEP + start + inner.get(0));
        inner.subList(1, inner.size()).forEach(line -> lines.add(STEP + line));
    }

    private static String scalar(JsonNode value) {
        if (value instanceof POJONode symbol) {
            return String.valueOf(symbol.getPojo());
        }
        return value.isTextual() ? text(value.textValue()) : value.toString();
    }

    static String text(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("${", "\\${") + "'";
    }

    /** A member's name; one with an interpolation is kept. */
    private static String member(String name) {
        if (name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            return name;
        }
        return name.matches("\\$\\{\\w+\\}") ? "'" + name + "'" : text(name);
    }
}

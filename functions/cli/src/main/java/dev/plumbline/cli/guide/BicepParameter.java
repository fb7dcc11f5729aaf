package dev.plumbline.cli.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A parameter that a snippet declares.
 *
 * @param name its name
 * @param type its type in Bicep
 * @param initial its default; missing if it has none
 */
record BicepParameter(String name, String type, JsonNode initial) {

    /** A text without a default. */
    static BicepParameter text(String name) {
        return new BicepParameter(name, "string", MissingNode.getInstance());
    }

    /** Of a type as templates, definitions or type data spell it. */
    static BicepParameter of(String name, String type, JsonNode initial) {
        String known = switch (type.toLowerCase(Locale.ROOT)) {
            case "array" -> "array";
            case "object" -> "object";
            case "bool", "boolean" -> "bool";
            case "int", "integer" -> "int";
            default -> "string";
        };
        boolean expression = initial.asText().startsWith("[");
        return new BicepParameter(name, known, expression ? MissingNode.getInstance() : initial);
    }

    List<String> lines() {
        String head = "param " + name + " " + type;
        if (initial.isMissingNode()) {
            return List.of(head);
        }
        List<String> value = BicepValue.lines(initial);
        List<String> lines = new ArrayList<>(List.of(head + " = " + value.get(0)));
        lines.addAll(value.subList(1, value.size()));
        return lines;
    }
}

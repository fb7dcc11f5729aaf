package dev.plumbline.cli.local.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A value of a row: a column, and a path inside it where its value is dynamic.
 *
 * @param name what the value is called in the answer
 */
record Column(String name, List<String> path) {
    static final Set<String> STRINGS = Set.of(
            "id", "name", "type", "tenantId", "kind", "location", "resourceGroup", "subscriptionId", "managedBy");
    static final Set<String> DYNAMIC =
            Set.of("sku", "plan", "properties", "tags", "identity", "zones", "extendedLocation");

    static Column read(Tokens tokens) {
        String first = tokens.word();
        if (!STRINGS.contains(first) && !DYNAMIC.contains(first)) {
            throw new UnsupportedQuery("expected one of the columns of Resource Graph's tables, found `" + first
                    + "`; `where` and `project` take columns and paths in them");
        }
        List<String> path = new ArrayList<>(List.of(first));
        while (true) {
            if (tokens.skip(".")) {
                path.add(tokens.word());
            } else if (tokens.skip("[")) {
                path.add(tokens.string());
                tokens.expect("]");
            } else {
                return new Column(String.join("_", path), List.copyOf(path));
            }
        }
    }

    Column named(String other) {
        return new Column(other, path);
    }

    JsonNode of(ObjectNode row) {
        JsonNode value = row;
        for (String step : path) {
            value = value.path(step);
        }
        return value;
    }
}

package dev.plumbline.cli.local.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.cli.local.Members;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One node of a type's description, with the named types that it may refer to. */
record TypeNode(JsonNode json, JsonNode types) {
    private static final int MOST_REFERENCES = 16;

    boolean exists() {
        return !json.isMissingNode();
    }

    /** The node itself, or what it refers to; the flags of a property stand on the reference and not on this. */
    TypeNode resolved() {
        JsonNode found = json;
        for (int i = 0; i < MOST_REFERENCES && found.has("ref"); i++) {
            found = types.path(found.get("ref").asText());
        }
        return new TypeNode(found, types);
    }

    String kind() {
        return json.path("kind").asText("any");
    }

    boolean is(String flag) {
        return json.path(flag).asBoolean(false);
    }

    TypeNode items() {
        return with(json.path("items"));
    }

    TypeNode additional() {
        return with(json.path("additionalProperties"));
    }

    TypeNode variant(String name) {
        return with(Members.at(json.path("variants"), name));
    }

    /** The names of an object's properties; of a choice those of the variant that the value says it is. */
    Map<String, TypeNode> properties(JsonNode value) {
        Map<String, TypeNode> all = new LinkedHashMap<>();
        collect(json.path("properties"), all);
        if (json.has("variants")) {
            String chosen =
                    Members.at(value, json.path("discriminator").asText()).asText();
            collect(variant(chosen).resolved().json.path("properties"), all);
        }
        return all;
    }

    TypeNode property(String name, JsonNode value) {
        for (Map.Entry<String, TypeNode> property : properties(value).entrySet()) {
            if (property.getKey().equalsIgnoreCase(name)) {
                return property.getValue();
            }
        }
        return with(MissingNode.getInstance());
    }

    /** The values of an enumeration, or the names of a choice's variants. */
    List<String> values() {
        List<String> values = new ArrayList<>();
        json.path("values")
                .forEach(value ->
                        values.add(value.isObject() ? value.path("value").asText() : value.asText()));
        for (Iterator<String> names = json.path("variants").fieldNames(); names.hasNext(); ) {
            values.add(names.next());
        }
        return values;
    }

    List<TypeNode> alternatives() {
        List<TypeNode> alternatives = new ArrayList<>();
        json.path("of").forEach(alternative -> alternatives.add(with(alternative)));
        return alternatives;
    }

    private void collect(JsonNode properties, Map<String, TypeNode> into) {
        for (Iterator<Map.Entry<String, JsonNode>> all = properties.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> property = all.next();
            into.put(property.getKey(), with(property.getValue()));
        }
    }

    private TypeNode with(JsonNode node) {
        return new TypeNode(node, types);
    }
}

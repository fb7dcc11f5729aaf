package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A parameter that a definition or an initiative declares.
 *
 * @param name the name as declared; it is matched ignoring case
 * @param type what values it takes
 * @param defaultValue the value if none is given; a parameter without one is required
 * @param allowedValues the only values it takes; empty means any
 * @param metadata display name, description, strongType and more
 * @param schema a JSON schema that object values must meet
 */
public record Parameter(
        String name,
        ParameterType type,
        Optional<JsonNode> defaultValue,
        List<JsonNode> allowedValues,
        ObjectNode metadata,
        Optional<ObjectNode> schema) {

    /** Copies the list. */
    public Parameter {
        allowedValues = List.copyOf(allowedValues);
    }
}

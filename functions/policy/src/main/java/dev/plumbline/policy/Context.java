package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an evaluation knows of the surroundings: {@code subscription}, {@code resourceGroup}, {@code managementGroups},
 * {@code requestContext}, {@code policy}, {@code claims} and {@code utcNow} (an ISO 8601 string).
 *
 * @param members the members by name; one that is absent is missing in expressions, not an error; must not be changed
 *     while the context is in use
 */
public record Context(ObjectNode members) {

    /** A context that knows nothing. */
    public static Context empty() {
        return new Context(JsonNodeFactory.instance.objectNode());
    }

    /** The member of this name, or a missing node. */
    public JsonNode member(String name) {
        return members.path(name);
    }
}

package dev.plumbline.cli.local.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.Members;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * One resource type at one API version, as Azure describes it.
 *
 * <p>Immutable and thread-safe. Property names compare without regard to case, as Azure compares them.
 */
public final class ResourceType {
    private final String type;
    private final String apiVersion;
    private final String writableScopes;
    private final TypeNode body;

    ResourceType(JsonNode line) {
        this.writableScopes = line.path("writableScopes").asText();
        this.type = line.path("type").asText();
        this.apiVersion = line.path("apiVersion").asText();
        this.body = new TypeNode(line.path("body"), line.path("types"));
    }

    TypeNode body() {
        return body;
    }

    /** The type's name in Azure's own casing. */
    public String type() {
        return type;
    }

    /** The API version that this describes. */
    public String apiVersion() {
        return apiVersion;
    }

    /** Whether anybody but the service makes resources of the type. */
    public boolean writable() {
        return !writableScopes.equals("None");
    }

    /** Whether resources of the type are deployed to a subscription, and to nothing in it. */
    public boolean ofSubscription() {
        return writableScopes.contains("Subscription")
                && !writableScopes.contains("ResourceGroup")
                && !writableScopes.contains("Extension");
    }

    /** The kind of value that the type has at the path, such as {@code array} or {@code boolean}; {@code any} where it tells nothing. */
    public String kind(String... path) {
        return at(path).resolved().kind();
    }

    /**
     * Holds a body against this type.
     *
     * @param content the body
     * @param current the resource as it stands, with at least its id, name and type; what the service owns may be sent back
     *     unchanged
     * @return everything that is wrong with it, up to a limit; empty where Azure would accept it
     */
    public List<Problem> check(JsonNode content, JsonNode current, Purpose purpose) {
        return new BodyCheck(purpose).check(body, content, current);
    }

    /** Whether the type has a property at the path at all; {@code []} stands for the elements of an array. */
    public boolean has(String... path) {
        return at(path).exists();
    }

    /** Whether the type has a property at the path that only the service sets. */
    public boolean serviceOwned(String... path) {
        TypeNode found = body;
        for (String name : path) {
            found = found.resolved().property(name, MissingNode.getInstance());
            if (found.is("readOnly")) {
                return true;
            }
        }
        return false;
    }

    /** Copies into {@code next} what the service owns in {@code current}: a write never takes it away. */
    public void keepServiceOwned(ObjectNode next, JsonNode current) {
        if (Members.at(current, "properties").isObject()) {
            Members.object(next, "properties");
        }
        keep(body, next, current);
    }

    /** Removes what Azure takes but never gives back. */
    public void dropWriteOnly(ObjectNode resource) {
        drop(body, resource);
    }

    private TypeNode at(String... path) {
        TypeNode found = body;
        for (String name : path) {
            TypeNode type = found.resolved();
            found = name.equals("[]") ? type.items() : type.property(name, MissingNode.getInstance());
        }
        return found;
    }

    private static void keep(TypeNode node, JsonNode next, JsonNode current) {
        TypeNode type = node.resolved();
        if (next instanceof ObjectNode object && current.isObject()) {
            for (Map.Entry<String, TypeNode> property : type.properties(current).entrySet()) {
                JsonNode was = Members.at(current, property.getKey());
                JsonNode is = Members.at(object, property.getKey());
                if (was.isMissingNode()) {
                    continue;
                }
                boolean leftOut = is.isMissingNode() || is.isNull();
                if (property.getValue().is("readOnly") || leftOut && wholly(property.getValue())) {
                    Members.put(object, property.getKey(), was.deepCopy());
                } else if (is.isContainerNode()) {
                    keep(property.getValue(), is, was);
                }
            }
        } else if (next instanceof ArrayNode array && current.isArray()) {
            for (int i = 0; i < array.size(); i++) {
                keep(type.items(), array.get(i), counterpart(array.get(i), i, current));
            }
        }
    }

    /** Whether an object holds nothing that a client could set. */
    private static boolean wholly(TypeNode node) {
        TypeNode type = node.resolved();
        Map<String, TypeNode> properties = type.properties(MissingNode.getInstance());
        return type.kind().equals("object")
                && !properties.isEmpty()
                && properties.values().stream().allMatch(property -> property.is("readOnly"));
    }

    /** The element of an array that another one stands for: that of the same id or name, else the one in its place. */
    static JsonNode counterpart(JsonNode element, int index, JsonNode others) {
        for (String key : List.of("id", "name")) {
            JsonNode value = Members.at(element, key);
            if (value.isTextual()) {
                for (JsonNode other : others) {
                    if (Members.same(value, Members.at(other, key))) {
                        return other;
                    }
                }
                return MissingNode.getInstance();
            }
        }
        return others.path(index);
    }

    private static void drop(TypeNode node, JsonNode value) {
        TypeNode type = node.resolved();
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, TypeNode> property : type.properties(value).entrySet()) {
                if (property.getValue().is("writeOnly")) {
                    Members.remove(object, property.getKey());
                } else {
                    drop(property.getValue(), Members.at(object, property.getKey()));
                }
            }
        } else if (value.isArray()) {
            for (Iterator<JsonNode> elements = value.elements(); elements.hasNext(); ) {
                drop(type.items(), elements.next());
            }
        }
    }
}

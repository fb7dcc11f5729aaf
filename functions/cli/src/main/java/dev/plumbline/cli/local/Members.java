package dev.plumbline.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;

/**
 * The members of a JSON object under Azure's reading of names: without regard to case, first match first.
 *
 * <p>Reading never fails: what is not there, or not an object, is a missing node.
 */
public final class Members {
    private Members() {}

    /** The value at a path of member names. */
    public static JsonNode at(JsonNode node, String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = member(found, name);
        }
        return found;
    }

    /** The text at a path of member names; empty where there is none. */
    public static Optional<String> text(JsonNode node, String... path) {
        JsonNode found = at(node, path);
        return found.isTextual() ? Optional.of(found.textValue()) : Optional.empty();
    }

    /** The name as the object itself spells it; as given where the object lacks it. */
    public static String spelling(JsonNode node, String name) {
        if (!node.has(name)) {
            for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
                String candidate = names.next();
                if (candidate.equalsIgnoreCase(name)) {
                    return candidate;
                }
            }
        }
        return name;
    }

    /** Sets a member, keeping the spelling of its name where the object has it. */
    public static void put(ObjectNode node, String name, JsonNode value) {
        node.set(spelling(node, name), value);
    }

    /** Removes a member. */
    public static void remove(ObjectNode node, String name) {
        node.remove(spelling(node, name));
    }

    /** The object member of that name, made where it is not there or no object. */
    public static ObjectNode object(ObjectNode node, String name) {
        String spelling = spelling(node, name);
        return node.get(spelling) instanceof ObjectNode there ? there : node.putObject(spelling);
    }

    /** Whether two values are the same: strings and names compare without regard to case, numbers by value. */
    public static boolean same(JsonNode one, JsonNode other) {
        if (one.isTextual() && other.isTextual()) {
            return one.textValue().equalsIgnoreCase(other.textValue());
        }
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.size() != other.size() || one.getNodeType() != other.getNodeType()) {
            return false;
        }
        if (one.isArray()) {
            for (int i = 0; i < one.size(); i++) {
                if (!same(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (one.isObject()) {
            for (Iterator<String> names = one.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!same(one.get(name), member(other, name))) {
                    return false;
                }
            }
            return true;
        }
        return one.equals(other);
    }

    private static JsonNode member(JsonNode node, String name) {
        JsonNode exact = node.get(name);
        if (exact != null) {
            return exact;
        }
        if (node.isObject()) {
            for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
                String candidate = names.next();
                if (candidate.equalsIgnoreCase(name)) {
                    return node.get(candidate);
                }
            }
        }
        return MissingNode.getInstance();
    }
}

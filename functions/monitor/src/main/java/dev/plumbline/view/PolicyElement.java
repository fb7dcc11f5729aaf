package dev.plumbline.view;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An element of a gateway policy.
 *
 * @param name in lower case
 * @param attributes as written, names in lower case
 * @param children elements only
 */
record PolicyElement(String name, Map<String, String> attributes, List<PolicyElement> children) {
    PolicyElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    boolean is(String other) {
        return name.equals(other);
    }

    /** Whether an element of this name stands anywhere in it. */
    boolean holds(String other) {
        return children.stream().anyMatch(child -> child.is(other) || child.holds(other));
    }

    String attribute(String attribute) {
        return attributes.getOrDefault(attribute.toLowerCase(Locale.ROOT), "");
    }
}

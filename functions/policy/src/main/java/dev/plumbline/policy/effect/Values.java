package dev.plumbline.policy.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.condition.Binder;
import dev.plumbline.policy.template.Frame;
import dev.plumbline.policy.template.ParameterFrame;
import dev.plumbline.policy.template.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of an effect's details, in the order of the source. Immutable; what is constant is resolved once. */
public final class Values {
    private final Map<String, Details.Value> members;
    private final @Nullable ObjectNode constant;

    /** Values by name. */
    Values(Map<String, Details.Value> members) {
        this.members = new LinkedHashMap<>(members);
        boolean known =
                members.values().stream().allMatch(value -> value.template().constant());
        this.constant = known ? resolveAll(ParameterFrame.folding()) : null;
    }

    Values bind(Binder binder) {
        Map<String, Details.Value> bound = new LinkedHashMap<>();
        members.forEach((name, value) -> bound.put(name, value.bind(binder)));
        return new Values(bound);
    }

    /** The same if it is known beforehand. */
    Optional<JsonNode> constant() {
        return Optional.ofNullable(constant);
    }

    /** The values as one object, which must not be changed; what is missing is left out. */
    ObjectNode resolve(Frame frame) {
        return constant != null ? constant : resolveAll(frame);
    }

    private ObjectNode resolveAll(Frame frame) {
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        members.forEach((name, value) -> put(resolved, name, value.resolve(frame)));
        return resolved;
    }

    static void put(ObjectNode object, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            object.set(name, value);
        }
    }

    /** The template of a member, ignoring the case of its name. */
    Optional<Template> named(String name) {
        Details.Value exact = members.get(name);
        if (exact != null) {
            return Optional.of(exact.template());
        }
        for (Map.Entry<String, Details.Value> member : members.entrySet()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return Optional.of(member.getValue().template());
            }
        }
        return Optional.empty();
    }
}

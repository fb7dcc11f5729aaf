package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.template.Template;
import java.util.IdentityHashMap;
import java.util.function.Function;

/** Fills parameter values into templates; one that stands at several places is filled once. Not thread-safe. */
public final class Binder {

    private final Function<String, JsonNode> parameters;
    private final Fields fields;
    private final IdentityHashMap<Template, Template> bound = new IdentityHashMap<>();

    /** Binds to these values, and resolves field names that become known by them. */
    public Binder(Function<String, JsonNode> parameters, Fields fields) {
        this.parameters = parameters;
        this.fields = fields;
    }

    /** The template with the values filled in. */
    public Template bind(Template template) {
        return bound.computeIfAbsent(template, each -> each.bind(parameters));
    }

    Fields fields() {
        return fields;
    }
}

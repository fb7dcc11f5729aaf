package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.template.Template;
import java.util.function.Function;

/** Fills parameter values into templates. */
public final class Binder {

    private final Function<String, JsonNode> parameters;
    private final Fields fields;

    /** Binds to these values, and resolves field names that become known by them. */
    public Binder(Function<String, JsonNode> parameters, Fields fields) {
        this.parameters = parameters;
        this.fields = fields;
    }

    /** The template with the values filled in. */
    public Template bind(Template template) {
        return template.bind(parameters);
    }

    Fields fields() {
        return fields;
    }
}

package dev.plumbline.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.List;
import java.util.Map;

/** A compiled policy definition. */
public final class Definition {

    private Definition() {}

    /** Compiles a definition, wrapped in {@code properties} or bare, or a bare policy rule. */
    public static Compiled<Definition> compile(Document document, AliasCatalogue catalogue) {
        throw new UnsupportedOperationException(document.where() + catalogue);
    }

    /** The definition's id, or an empty string. */
    public String id() {
        return "";
    }

    public String name() {
        return "";
    }

    public String displayName() {
        return "";
    }

    public String description() {
        return "";
    }

    public String version() {
        return "";
    }

    public Mode mode() {
        return Mode.of("All");
    }

    public PolicyType policyType() {
        return PolicyType.CUSTOM;
    }

    public DefinitionScope scope() {
        return DefinitionScope.ALL;
    }

    public ObjectNode metadata() {
        throw new UnsupportedOperationException();
    }

    public Map<String, Parameter> parameters() {
        return Map.of();
    }

    /** Warnings of compiling. */
    public List<Issue> warnings() {
        return List.of();
    }

    /** Fills in parameter values. */
    public Compiled<BoundDefinition> bind(Binding binding) {
        throw new UnsupportedOperationException(binding.toString());
    }
}

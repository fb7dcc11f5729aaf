package dev.plumbline.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.Map;
import java.util.Set;

/**
 * A compiled policy definition: bind it to parameter values, then evaluate it as often as needed.
 *
 * <p>Immutable and safe to share between threads. For example:
 *
 * <pre>{@code
 * Document document = Document.parse("policy.json", text).orElseThrow();
 * Definition definition = Definition.compile(document, AliasCatalogue.bundled()).orElseThrow();
 * BoundDefinition bound = definition.bind(Binding.defaults()).orElseThrow();
 * Verdict verdict = bound.evaluate(PreparedResource.of(json), World.offline(Context.empty(), Optional.empty()));
 * }</pre>
 */
public final class Definition {

    private final DefinitionHeader header;
    private final Map<String, Parameter> parameters;
    private final Rule rule;

    Definition(DefinitionHeader header, Map<String, Parameter> parameters, Rule rule) {
        this.header = header;
        this.parameters = parameters;
        this.rule = rule;
    }

    /**
     * Compiles a definition, wrapped in {@code properties} as Resource Manager returns it or bare, or a bare rule of
     * {@code if} and {@code then}, whose parameters need no declaration.
     *
     * @return the definition, or every issue of the document
     */
    public static Compiled<Definition> compile(Document document, AliasCatalogue catalogue) {
        return new DefinitionReader(document, catalogue).read();
    }

    /** The definition's resource id, or an empty string. */
    public String id() {
        return header.id();
    }

    /** The definition's name, or the last segment of its id, or an empty string. */
    public String name() {
        return header.name();
    }

    /** The name for people, or an empty string. */
    public String displayName() {
        return header.displayName();
    }

    /** What it is for, or an empty string. */
    public String description() {
        return header.description();
    }

    /** The version, or an empty string. */
    public String version() {
        return header.version();
    }

    /** Which resources it is evaluated for. */
    public Mode mode() {
        return header.mode();
    }

    /** Who wrote it. */
    public PolicyType policyType() {
        return header.policyType();
    }

    /** To which resources it applies, beyond what its rule can say. */
    public DefinitionScope scope() {
        return header.scope();
    }

    /** The metadata; must not be changed. */
    public ObjectNode metadata() {
        return header.metadata();
    }

    /** The declared parameters by name, in their order. */
    public Map<String, Parameter> parameters() {
        return parameters;
    }

    /** The aliases that the rule reads or writes and that the catalogue cannot confirm. */
    public Set<String> unconfirmedAliases() {
        return rule.unconfirmed();
    }

    /**
     * Fills in parameter values and resolves the effect.
     *
     * @return the definition ready to be evaluated, or every issue of the values; a parameter without value and default
     *     is a warning, because what it would be used for is then missing
     */
    public Compiled<BoundDefinition> bind(Binding binding) {
        return new DefinitionBinder(this, rule, binding).bind();
    }

    DefinitionHeader header() {
        return header;
    }
}

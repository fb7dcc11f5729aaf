package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * A compiled value of a policy: a literal, an expression {@code [ ... ]}, or an array or object of such.
 *
 * <p>Immutable and shared between threads.
 */
public final class Template {
    private final Node root;

    private Template(Node root) {
        this.root = root;
    }

    /**
     * Compiles a value and reports everything that is wrong with it.
     *
     * @param path the JSON path of the value, for the issues
     * @return a template; where issues were reported it must not be evaluated
     */
    public static Template compile(JsonNode value, Names names, IssueSink issues, String path) {
        return new Template(new Constant(value));
    }

    /** A template without expressions: the value itself, nothing unescaped. */
    public static Template literal(JsonNode value) {
        return new Template(new Constant(value));
    }

    /**
     * This template with the parameters' values filled in and everything computed that depends on nothing else.
     *
     * @param parameters value by parameter name; missing for a parameter without one
     */
    public Template bind(Function<String, JsonNode> parameters) {
        return this;
    }

    /**
     * The value in this evaluation; never {@code null}, missing is {@code MissingNode}.
     *
     * @throws EvaluationFailure if a function cannot be applied, as {@link UnknownValue} if only a deployment knows it
     * @throws BudgetExceeded if the frame's steps run out
     */
    public JsonNode evaluate(Frame frame) {
        return root.evaluate(frame);
    }

    /** Whether the value is the same in every evaluation. */
    public boolean constant() {
        return root instanceof Constant;
    }

    /** The value if it is the same in every evaluation. */
    public Optional<JsonNode> constantValue() {
        return root instanceof Constant constant ? Optional.of(constant.value()) : Optional.empty();
    }
}

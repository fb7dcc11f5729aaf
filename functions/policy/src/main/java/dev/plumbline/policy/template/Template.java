package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A compiled value of a policy: a literal, an expression {@code [ ... ]}, or an array or object with such in it.
 *
 * <p>Immutable and shared between threads. Constant templates and bound {@code [parameters('x')]} give the same node
 * every time, without allocation.
 */
public final class Template {
    private static final int DEPTH_LIMIT = 128;
    private static final int SHOWN_LENGTH = 80;

    private final Node root;
    private final int functions;

    private Template(Node root, int functions) {
        this.root = root;
        this.functions = functions;
    }

    /**
     * Compiles a value and reports everything that is wrong with it.
     *
     * <p>A string that starts with {@code [[} loses its first bracket, here and at any depth.
     *
     * @param path the JSON path of the value, for the issues
     * @return a template; where issues were reported it must not be evaluated
     */
    public static Template compile(JsonNode value, Names names, IssueSink issues, String path) {
        Compilation compilation = new Compilation(names, issues);
        Node root = compilation.compile(value, path, 0);
        return new Template(root, compilation.functions);
    }

    /** A template without expressions: the value itself, nothing unescaped. */
    public static Template literal(JsonNode value) {
        return new Template(new Constant(value), 0);
    }

    /** Whether a string is an expression, as opposed to a literal. */
    public static boolean isExpression(String text) {
        return Parser.isExpression(text);
    }

    /**
     * The text of a literal: without the bracket that escapes another.
     *
     * <p>This is all that happens to parameter values and their defaults, which are data and never expressions.
     */
    public static String unescape(String literal) {
        return literal.startsWith("[[") ? literal.substring(1) : literal;
    }

    /**
     * This template with the parameters' values filled in and everything computed that depends on nothing else.
     *
     * @param parameters value by parameter name; missing for a parameter without one
     */
    public Template bind(Function<String, JsonNode> parameters) {
        return new Template(root.bind(parameters), functions);
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

    /** The value if it is the same in every evaluation; may be {@code MissingNode} after binding. */
    public Optional<JsonNode> constantValue() {
        return root instanceof Constant constant ? Optional.of(constant.value()) : Optional.empty();
    }

    /** Why the value can never be had; empty if it may. */
    public Optional<String> failure() {
        return root instanceof Fail fail && fail.message() instanceof Constant constant
                ? Optional.of(Fail.reason(constant.value()))
                : Optional.empty();
    }

    /** How many functions are called as written; the documentation limits them by rule. */
    public int functions() {
        return functions;
    }

    /** An expression as messages quote it. */
    static String shown(String text) {
        return "`" + (text.length() > SHOWN_LENGTH ? text.substring(0, SHOWN_LENGTH) + "…" : text) + "`";
    }

    /** One run over a value, which may hold many expressions. */
    private static final class Compilation {
        private final Names names;
        private final IssueSink issues;
        private int functions;

        /** How many strings were not what they mean: where none was, a value is used as it stands. */
        private int changes;

        Compilation(Names names, IssueSink issues) {
            this.names = names;
            this.issues = issues;
        }

        Node compile(JsonNode value, String path, int depth) {
            if (value.isTextual()) {
                return text(value, path);
            }
            if (!value.isContainerNode()) {
                return new Constant(value);
            }
            if (depth == DEPTH_LIMIT) {
                issues.error(path, "at most " + DEPTH_LIMIT + " levels", "more", "nest the value less deeply");
                return new Constant(value);
            }
            return value.isArray() ? array(value, path, depth) : object(value, path, depth);
        }

        private Node text(JsonNode value, String path) {
            String text = value.textValue();
            if (!text.startsWith("[")) {
                return new Constant(value);
            }
            changes++;
            if (!Parser.isExpression(text)) {
                return new Constant(TextNode.valueOf(unescape(text)));
            }
            try {
                Planner planner = new Planner(text, names, issues, path);
                Node node = planner.plan(Parser.parse(text));
                functions += planner.functions();
                return node;
            } catch (SyntaxError error) {
                issues.error(
                        path,
                        error.expected(),
                        error.found() + " at character " + (error.at() + 1) + " of " + shown(text),
                        "mend the expression, or start it with `[[` if it is meant as text");
                return new Constant(value);
            }
        }

        private Node array(JsonNode value, String path, int depth) {
            List<Node> elements = new ArrayList<>(value.size());
            int before = changes;
            for (int i = 0; i < value.size(); i++) {
                Node element = compile(value.get(i), path + '[' + i + ']', depth + 1);
                elements.add(element);
            }
            Node node = new ArrayOf(elements);
            return changes == before ? new Constant(value) : Node.allConstant(elements) ? Node.folded(node) : node;
        }

        private Node object(JsonNode value, String path, int depth) {
            List<String> members = new ArrayList<>(value.size());
            List<Node> values = new ArrayList<>(value.size());
            int before = changes;
            Iterator<Map.Entry<String, JsonNode>> fields = value.fields();
            while (fields.hasNext()) {
                Map.Entry<String, JsonNode> field = fields.next();
                Node member = compile(field.getValue(), path + '.' + field.getKey(), depth + 1);
                members.add(field.getKey());
                values.add(member);
            }
            Node node = new ObjectOf(members, values);
            return changes == before ? new Constant(value) : Node.allConstant(values) ? Node.folded(node) : node;
        }
    }
}

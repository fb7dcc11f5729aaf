package dev.plumbline.policy.alias;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.value.Comparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path from the root of a resource: {@code properties.ipRules[*].value}; each {@code [*]} stands for every element.
 *
 * <p>Immutable. Names are matched ignoring case. Reading a path without {@code [*]} allocates nothing.
 */
public final class PropertyPath {

    /** No wildcard is bound to an element. */
    public static final int[] UNBOUND = {};

    private static final String ANY = "[*]";
    private static final int EVERY = -2;

    /** Room for the numbers of elements, which are mostly shorter than the star. */
    private static final int MOST_DIGITS = 8;

    private final String text;
    private final String[] steps;
    private final int[] indices;
    private final int wildcards;
    private final int[] afterWildcards;
    private final int tail;
    private final String beforeNumber;
    private final String afterNumber;
    private @Nullable Below below;

    private PropertyPath(String text, List<String> steps) {
        this.text = text;
        int length = steps.size();
        this.steps = new String[length];
        this.indices = new int[length];
        int[] after = new int[length + 1];
        int passed = 0;
        for (int i = 0; i < length; i++) {
            // Jackson interns member names, so that a hit is found without comparing letters.
            this.steps[i] = steps.get(i).intern();
            this.indices[i] = index(steps.get(i));
            if (indices[i] == EVERY) {
                passed++;
                after[passed] = i + 1;
            }
        }
        this.wildcards = passed;
        int any = text.indexOf(ANY);
        this.beforeNumber = any < 0 ? text : text.substring(0, any + 1);
        this.afterNumber = any < 0 ? "" : text.substring(any + ANY.length() - 1);
        this.afterWildcards = Arrays.copyOf(after, passed + 1);
        this.tail = afterWildcards[passed];
    }

    /** Splits a path at dots and brackets; {@code ['x']}, {@code ["x"]} and {@code [x]} are member names. */
    public static PropertyPath parse(String text) {
        List<String> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int close = c == '[' ? text.indexOf(']', at) : -1;
            if (close > 0) {
                steps.add(bracket(text.substring(at + 1, close)));
                at = close + 1;
            } else {
                int start = c == '.' ? at + 1 : at;
                int end = end(text, start);
                if (end > start) {
                    steps.add(text.substring(start, end));
                }
                at = Math.max(end, at + 1);
            }
        }
        return new PropertyPath(text, steps);
    }

    /** The path of these member names, none of which is a wildcard. */
    public static PropertyPath of(String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            boolean quoted = name.indexOf('.') >= 0 || name.indexOf('[') >= 0 || name.indexOf(' ') >= 0;
            text.append(quoted ? "['" + name + "']" : text.isEmpty() ? name : "." + name);
        }
        return new PropertyPath(text.toString(), Arrays.asList(names));
    }

    /** A path that reads like this one where there is nothing. */
    public PropertyPath nowhere() {
        List<String> none = new ArrayList<>(List.of("\u0000"));
        none.addAll(Arrays.asList(steps));
        return new PropertyPath(text, none);
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
            end++;
        }
        return end == start && end < text.length() && text.charAt(end) == '[' && text.indexOf(']', end) < 0
                ? text.length()
                : end;
    }

    private static String bracket(String inside) {
        if (inside.equals("*")) {
            return ANY;
        }
        int last = inside.length() - 1;
        boolean quoted = last > 0
                && (inside.charAt(0) == '\'' || inside.charAt(0) == '"')
                && inside.charAt(last) == inside.charAt(0);
        return quoted ? inside.substring(1, last) : inside;
    }

    /** The element of an array that a step names; {@link #EVERY} for a wildcard. */
    private static int index(String step) {
        if (step.equals(ANY)) {
            return EVERY;
        }
        if (step.isEmpty() || step.length() > 9) {
            return -1;
        }
        for (int i = 0; i < step.length(); i++) {
            if (step.charAt(i) < '0' || step.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(step);
    }

    /** The path as written. */
    public String text() {
        return text;
    }

    /** How many {@code [*]} the path has. */
    public int wildcards() {
        return wildcards;
    }

    /** The first member name, or an empty string. */
    public String firstStep() {
        return steps.length == 0 ? "" : steps[0];
    }

    /** The value at this path, which has no wildcards; missing if there is none. */
    public JsonNode read(JsonNode root) {
        return read(root, 0);
    }

    /** The value at the first wildcard: what it goes through. */
    JsonNode readAbove(JsonNode root) {
        JsonNode node = root;
        for (int i = 0; indices[i] != EVERY; i++) {
            node = step(node, i);
        }
        return node;
    }

    /** The value below an element of the last wildcard. */
    JsonNode readBelow(JsonNode element) {
        return tail == steps.length ? element : read(element, tail);
    }

    private JsonNode read(JsonNode start, int first) {
        JsonNode node = start;
        for (int i = first; i < steps.length; i++) {
            node = step(node, i);
        }
        return node;
    }

    /** How many steps the path has. */
    int length() {
        return steps.length;
    }

    /** Whether a step is a wildcard. */
    boolean every(int i) {
        return indices[i] == EVERY;
    }

    /** The step that follows so many wildcards. */
    int after(int passed) {
        return afterWildcards[passed];
    }

    /** Takes a step that is no wildcard. */
    JsonNode step(JsonNode node, int i) {
        if (node instanceof ObjectNode object) {
            return Comparison.member(object, steps[i]);
        }
        return indices[i] >= 0 && node.isArray() ? node.path(indices[i]) : MissingNode.getInstance();
    }

    /**
     * What this path has below the elements that another path ends at; null if it does not go through them.
     *
     * <p>The last answer is kept, because a condition asks about the same count again and again. Threads may overwrite each
     * other's, which costs them time and nothing else.
     */
    public @Nullable PropertyPath below(PropertyPath elements) {
        Below known = below;
        if (known == null || known.elements() != elements) {
            known = new Below(elements, rest(elements));
            below = known;
        }
        return known.rest();
    }

    private record Below(PropertyPath elements, @Nullable PropertyPath rest) {}

    private @Nullable PropertyPath rest(PropertyPath elements) {
        int length = elements.steps.length;
        if (length > steps.length || !Arrays.equals(steps, 0, length, elements.steps, 0, length)) {
            return null;
        }
        List<String> rest = Arrays.asList(steps).subList(length, steps.length);
        return new PropertyPath(String.join(".", rest), rest);
    }

    /**
     * The values that the path selects, one after the other.
     *
     * @param bound the elements that the first wildcards are bound to
     */
    public Selection select(JsonNode root, int[] bound, Selection.NoArray noArray) {
        return new Selection(this, root, bound, noArray);
    }

    /** The element that the first wildcards stand for; missing if there is none. */
    public JsonNode element(JsonNode root, int[] elements, int number) {
        JsonNode node = root;
        int wildcard = 0;
        for (int i = 0; i < steps.length && wildcard < number; i++) {
            if (indices[i] == EVERY) {
                node = node.isArray() ? node.path(elements[wildcard]) : MissingNode.getInstance();
                wildcard++;
            } else {
                node = step(node, i);
            }
        }
        return node;
    }

    /** The path with its wildcards filled in; {@code [*]} stays where there is no element. */
    public String at(int @Nullable [] elements) {
        if (wildcards == 0) {
            return text;
        }
        int[] known = elements == null ? UNBOUND : elements;
        if (wildcards == 1) {
            return known.length > 0 && known[0] >= 0 ? beforeNumber + known[0] + afterNumber : text;
        }
        StringBuilder filled = new StringBuilder(text.length() + MOST_DIGITS);
        int from = 0;
        for (int wildcard = 0; wildcard < wildcards; wildcard++) {
            int next = text.indexOf(ANY, from);
            filled.append(text, from, next);
            boolean there = wildcard < known.length && known[wildcard] >= 0;
            if (there) {
                filled.append('[').append(known[wildcard]).append(']');
            } else {
                filled.append(ANY);
            }
            from = next + ANY.length();
        }
        return filled.append(text, from, text.length()).toString();
    }

    /** The last member name, or an empty string. */
    public String lastName() {
        for (int i = steps.length - 1; i >= 0; i--) {
            if (indices[i] == -1) {
                return steps[i];
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return text;
    }
}

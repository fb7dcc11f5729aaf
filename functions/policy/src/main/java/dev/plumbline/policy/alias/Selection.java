package dev.plumbline.policy.alias;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values that a path selects in a document, one after the other. One thread only.
 *
 * <p>A cursor, because a visitor would be one more call for each element, and one that the compiler cannot see through.
 */
public final class Selection {

    /** What to make of a wildcard over something that is no array. */
    public enum NoArray {
        /** Nothing is selected: for counts and collected values. */
        NOTHING,
        /** One element is selected, and it is null; what would be below it is missing: for conditions. */
        NULL_ELEMENT
    }

    private static final int NONE = -1;
    private static final ArrayNode[] NO_ARRAYS = {};

    private final PropertyPath path;
    private final JsonNode root;
    private final int[] bound;
    private final NoArray noArray;
    /** Whether nearly all the rest is not needed, as for nearly all paths: one wildcard, bound to nothing. */
    private final boolean only;

    private final ArrayNode[] arrays;
    private final int[] at;

    private @Nullable ArrayNode elements;
    private int element = NONE;
    private JsonNode value = MissingNode.getInstance();
    private boolean begun;

    /** The wildcard of the innermost array that may have more elements. */
    private int open = NONE;

    Selection(PropertyPath path, JsonNode root, int[] bound, NoArray noArray) {
        this.path = path;
        this.root = root;
        this.bound = bound;
        this.noArray = noArray;
        this.only = path.wildcards() == 1 && bound.length == 0;
        this.arrays = only ? NO_ARRAYS : new ArrayNode[path.wildcards()];
        this.at = only || path.wildcards() == 0 ? PropertyPath.UNBOUND : new int[path.wildcards()];
    }

    /** Goes to the next value; false if there is none. */
    public boolean next() {
        if (only) {
            return nextOfOnly();
        }
        if (!begun) {
            begun = true;
            if (enter(root, 0)) {
                return true;
            }
        }
        while (open != NONE) {
            ArrayNode array = arrays[open];
            int element = at[open] + 1;
            if (element >= array.size()) {
                open = open > bound.length ? open - 1 : NONE;
                continue;
            }
            at[open] = element;
            JsonNode below = array.get(element);
            if (open == arrays.length - 1) {
                value = path.readBelow(below);
                return true;
            }
            if (enter(below, open + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean nextOfOnly() {
        if (!begun) {
            begun = true;
            JsonNode array = path.readAbove(root);
            if (!(array instanceof ArrayNode found)) {
                return none(path.after(1) - 1, 0);
            }
            elements = found;
        }
        ArrayNode array = elements;
        if (array == null || element + 1 >= array.size()) {
            return false;
        }
        element++;
        value = path.readBelow(array.get(element));
        return true;
    }

    /** Goes on below an element, so many wildcards down; whether there is a value and not another array. */
    private boolean enter(JsonNode start, int passed) {
        JsonNode node = start;
        int wildcard = passed;
        for (int i = path.after(passed); i < path.length(); i++) {
            if (!path.every(i)) {
                node = path.step(node, i);
            } else if (wildcard < bound.length) {
                at[wildcard] = bound[wildcard];
                node = node.isArray() ? node.path(bound[wildcard]) : MissingNode.getInstance();
                wildcard++;
            } else if (node instanceof ArrayNode array) {
                arrays[wildcard] = array;
                at[wildcard] = NONE;
                open = wildcard;
                return false;
            } else {
                return none(i, wildcard);
            }
        }
        value = node;
        return true;
    }

    private boolean none(int step, int wildcard) {
        if (noArray == NoArray.NOTHING) {
            return false;
        }
        Arrays.fill(at, wildcard, at.length, -1);
        boolean last = step == path.length() - 1;
        value = last ? NullNode.getInstance() : MissingNode.getInstance();
        return true;
    }

    /** How many elements the innermost array has, once a value was found in it. */
    public int size() {
        return innermost().size();
    }

    private JsonNode innermost() {
        ArrayNode array = only ? elements : arrays[arrays.length - 1];
        return array == null ? MissingNode.getInstance() : array;
    }

    /** The value of one element of that array. */
    public JsonNode element(int number) {
        return path.readBelow(innermost().path(number));
    }

    /** Goes to an element of that array. */
    public void goTo(int number) {
        if (only) {
            element = number;
        } else {
            at[at.length - 1] = number;
        }
        value = element(number);
    }

    /** The value. */
    public JsonNode value() {
        return value;
    }

    /** The element that each wildcard stands for, -1 where there is no array; only valid until the next value. */
    public int[] at() {
        return only ? new int[] {element} : at;
    }
}

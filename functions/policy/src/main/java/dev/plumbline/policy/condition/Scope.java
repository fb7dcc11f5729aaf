package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.alias.Selection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The element that a count has arrived at, with the counts around it. Lives as long as the count is evaluated.
 *
 * <p>A count through several arrays has a scope for each; those of the outer arrays follow the innermost, and work out
 * their element only when something asks for it.
 */
final class Scope {

    /** Few counts remember more. */
    private static final int SLOTS = 8;

    private final @Nullable Scope outer;
    private final int depth;
    private final String name;
    private final @Nullable PreparedResource subject;

    private JsonNode element = MissingNode.getInstance();
    private @Nullable Selection selection;
    private @Nullable PropertyPath path;
    private @Nullable Scope start;
    private @Nullable Scope counted;
    private int above;
    private int number = -1;
    private @Nullable Object @Nullable [] memory;

    /**
     * Opens a count.
     *
     * @param name the folded name: the counted field, or what a value count calls its element
     * @param subject the resource whose field is counted; null for a value count
     */
    Scope(@Nullable Scope outer, String name, @Nullable PreparedResource subject) {
        this.outer = outer;
        this.depth = outer == null ? 0 : outer.depth + 1;
        this.name = name;
        this.subject = subject;
    }

    /** Arrives at an element of a value. */
    void arrive(JsonNode next) {
        element = next;
        number++;
    }

    /**
     * Stands at the elements of a property, wherever a selection has arrived.
     *
     * @param counting the property's path from the root
     * @param holding the scope at whose element the selection began; null: at the root
     */
    void goThrough(Selection elements, PropertyPath counting, @Nullable Scope holding) {
        selection = elements;
        path = counting;
        start = holding;
    }

    /** Arrives at the next element of a property. */
    void arrive() {
        number++;
    }

    /** Arrives at an element of a property, passing others by. */
    void arrive(int element) {
        number = element;
    }

    /** How many elements came before this one. */
    int number() {
        return number;
    }

    /** What a condition right inside this count has remembered since it was opened; null if nothing yet. */
    @Nullable
    Object remembered(int slot) {
        @Nullable Object[] known = memory;
        return known == null || slot >= known.length ? null : known[slot];
    }

    /** Remembers what is the same for all elements, until the count is over. */
    void remember(int slot, Object value) {
        @Nullable Object[] known = memory;
        if (known == null || slot >= known.length) {
            known = known == null
                    ? new Object[Math.max(SLOTS, slot + 2)]
                    : Arrays.copyOf(known, slot + known.length + 2);
            memory = known;
        }
        known[slot] = value;
    }

    /** Makes this the scope of an array around the counted one, so many arrays further out. */
    void follow(Scope innermost, int arrays) {
        counted = innermost;
        above = arrays;
    }

    @Nullable
    Scope outer() {
        return outer;
    }

    String name() {
        return name;
    }

    /** The element. */
    JsonNode element() {
        Selection elements = selection;
        if (elements != null) {
            return elements.value();
        }
        return counted == null ? element : holding(counted);
    }

    /** The element of this array that holds the one that the innermost has arrived at. */
    private JsonNode holding(Scope innermost) {
        PropertyPath counting = innermost.path;
        if (counting == null || subject == null) {
            return MissingNode.getInstance();
        }
        int[] where = innermost.at();
        return counting.element(subject.json(), where, Math.max(0, where.length - above));
    }

    /** Which element of each array it is. */
    int[] at() {
        if (counted != null) {
            int[] where = counted.at();
            return Arrays.copyOf(where, Math.max(0, where.length - above));
        }
        if (selection == null) {
            return PropertyPath.UNBOUND;
        }
        return start == null ? selection.at() : joined(start.at(), selection.at());
    }

    private static int[] joined(int[] first, int[] second) {
        int[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** The counted path if this is the scope of the counted array itself. */
    @Nullable
    PropertyPath path() {
        return path;
    }

    boolean counts(PreparedResource resource) {
        return subject == resource;
    }

    /** The scope at a depth, this one or one around it. */
    @Nullable
    Scope at(int wanted) {
        Scope scope = this;
        while (scope != null && scope.depth > wanted) {
            scope = scope.outer;
        }
        return scope;
    }

    /** Whether a field, by its folded name, lies inside the elements that the named count goes through. */
    static boolean inside(String field, String counted) {
        if (!field.startsWith(counted)) {
            return false;
        }
        return field.length() == counted.length()
                || field.charAt(counted.length()) == '.'
                || field.charAt(counted.length()) == '[';
    }
}

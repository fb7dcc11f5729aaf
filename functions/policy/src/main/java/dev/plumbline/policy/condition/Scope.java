package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.alias.PropertyPath;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The element that a count has arrived at, with the counts around it. Lives as long as the count is evaluated.
 *
 * <p>A count through several arrays has a scope for each; those of the outer arrays follow the innermost, and work out
 * their element only when something asks for it.
 */
final class Scope {

    private final @Nullable Scope outer;
    private final int depth;
    private final String name;
    private final @Nullable PreparedResource subject;

    private JsonNode element = MissingNode.getInstance();
    private int[] at = PropertyPath.UNBOUND;
    private @Nullable PropertyPath path;
    private @Nullable Scope counted;
    private int above;

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
    }

    /** Arrives at an element of a property; where it stands is only valid until the next one. */
    void arrive(JsonNode next, int[] where, PropertyPath counting) {
        element = next;
        at = where;
        path = counting;
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
        Scope inner = counted;
        if (inner == null) {
            return element;
        }
        PropertyPath counting = inner.path;
        return counting == null || subject == null
                ? MissingNode.getInstance()
                : counting.element(subject.json(), inner.at, Math.max(0, inner.at.length - above));
    }

    /** Which element of each array it is. */
    int[] at() {
        Scope inner = counted;
        return inner == null ? at : Arrays.copyOf(inner.at, Math.max(0, inner.at.length - above));
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

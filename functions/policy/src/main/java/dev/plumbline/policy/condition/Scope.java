package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.alias.PropertyPath;
import org.jspecify.annotations.Nullable;

/** The element that a count has arrived at, with the counts around it. Lives as long as the count is evaluated. */
final class Scope {

    private final @Nullable Scope outer;
    private final int depth;
    private final String name;
    private final @Nullable PreparedResource subject;

    JsonNode element = MissingNode.getInstance();
    int[] at = PropertyPath.UNBOUND;

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

    @Nullable
    Scope outer() {
        return outer;
    }

    String name() {
        return name;
    }

    boolean counts(PreparedResource resource) {
        return subject == resource;
    }

    @Nullable
    PreparedResource subject() {
        return subject;
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

package dev.plumbline.policy.template;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a template may refer to, as known while compiling. */
public interface Names {

    /**
     * The reader for {@code field('name')} with a constant name.
     *
     * @param path where the call stands, for the issues that an unknown alias gives
     */
    FieldReader field(String name, String path);

    /**
     * The reader for {@code current('name')} with a constant name, or {@code current()} when it is null.
     *
     * <p>By default the count in scope is looked up while evaluating.
     */
    default FieldReader current(@Nullable String name, String path) {
        return frame -> frame.current(name);
    }

    /** Notes that the template reads a field or an element whose name is known only while evaluating. */
    default void computed() {}

    /** Whether the parameter is declared, ignoring case. */
    boolean hasParameter(String name);

    /** The declared parameters as spelled, for the nearest valid name. */
    Set<String> parameterNames();

    Place place();

    /** Whether the rule reads a view, so that only this engine evaluates it. */
    default boolean overView() {
        return false;
    }
}

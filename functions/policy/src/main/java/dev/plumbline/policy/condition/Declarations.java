package dev.plumbline.policy.condition;

import dev.plumbline.policy.value.Comparison;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The parameters that templates may name.
 *
 * @param names as declared
 * @param open whether any name is accepted, because the rule stands without the definition that declares them
 */
public record Declarations(Set<String> names, boolean open) {

    /** Copies the set and keeps its order, so that messages are the same each time. */
    public Declarations {
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    boolean has(String name) {
        if (open || names.contains(name)) {
            return true;
        }
        return names.stream().anyMatch(each -> Comparison.sameName(each, name));
    }
}

package dev.plumbline.policy.condition;

import dev.plumbline.policy.value.Comparison;
import java.util.Set;

/**
 * The parameters that templates may name.
 *
 * @param names as declared
 * @param open whether any name is accepted, because the rule stands without the definition that declares them
 */
public record Declarations(Set<String> names, boolean open) {

    /** Copies the set. */
    public Declarations {
        names = Set.copyOf(names);
    }

    boolean has(String name) {
        if (open || names.contains(name)) {
            return true;
        }
        return names.stream().anyMatch(each -> Comparison.sameName(each, name));
    }
}

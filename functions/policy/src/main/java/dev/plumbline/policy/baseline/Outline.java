package dev.plumbline.policy.baseline;

import dev.plumbline.policy.Triggers;
import java.util.Set;

/**
 * What must be known of a definition to tell whether it concerns a resource.
 *
 * @param targets the types that it judges, in lower case; empty for any
 * @param triggers what it must be told about
 */
record Outline(Set<String> targets, Triggers triggers) {
    Outline {
        targets = Set.copyOf(targets);
    }
}

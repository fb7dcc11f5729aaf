package dev.plumbline.policy;

import java.util.Optional;
import java.util.Set;

/**
 * What a definition must be told about, derived from its rule.
 *
 * @param types the resource types that {@code if} can be true for, in lower case; empty means any type
 * @param relatedTypes the types that {@code then.details} looks up, in lower case
 * @param view the view that the rule or one of its guards reads, if it reads one
 * @param sections the sections of the view that are read; {@code *} if they cannot be told beforehand
 * @param existenceScope how far the lookup of related resources goes, if there is one
 */
public record Triggers(
        Set<String> types,
        Set<String> relatedTypes,
        Optional<String> view,
        Set<String> sections,
        Optional<ExistenceScope> existenceScope) {

    /** Copies the sets. */
    public Triggers {
        types = Set.copyOf(types);
        relatedTypes = Set.copyOf(relatedTypes);
        sections = Set.copyOf(sections);
    }
}

package dev.plumbline.policy.baseline;

import dev.plumbline.policy.BoundDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The forms that one rule takes under its assignment's overrides: which effect and which version depends on the resource.
 *
 * @param effects the effect overrides that concern the reference, in order; the first that applies counts
 * @param versions the version overrides that concern the reference, in order; the first that applies counts
 * @param table a variant for each version override, then none; in each row for each effect override, then none
 */
record Variants(List<AssignmentOverride> effects, List<AssignmentOverride> versions, List<List<Variant>> table) {

    /**
     * One form.
     *
     * @param bound the definition with its parameters; empty where it cannot be had
     * @param problem why there is none
     * @param sketched the types that a definition names which cannot be bound
     */
    record Variant(Optional<BoundDefinition> bound, String problem, Set<String> sketched) {
        String effect() {
            return bound.map(BoundDefinition::effect).orElse("");
        }
    }

    Variants {
        effects = List.copyOf(effects);
        versions = List.copyOf(versions);
        table = table.stream().map(List::copyOf).toList();
    }

    Variant choose(Target target) {
        return table.get(first(versions, target)).get(first(effects, target));
    }

    /** Any form that there is, for what all forms share. */
    Optional<BoundDefinition> first() {
        return all().stream().findFirst();
    }

    List<BoundDefinition> all() {
        return table.stream()
                .flatMap(List::stream)
                .flatMap(variant -> variant.bound().stream())
                .toList();
    }

    /** Whether nothing at all is known of the definition. */
    boolean lost() {
        return first().isEmpty();
    }

    /** The types that definitions name which cannot be bound. */
    Set<String> sketched() {
        return table.stream()
                .flatMap(List::stream)
                .flatMap(variant -> variant.sketched().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static int first(List<AssignmentOverride> overrides, Target target) {
        for (int i = 0; i < overrides.size(); i++) {
            if (overrides.get(i).appliesTo(target)) {
                return i;
            }
        }
        return overrides.size();
    }
}

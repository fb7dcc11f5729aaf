package dev.plumbline.policy.baseline;

import dev.plumbline.policy.BoundDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The forms that one rule takes under its assignment's overrides: which effect and which version depends on the resource.
 *
 * <p>Where an outline says what the rule is about, the forms are compiled when they are first asked for. Thread safe.
 */
final class Variants {
    private final Optional<Outline> outline;
    private final Supplier<Table> compiling;
    private volatile @Nullable Table table;
    /** The form that nearly all rules have alone; it is set after the table, and costs one look. */
    private volatile @Nullable Variant only;

    /**
     * The forms.
     *
     * @param effects the effect overrides that concern the reference, in order; the first that applies counts
     * @param versions the version overrides that concern the reference, in order; the first that applies counts
     * @param rows a variant for each version override, then none; in each row for each effect override, then none
     */
    record Table(List<AssignmentOverride> effects, List<AssignmentOverride> versions, List<List<Variant>> rows) {
        Table {
            effects = List.copyOf(effects);
            versions = List.copyOf(versions);
            rows = rows.stream().map(List::copyOf).toList();
        }

        private @Nullable Variant only() {
            return effects.isEmpty() && versions.isEmpty() ? rows.get(0).get(0) : null;
        }
    }

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

    private Variants(Optional<Outline> outline, Supplier<Table> compiling, @Nullable Table table) {
        this.outline = outline;
        this.compiling = compiling;
        this.table = table;
        this.only = table == null ? null : table.only();
    }

    /** Forms that are there. */
    static Variants of(Table table) {
        return new Variants(Optional.empty(), () -> table, table);
    }

    /** Forms that are compiled when they are needed. */
    static Variants later(Outline outline, Supplier<Table> compiling) {
        return new Variants(Optional.of(outline), compiling, null);
    }

    private Table table() {
        Table ready = table;
        if (ready == null) {
            synchronized (this) {
                ready = table;
                if (ready == null) {
                    ready = compiling.get();
                    table = ready;
                    only = ready.only();
                }
            }
        }
        return ready;
    }

    Variant choose(Target target) {
        Variant known = only;
        return known == null ? among(table(), target) : known;
    }

    private static Variant among(Table forms, Target target) {
        return forms.rows().get(first(forms.versions(), target)).get(first(forms.effects(), target));
    }

    /** Any form that there is, for what all forms share. */
    Optional<BoundDefinition> first() {
        for (List<Variant> row : table().rows()) {
            for (Variant variant : row) {
                if (variant.bound().isPresent()) {
                    return variant.bound();
                }
            }
        }
        return Optional.empty();
    }

    List<BoundDefinition> all() {
        return table().rows().stream()
                .flatMap(List::stream)
                .flatMap(variant -> variant.bound().stream())
                .toList();
    }

    /** What each form is about. */
    List<Outline> outlines() {
        return outline.map(List::of)
                .orElseGet(() -> all().stream()
                        .map(bound -> new Outline(TargetTypes.of(bound), bound.triggers()))
                        .toList());
    }

    /** Whether nothing at all is known of the definition. */
    boolean lost() {
        return outline.isEmpty() && first().isEmpty();
    }

    /** The types that definitions name which cannot be bound. */
    Set<String> sketched() {
        return outline.isPresent()
                ? Set.of()
                : table().rows().stream()
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

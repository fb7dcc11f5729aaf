package dev.plumbline.policy.baseline;

import dev.plumbline.policy.Triggers;
import dev.plumbline.policy.value.Comparison;
import dev.plumbline.policy.view.ViewCatalogue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the compiled rules ask to be told about: the resource types they target, the types they look up, the views they read.
 *
 * <p>Derived from the rules, never kept by hand. Types are folded to lower case.
 *
 * @param types the types that rules target
 * @param anyType whether a rule targets resources of every type
 * @param related for each type that is looked up beside a resource: the types of the resources it is looked up for, empty for
 *     any
 * @param elsewhere as {@code related}, for types that are looked for beyond what is above and below the resource
 * @param views for each view that is read: its sections that are read
 */
public record TriggerIndex(
        Set<String> types,
        boolean anyType,
        Map<String, Set<String>> related,
        Map<String, Set<String>> elsewhere,
        Map<String, Set<String>> views) {

    public TriggerIndex {
        types = Collections.unmodifiableSet(new TreeSet<>(types));
        related = Collections.unmodifiableMap(new TreeMap<>(related));
        elsewhere = Collections.unmodifiableMap(new TreeMap<>(elsewhere));
        views = Collections.unmodifiableMap(new TreeMap<>(views));
    }

    static TriggerIndex of(List<AssignedRule> rules) {
        Set<String> types = new TreeSet<>();
        Map<String, Set<String>> related = new TreeMap<>();
        Map<String, Set<String>> elsewhere = new TreeMap<>();
        Map<String, Set<String>> views = new TreeMap<>();
        boolean anyType = false;
        for (AssignedRule rule : rules) {
            for (Outline outline : rule.variants().outlines()) {
                Triggers triggers = outline.triggers();
                Set<String> targeted = outline.targets();
                types.addAll(targeted);
                anyType |= targeted.isEmpty();
                for (String type : triggers.relatedTypes()) {
                    related.computeIfAbsent(Comparison.fold(type), name -> new TreeSet<>())
                            .addAll(targeted);
                }
                triggers.view().ifPresent(view -> {
                    views.computeIfAbsent(view, name -> new TreeSet<>()).addAll(triggers.sections());
                    for (ViewCatalogue.Section section : sections(view, triggers.sections())) {
                        for (String type : section.reads()) {
                            String folded = Comparison.fold(type);
                            related.computeIfAbsent(folded, name -> new TreeSet<>())
                                    .addAll(targeted);
                            if (section.elsewhere().contains(type)) {
                                elsewhere
                                        .computeIfAbsent(folded, name -> new TreeSet<>())
                                        .addAll(targeted);
                            }
                        }
                    }
                });
            }
        }
        return new TriggerIndex(types, anyType, related, elsewhere, views);
    }

    private static List<ViewCatalogue.Section> sections(String view, Set<String> names) {
        return ViewCatalogue.bundled().sections(view).values().stream()
                .filter(section -> names.contains("*")
                        || names.stream().anyMatch(name -> Comparison.sameName(name, section.name())))
                .toList();
    }

    /** Whether a change of a resource of this type can change a verdict without any look at the estate's graph. */
    public boolean concerns(String type) {
        String folded = Comparison.fold(type);
        return anyType || types.contains(folded) || related.containsKey(folded);
    }

    /** Whether some rule judges resources of this type. */
    public boolean targets(String type) {
        return anyType || types.contains(Comparison.fold(type));
    }

    /** The types that are looked up beside a resource. */
    public Set<String> relatedTypes() {
        return related.keySet();
    }

    /** The types of the resources whose rules look this type up. */
    public Set<String> readersOf(String relatedType) {
        return related.getOrDefault(Comparison.fold(relatedType), Set.of());
    }

    /** Whether resources of the target type look for this type beyond what is above and below them. */
    public boolean looksElsewhere(String targetType, String type) {
        return elsewhere.getOrDefault(Comparison.fold(type), Set.of()).contains(Comparison.fold(targetType));
    }

    /** The types that rules look up beside a resource of this type. */
    public Set<String> relatedTypesOf(String targetType) {
        String folded = Comparison.fold(targetType);
        Set<String> looked = new TreeSet<>();
        related.forEach((type, readers) -> {
            if (readers.isEmpty() || readers.contains(folded)) {
                looked.add(type);
            }
        });
        return looked;
    }

    /**
     * What an Event Grid subscription filters {@code data.operationName} by, with {@code StringBeginsWith}: one prefix for each
     * resource provider; empty where every event matters.
     */
    public List<String> eventGridFilter() {
        if (anyType) {
            return List.of();
        }
        Set<String> providers = new TreeSet<>();
        for (Set<String> each : List.of(types, related.keySet())) {
            each.stream()
                    .map(type -> type.substring(0, type.indexOf('/') + 1))
                    .filter(provider -> !provider.isEmpty())
                    .forEach(providers::add);
        }
        return List.copyOf(providers);
    }
}

package dev.plumbline.policy.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of one assignment, by the resource types that they target. */
final class AssignedSet {
    private final Assignment assignment;
    private final List<AssignedRule> rules;
    private final Map<String, List<AssignedRule>> byType = new HashMap<>();
    private final List<AssignedRule> ofAnyType = new ArrayList<>();

    AssignedSet(Assignment assignment, List<AssignedRule> rules) {
        this.assignment = assignment;
        this.rules = List.copyOf(rules);
        Map<AssignedRule, Set<String>> targets = new HashMap<>();
        Set<String> all = new LinkedHashSet<>();
        for (AssignedRule rule : rules) {
            Set<String> types = types(rule);
            targets.put(rule, types);
            all.addAll(types);
        }
        for (AssignedRule rule : rules) {
            Set<String> types = targets.getOrDefault(rule, Set.of());
            if (types.isEmpty() && !(rule.variants().lost() && !all.isEmpty())) {
                ofAnyType.add(rule);
            }
            for (String type : types.isEmpty() ? all : types) {
                byType.computeIfAbsent(type, name -> new ArrayList<>()).add(rule);
            }
        }
    }

    /** The types that a rule targets in any of its forms; empty for any type, or if nothing is known. */
    static Set<String> types(AssignedRule rule) {
        Set<String> types = new LinkedHashSet<>(rule.variants().sketched());
        for (Outline outline : rule.variants().outlines()) {
            if (outline.targets().isEmpty()) {
                return Set.of();
            }
            types.addAll(outline.targets());
        }
        return types;
    }

    Assignment assignment() {
        return assignment;
    }

    List<AssignedRule> rules() {
        return rules;
    }

    List<AssignedRule> rulesFor(String foldedType) {
        return byType.getOrDefault(foldedType, ofAnyType);
    }
}

package dev.plumbline.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the policies from the service down to an operation come to.
 *
 * <p>Fragments are expanded and {@code base} is followed. An element inside {@code choose} is certain only if every branch has
 * it; a branch that answers by itself lets nothing through and does not count.
 */
final class EffectivePolicy {
    private static final int DEEPEST_FRAGMENT = 10;
    /** They hold other elements and are none that a rule asks for. */
    private static final Set<String> CONTAINERS = Set.of("retry", "limit-concurrency", "wait", "trace", "fragment");

    private final Function<String, Optional<PolicyElement>> fragments;

    /** Expands with the fragments of a service, by their ids in lower case. */
    EffectivePolicy(Function<String, Optional<PolicyElement>> fragments) {
        this.fragments = fragments;
    }

    /** The certain elements of the inbound section of a scope, what is above it already worked out. */
    List<PolicyElement> inbound(Optional<PolicyElement> policy, List<PolicyElement> above) {
        if (policy.isEmpty()) {
            return above;
        }
        List<PolicyElement> certain = new ArrayList<>();
        for (PolicyElement section : policy.get().children()) {
            if (section.is("inbound")) {
                certain(section.children(), above, certain, 0);
            }
        }
        return certain;
    }

    /** What every one of several ways has. */
    List<PolicyElement> common(List<List<PolicyElement>> ways) {
        return ways.size() == 1 ? ways.get(0) : ways.isEmpty() ? List.of() : merged(ways);
    }

    /** Every element that a request may come upon, in any section. */
    List<PolicyElement> possible(PolicyElement policy) {
        List<PolicyElement> found = new ArrayList<>();
        for (PolicyElement section : policy.children()) {
            possible(section.children(), found, 0);
        }
        return found;
    }

    private void possible(List<PolicyElement> elements, List<PolicyElement> found, int depth) {
        for (PolicyElement element : elements) {
            if (element.is("include-fragment")) {
                fragment(element, depth).ifPresent(body -> possible(body, found, depth + 1));
            } else {
                if (!element.is("base")) {
                    found.add(element);
                }
                possible(element.children(), found, depth);
            }
        }
    }

    private void certain(
            List<PolicyElement> elements, List<PolicyElement> above, List<PolicyElement> certain, int depth) {
        for (PolicyElement element : elements) {
            if (element.is("base")) {
                certain.addAll(above);
            } else if (element.is("include-fragment")) {
                fragment(element, depth).ifPresent(body -> certain(body, above, certain, depth + 1));
            } else if (element.is("choose")) {
                certain.addAll(choice(element, above, depth));
            } else if (CONTAINERS.contains(element.name())) {
                certain(element.children(), above, certain, depth);
            } else {
                certain.add(element);
            }
        }
    }

    private List<PolicyElement> choice(PolicyElement choose, List<PolicyElement> above, int depth) {
        if (choose.children().stream().noneMatch(branch -> branch.is("otherwise"))) {
            return List.of();
        }
        List<List<PolicyElement>> ways = new ArrayList<>();
        for (PolicyElement branch : choose.children()) {
            List<PolicyElement> way = new ArrayList<>();
            certain(branch.children(), above, way, depth);
            if (way.stream().noneMatch(element -> element.is("return-response"))) {
                ways.add(way);
            }
        }
        return common(ways);
    }

    private Optional<List<PolicyElement>> fragment(PolicyElement include, int depth) {
        if (depth >= DEEPEST_FRAGMENT) {
            throw new Unread("policy fragments include each other more than " + DEEPEST_FRAGMENT + " levels deep");
        }
        String id = include.attribute("fragment-id");
        return Optional.of(fragments
                .apply(id)
                .orElseThrow(() -> new Unread("the policy fragment `" + id + "` does not exist"))
                .children());
    }

    /** Elements of the same name in every way; of their attributes and children, what all of them have, numbers as the largest. */
    private static List<PolicyElement> merged(List<List<PolicyElement>> ways) {
        List<PolicyElement> merged = new ArrayList<>();
        Map<String, PolicyElement> first = new LinkedHashMap<>();
        ways.get(0).forEach(element -> first.putIfAbsent(key(element), element));
        first.forEach((key, element) -> {
            List<PolicyElement> likewise = new ArrayList<>();
            for (List<PolicyElement> way : ways) {
                way.stream().filter(each -> key(each).equals(key)).findFirst().ifPresent(likewise::add);
            }
            if (likewise.size() == ways.size()) {
                merged.add(new PolicyElement(element.name(), attributes(likewise), children(likewise)));
            }
        });
        return merged;
    }

    private static List<PolicyElement> children(List<PolicyElement> elements) {
        List<PolicyElement> common = new ArrayList<>(elements.get(0).children());
        elements.forEach(element -> common.retainAll(element.children()));
        return common;
    }

    /** Headers are told apart by their names, everything else by what it is. */
    private static String key(PolicyElement element) {
        return element.is("set-header")
                ? element.name() + " " + element.attribute("name").toLowerCase(java.util.Locale.ROOT)
                : element.name();
    }

    private static Map<String, String> attributes(List<PolicyElement> elements) {
        Map<String, String> common = new TreeMap<>();
        for (String name : elements.get(0).attributes().keySet()) {
            if (elements.stream().allMatch(element -> element.attributes().containsKey(name))) {
                List<String> values = elements.stream()
                        .map(element -> element.attribute(name))
                        .toList();
                boolean numbers = values.stream().allMatch(value -> value.matches("\\d{1,15}"));
                common.put(
                        name,
                        numbers
                                ? values.stream()
                                        .max(Comparator.comparing(Long::valueOf))
                                        .orElseThrow()
                                : values.get(0));
            }
        }
        return common;
    }
}

package dev.plumbline.cli.local.types;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.estate.ApiVersions;
import dev.plumbline.policy.view.SectionShape;
import dev.plumbline.policy.view.ViewCatalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Holds places against Azure's type data, at the API version that the monitor reads with, and against the views. Used once. */
final class TypedPaths {
    private static final Set<String> OF_EVERY_RESOURCE = Set.of("id", "name", "type");

    /**
     * Something that the data does not describe.
     *
     * @param type a type, or a document of Microsoft Graph
     * @param path the one path that is meant; empty for all of them
     * @param at the version that the data describes instead of the one that is read; empty if it describes none
     * @param reason why
     */
    record Untyped(String type, String path, String at, String reason) {}

    private final TypeData data = TypeData.bundled();
    private final ApiVersions versions = ApiVersions.bundled();
    private final ViewCatalogue views = ViewCatalogue.bundled();
    private final List<Untyped> exceptions;
    private final Set<Untyped> used = new LinkedHashSet<>();
    private final Set<String> unlisted = new TreeSet<>();

    /** With what cannot be held against the data, and why. */
    TypedPaths(List<Untyped> exceptions) {
        this.exceptions = List.copyOf(exceptions);
    }

    /** Those of the exceptions that some place needed. */
    Set<Untyped> used() {
        return used;
    }

    /** Types that places lie in, and that neither the data nor the exceptions have. */
    Set<String> unlisted() {
        return unlisted;
    }

    /** What is wrong with a place that is read, if anything is. */
    Optional<String> read(Spot spot) {
        if (spot.view().isEmpty()) {
            return resources(spot.types(), spot.real());
        }
        List<String> steps = spot.real();
        String first = steps.get(0);
        if (first.equalsIgnoreCase("type")) {
            return Optional.empty();
        }
        if (first.equalsIgnoreCase("resource")) {
            return spot.types().isEmpty() && steps.size() > 1
                    ? Optional.of("expected a condition on `resource.type` beside it, found none")
                    : resources(spot.types(), steps.subList(1, steps.size()));
        }
        Optional<ViewCatalogue.Section> section = views.section(spot.view(), first);
        if (section.isEmpty()) {
            Set<String> known = views.sections(spot.view()).keySet();
            return Optional.of("expected a section of the view `" + spot.view() + "`, found `" + first + "`"
                    + meant(Nearest.of(first, known), known));
        }
        return section(section.get(), steps);
    }

    private Optional<String> section(ViewCatalogue.Section section, List<String> steps) {
        SectionShape shape = section.shape();
        if (steps.size() == 1) {
            return Optional.empty();
        }
        if (shape.many() != Spot.ELEMENT.equals(steps.get(1))) {
            return Optional.of("expected `" + section.name() + (shape.many() ? "[*]`, a list" : "`, which is no list")
                    + ", found `" + path(steps) + "`");
        }
        List<String> below = steps.subList(shape.many() ? 2 : 1, steps.size());
        if (below.isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<String, Set<String>> inside : shape.inside().entrySet()) {
            List<String> way = Spot.split(inside.getKey());
            if (common(below, way)) {
                return below.size() <= way.size()
                        ? Optional.empty()
                        : resources(inside.getValue(), below.subList(way.size(), below.size()));
            }
        }
        for (String fact : shape.facts()) {
            if (within(below, Spot.split(fact))) {
                return Optional.empty();
            }
        }
        if (!shape.holds().isEmpty()) {
            return resources(shape.holds(), below);
        }
        return shape.facts().isEmpty()
                ? resources(section.offline(), below)
                : Optional.of("expected a fact of section `" + section.name() + "`, found `" + path(below) + "`"
                        + meant(Nearest.of(path(below), shape.facts()), shape.facts()));
    }

    private static String path(List<String> steps) {
        return new Spot(Set.of(), "", steps, false).path();
    }

    /** Whether a path leads to a fact or to what it lies in; below {@code .*} there is whatever there is. */
    private static boolean within(List<String> below, List<String> fact) {
        boolean open = fact.get(fact.size() - 1).equals("*");
        return (below.size() <= fact.size() || open) && common(below, fact);
    }

    private static boolean common(List<String> below, List<String> way) {
        for (int i = 0; i < Math.min(below.size(), way.size()); i++) {
            if (!way.get(i).equals("*") && !way.get(i).equalsIgnoreCase(below.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** One of the types must have it. */
    private Optional<String> resources(Collection<String> types, List<String> steps) {
        List<String> problems = new ArrayList<>();
        List<Untyped> needed = new ArrayList<>();
        List<String> undescribed = new ArrayList<>();
        for (String each : types) {
            String type = each.replaceFirst("#.*", "");
            List<String> all =
                    new ArrayList<>(Spot.split(each.substring(type.length()).replace("#", "")));
            all.addAll(steps);
            if (all.isEmpty() || all.size() == 1 && OF_EVERY_RESOURCE.contains(all.get(0))) {
                return Optional.empty();
            }
            Optional<ResourceType> described = described(type);
            Optional<String> problem = described.flatMap(found -> lost(found, all));
            if (described.isPresent() && problem.isEmpty()) {
                exceptions.stream()
                        .filter(entry -> entry.type().equalsIgnoreCase(type)
                                && !entry.at().isEmpty())
                        .forEach(used::add);
                return Optional.empty();
            }
            excuse(type, all).ifPresentOrElse(needed::add, () -> {
                problem.ifPresent(problems::add);
                undescribed.addAll(described.isEmpty() ? List.of(type) : List.of());
            });
        }
        used.addAll(needed);
        unlisted.addAll(needed.isEmpty() ? undescribed : List.of());
        return needed.isEmpty() ? problems.stream().findFirst() : Optional.empty();
    }

    private Optional<String> lost(ResourceType type, List<String> steps) {
        TypePath path = TypePath.of(type.body(), steps);
        return path.exists() ? Optional.empty() : Optional.of(message(type, path, steps));
    }

    static String message(ResourceType type, TypePath path, List<String> steps) {
        return "expected a property of `" + type.type() + "` at " + type.apiVersion() + ", found `"
                + path(steps) + "`"
                + meant(path.nearest(steps), path.names());
    }

    private static String meant(Optional<String> nearest, Collection<String> known) {
        return nearest.map(near -> "; did you mean `" + near + "`?")
                .orElseGet(() -> "; there are `" + String.join("`, `", known) + "`");
    }

    /** The entry that excuses a path: one for all of the type, or for the path. */
    private Optional<Untyped> excuse(String type, List<String> steps) {
        String path = path(steps);
        return exceptions.stream()
                .filter(entry ->
                        entry.type().equalsIgnoreCase(type) && entry.at().isEmpty())
                .filter(entry -> entry.path().isEmpty() || entry.path().equalsIgnoreCase(path))
                .findFirst();
    }

    /** The type at the version that it is read with; the data must describe exactly that one. */
    private Optional<ResourceType> described(String type) {
        Optional<String> at = exceptions.stream()
                .filter(entry ->
                        entry.type().equalsIgnoreCase(type) && !entry.at().isEmpty())
                .map(Untyped::at)
                .findFirst();
        return at.or(() -> versions.of(type))
                .flatMap(version -> data.find(type, version)
                        .filter(found -> found.apiVersion().equals(version)));
    }

    // what is written

    /** What is wrong with setting a property of resources of a type to a value, if anything is. */
    Optional<String> set(Spot spot, JsonNode value) {
        for (String type : spot.types()) {
            Optional<ResourceType> described = described(type);
            if (described.isEmpty()) {
                return Optional.of("expected a type that the data describes, found `" + type + "`");
            }
            TypePath path = TypePath.of(described.get().body(), spot.steps());
            if (!path.exists()) {
                return Optional.of(message(described.get(), path, spot.steps()));
            }
            if (path.writable().isEmpty()) {
                return Optional.of("expected a property of `" + type + "` that can be written, found `" + spot.path()
                        + "`, which only the service sets");
            }
            List<String> unfit = path.writable().stream()
                    .map(node -> TemplateBody.unfit(node, value, spot.path()))
                    .filter(problems -> !problems.isEmpty())
                    .map(problems -> problems.get(0))
                    .toList();
            if (unfit.size() == path.writable().size()) {
                return Optional.of(unfit.get(0));
            }
        }
        return Optional.empty();
    }

    /** What is wrong with the resources of a deployment's template, those of the deployments in it among them. */
    List<String> template(JsonNode template) {
        List<String> problems = new ArrayList<>();
        for (JsonNode resource : template.path("resources")) {
            String type = resource.path("type").asText();
            String version = resource.path("apiVersion").asText();
            if (type.equals("Microsoft.Resources/deployments")) {
                problems.addAll(template(resource.path("properties").path("template")));
                continue;
            }
            Optional<ResourceType> described =
                    data.find(type, version).filter(found -> found.apiVersion().equals(version));
            if (described.isEmpty()) {
                problems.add("expected a type and a version that the data describes, found `" + type + "` at `"
                        + version + "`; the type has " + data.versions(type));
            } else if (!versions.of(type).orElse(version).equals(version)) {
                problems.add("expected `" + type + "` at `" + versions.of(type).orElse("") + "`, as it is read, found `"
                        + version + "`");
            } else {
                TemplateBody.resource(described.get().body(), resource)
                        .forEach(problem -> problems.add(type + ": " + problem));
            }
        }
        return problems;
    }
}

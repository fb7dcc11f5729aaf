package dev.plumbline.policy.alias;

import dev.plumbline.policy.value.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A name for a property, and the path it stands for by resource type and API version.
 *
 * @param name the name as the catalogue spells it
 * @param targets one for each resource type that has the alias; at least one
 * @param modifiable whether a modify operation may set it
 */
public record Alias(String name, List<Target> targets, Modifiable modifiable) {

    /** What a catalogue says about setting a property. */
    public enum Modifiable {
        /** It may be set. */
        YES,
        /** It may not. */
        NO,
        /** The catalogue says nothing. */
        UNSAID
    }

    /**
     * The paths of an alias on one resource type.
     *
     * @param type the folded resource type; empty if the catalogue does not tell
     * @param defaultPath the path where no version is known or listed
     * @param versions other paths by folded API version
     */
    public record Target(String type, PropertyPath defaultPath, Map<String, PropertyPath> versions) {

        /** Copies the map. */
        public Target {
            versions = Map.copyOf(versions);
        }

        PropertyPath path(String apiVersion) {
            if (versions.isEmpty() || apiVersion.isEmpty()) {
                return defaultPath;
            }
            return versions.getOrDefault(Comparison.fold(apiVersion), defaultPath);
        }
    }

    /** Copies the list and checks it. */
    public Alias {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("alias `" + name + "`: expected at least one path, found none");
        }
    }

    static Alias of(String name, PropertyPath path) {
        return new Alias(name, List.of(new Target("", path, Map.of())), Modifiable.UNSAID);
    }

    /**
     * The path on a resource: that of its own type if it has the alias, else the first; for its API version if that is
     * listed, else the default.
     */
    public PropertyPath path(String foldedType, String apiVersion) {
        if (targets.size() > 1) {
            for (Target target : targets) {
                if (target.type().equals(foldedType)) {
                    return target.path(apiVersion);
                }
            }
        }
        return targets.get(0).path(apiVersion);
    }

    /**
     * The resource types that have the alias, in lower case: those the catalogue lists it under, and the one that its
     * name starts with. Empty if it is no alias of a type at all.
     */
    public List<String> owners() {
        List<String> owners = new ArrayList<>();
        int slash = name.lastIndexOf('/');
        if (slash > 0) {
            owners.add(Comparison.fold(name.substring(0, slash)));
        }
        for (Target target : targets) {
            if (!target.type().isEmpty() && !owners.contains(target.type())) {
                owners.add(target.type());
            }
        }
        return owners;
    }

    /** The path where nothing is known about the resource. */
    public PropertyPath path() {
        return targets.get(0).defaultPath();
    }
}

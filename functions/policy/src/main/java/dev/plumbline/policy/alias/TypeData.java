package dev.plumbline.policy.alias;

import dev.plumbline.policy.value.Comparison;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What Azure's own type data says: which properties a type has, which of them hold secrets, and whether its resources
 * have tags or a location. Loaded piece by piece.
 */
public final class TypeData {

    /** The type data in the jar. */
    public static final TypeData INSTANCE = new TypeData();

    private static final int MOST_STEPS = 12;

    private final Map<String, SortedLines> paths = new ConcurrentHashMap<>();
    private @Nullable SortedLines indexed;
    private @Nullable Map<String, Set<String>> sensitive;

    private TypeData() {}

    /** The path by the provider's convention of what follows the type in an alias, if the type has it; else null. */
    @Nullable
    String confirm(String namespace, String type, String suffix) {
        SortedLines lines = paths.computeIfAbsent(namespace, each -> SortedLines.load("paths/" + each + ".txt"));
        String[] steps = suffix.split("\\.", -1);
        if (steps.length > MOST_STEPS) {
            return null;
        }
        String key = Comparison.fold(type) + "|";
        String below = grow(lines, key, "properties", steps, 0);
        return below != null ? below : grow(lines, key, "", steps, 0);
    }

    /** Takes the steps one by one, with {@code properties} between them where the type has it there. */
    private static @Nullable String grow(SortedLines lines, String key, String path, String[] steps, int next) {
        if (next == steps.length) {
            return path;
        }
        String direct = path.isEmpty() ? steps[next] : path + "." + steps[next];
        if (lines.find(key + Comparison.fold(direct)) != null) {
            String rest = grow(lines, key, direct, steps, next + 1);
            if (rest != null) {
                return rest;
            }
        }
        String wrapped = path + ".properties." + steps[next];
        return path.endsWith("[*]") && lines.find(key + Comparison.fold(wrapped)) != null
                ? grow(lines, key, wrapped, steps, next + 1)
                : null;
    }

    /** Whether resources of the type have tags or a location; empty if the data lacks the type. */
    Optional<Boolean> indexed(String foldedType) {
        SortedLines lines = indexed;
        if (lines == null) {
            lines = SortedLines.load("indexed.txt");
            indexed = lines;
        }
        String line = lines.find(foldedType);
        return line == null ? Optional.empty() : Optional.of(!line.endsWith("\t"));
    }

    /** The paths of a type's properties that hold secrets, their elements written {@code [*]} and all in lower case. */
    public Set<String> sensitive(String foldedType) {
        Map<String, Set<String>> byType = sensitive;
        if (byType == null) {
            byType = new HashMap<>();
            for (String line : SortedLines.load("sensitive.txt").lines()) {
                int tab = line.indexOf('\t');
                byType.computeIfAbsent(Comparison.fold(line.substring(0, tab)), unused -> new HashSet<>())
                        .add(Comparison.fold(line.substring(tab + 1)));
            }
            sensitive = byType;
        }
        return byType.getOrDefault(foldedType, Set.of());
    }
}

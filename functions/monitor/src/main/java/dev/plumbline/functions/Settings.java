package dev.plumbline.functions;

import dev.plumbline.estate.Scope;
import dev.plumbline.estate.ScopeTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the operator sets on the app, besides the addresses of {@link dev.plumbline.azure.AzureEndpoints}.
 *
 * <p>Settings that name files take a path in the package or the URL of a blob; several are separated by commas.
 *
 * <ul>
 *   <li>{@code PLUMBLINE_SUBSCRIPTIONS}: ids of the monitored subscriptions, separated by commas; nothing outside is read
 *   <li>{@code PLUMBLINE_SCOPE_TAG}: {@code NAME=VALUE}, the tag of what AI workloads lean on although no reference tells;
 *       without it {@code ai-workload=true}
 *   <li>{@code PLUMBLINE_BASELINE}: the policy set; without it the one in the package
 *   <li>{@code PLUMBLINE_DEFINITIONS}: definitions that the policy set refers to
 *   <li>{@code PLUMBLINE_ASSIGNMENTS}: assignments; without any, each subscription has one of the baseline
 *   <li>{@code PLUMBLINE_EXEMPTIONS}, {@code PLUMBLINE_ATTESTATIONS}: exemptions and attestations
 * </ul>
 *
 * @param scope the monitored subscriptions
 * @param baseline where the policy set is
 * @param definitions where definitions are
 * @param assignments where assignments are
 * @param exemptions where exemptions are
 * @param attestations where attestations are
 * @param instance the name of this instance
 */
record Settings(
        Scope scope,
        Optional<String> baseline,
        List<String> definitions,
        List<String> assignments,
        List<String> exemptions,
        List<String> attestations,
        String instance) {
    private static final int MAX_INSTANCE = 36;

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException naming every setting that is missing or cannot be used
     */
    static Settings of(Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        List<String> subscriptions = several(values, "PLUMBLINE_SUBSCRIPTIONS");
        if (subscriptions.isEmpty()) {
            problems.add(problem("PLUMBLINE_SUBSCRIPTIONS", "ids of subscriptions, separated by commas", "nothing"));
        }
        subscriptions.stream()
                .filter(id -> !isId(id))
                .forEach(
                        id -> problems.add(problem("PLUMBLINE_SUBSCRIPTIONS", "ids of subscriptions", "`" + id + "`")));
        List<String> baseline = several(values, "PLUMBLINE_BASELINE");
        if (baseline.size() > 1) {
            problems.add(problem("PLUMBLINE_BASELINE", "one policy set", baseline.size() + " of them"));
        }
        String tag = values.getOrDefault("PLUMBLINE_SCOPE_TAG", "").strip();
        Optional<ScopeTag> scopeTag = tag.isEmpty() ? Optional.of(ScopeTag.USUAL) : ScopeTag.parse(tag);
        if (scopeTag.isEmpty()) {
            problems.add(problem("PLUMBLINE_SCOPE_TAG", "`NAME=VALUE`", "`" + tag + "`"));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new Settings(
                new Scope(Set.copyOf(subscriptions), scopeTag.orElse(ScopeTag.USUAL)),
                baseline.stream().findFirst(),
                several(values, "PLUMBLINE_DEFINITIONS"),
                several(values, "PLUMBLINE_ASSIGNMENTS"),
                several(values, "PLUMBLINE_EXEMPTIONS"),
                several(values, "PLUMBLINE_ATTESTATIONS"),
                instance(values));
    }

    private static List<String> several(Map<String, String> values, String name) {
        return Arrays.stream(values.getOrDefault(name, "").split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String instance(Map<String, String> values) {
        String name = values.getOrDefault("WEBSITE_INSTANCE_ID", "").strip();
        String known = name.isEmpty() ? UUID.randomUUID().toString() : name;
        return known.length() > MAX_INSTANCE ? known.substring(0, MAX_INSTANCE) : known;
    }

    private static String problem(String name, String expected, String found) {
        return "app setting `" + name + "`: expected " + expected + ", found " + found + "; set it on the function app";
    }
}

package dev.plumbline.policy.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An assignment's word over its definitions: another effect, or another version, for the references and resources selected. */
record AssignmentOverride(Kind kind, String value, List<Selector> selectors, String path) {

    /** What is overridden. */
    enum Kind {
        EFFECT,
        VERSION
    }

    private static final String EFFECT = "policyEffect";
    private static final String VERSION = "definitionVersion";

    AssignmentOverride {
        selectors = List.copyOf(selectors);
    }

    static List<AssignmentOverride> read(Members properties) {
        List<AssignmentOverride> overrides = new ArrayList<>();
        for (Members override : properties.objects("overrides")) {
            read(override, overrides);
        }
        return overrides;
    }

    private static void read(Members override, List<AssignmentOverride> overrides) {
        if (!override.has("kind")) {
            override.error("kind", "`" + EFFECT + "` or `" + VERSION + "`", "nothing", "add `kind`");
        }
        Optional<String> kind = override.word("kind", List.of(EFFECT, VERSION));
        String value = override.required("value", "the effect or version to use instead");
        List<Selector> selectors = new ArrayList<>();
        for (Members selector : override.objects("selectors")) {
            Selector.ofOverride(selector).ifPresent(selectors::add);
        }
        if (kind.equals(Optional.of(VERSION)) && VersionPattern.parse(value).isEmpty()) {
            override.error("value", "a version such as `1.*.*`", "`" + value + "`", "write three numbers or `*`");
        } else if (kind.isPresent()) {
            Kind what = kind.get().equals(EFFECT) ? Kind.EFFECT : Kind.VERSION;
            overrides.add(new AssignmentOverride(what, value, selectors, override.path("value")));
        }
    }

    /** Whether the override speaks about the reference, for some resources at least. */
    boolean concerns(String referenceId) {
        return selectors.stream().allMatch(selector -> selector.selectsReference(referenceId));
    }

    boolean appliesTo(Target target) {
        for (Selector selector : selectors) {
            if (!selector.selects(target)) {
                return false;
            }
        }
        return true;
    }
}

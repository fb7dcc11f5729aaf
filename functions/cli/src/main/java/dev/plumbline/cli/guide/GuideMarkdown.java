package dev.plumbline.cli.guide;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.cli.local.estate.BuiltInRoles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The guide as the page {@code docs/rules.md}. */
record GuideMarkdown(List<GuidedRule> rules) {
    private static final int MOST_OPERATIONS = 3;
    private static final Map<String, String> SCOPES = Map.of(
            "all", "wherever it is",
            "workload", "where an AI account, ML workspace or ML registry leans on it",
            "subscription", "in subscriptions that hold an AI account, ML workspace or ML registry");

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "# Rules",
                "",
                "What each rule is about, why, and how to put right what it finds. Written by",
                "`./plumbline rules --format md > docs/rules.md`; change the rules, not this page.",
                "",
                "*Looked at* names the events that make Plumbline judge again; what events miss is found by the sweep, at the latest in the",
                "period that is given. Not named each time: events on children and tags of what is judged, actions on it such as new keys, private",
                "endpoints that lead to it, the end of what it names, and what makes a workload lean on it.",
                "",
                "*Put right* is what remediation does where an assignment switches the effect on; *guards* must hold before it may. The commands",
                "and the Bicep do the same by hand, guards and all that is in your way included: look at them first. `$ID` is the resource's id.",
                "The Bicep shows only what the rule sets: add it to the declaration that you have.",
                ""));
        Map<String, List<GuidedRule>> families = new TreeMap<>();
        rules.forEach(rule -> families.computeIfAbsent(rule.family(), family -> new ArrayList<>())
                .add(rule));
        lines.add("| family | rules |");
        lines.add("| --- | --- |");
        families.forEach((family, members) -> lines.add("| [" + family + "](#" + family + ") | "
                + members.stream()
                        .map(rule -> "[" + rule.name() + "](#" + rule.name() + ")")
                        .collect(Collectors.joining(", "))
                + " |"));
        families.forEach((family, members) -> {
            lines.add("");
            lines.add("## " + family);
            members.forEach(rule -> lines.addAll(entry(rule)));
        });
        return lines;
    }

    private static List<String> entry(GuidedRule rule) {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "### " + rule.name(),
                "",
                "**" + rule.text("displayName") + ".**",
                "",
                rule.text("description"),
                ""));
        Optional<Fix> fix = SettingFix.of(rule).or(() -> DeploymentFix.of(rule));
        lines.add("* severity: " + rule.metadata().path("severity").asText());
        lines.add("* judges: " + judged(rule));
        lines.add("* controls: " + listed(rule.metadata().path("controls")));
        lines.add("* looked at: " + occasions(rule));
        lines.add("* put right: " + remedy(rule, fix));
        for (JsonNode guard : rule.metadata().path("guards")) {
            lines.add("* guard `" + guard.path("name").asText() + "`: "
                    + guard.path("description").asText());
        }
        fix.ifPresent(known -> {
            block("sh", known.shell(), lines);
            block("bicep", known.bicep(), lines);
        });
        return lines;
    }

    private static String judged(GuidedRule rule) {
        String types = rule.types().isEmpty() ? "resources of any type" : ticked(rule.types());
        String scope = SCOPES.getOrDefault(rule.metadata().path("scope").asText("all"), "");
        String kind = rule.bound()
                .triggers()
                .view()
                .filter(view -> rule.text("mode").equals("Plumbline.Views"))
                .map(view -> "through the view [`" + view + "`](views.md)")
                .orElseGet(() -> rule.details().has("type")
                                && !rule.details().path("type").asText().startsWith("[")
                        ? "by whether there is a `"
                                + rule.details().path("type").asText() + "` as it should be"
                        : "by its own properties");
        String doubt = rule.metadata().path("verified").asBoolean(true) ? "" : "; known from documentation alone";
        return types + ", " + scope + ", " + kind + doubt;
    }

    private static String occasions(GuidedRule rule) {
        RuleEvents events = RuleEvents.of(rule);
        List<String> parts = new ArrayList<>();
        if (!events.operations().isEmpty()) {
            parts.add("every event " + ticked(events.operations()));
        }
        if (!events.written().isEmpty()) {
            parts.add(events.written().stream()
                    .map(type -> "`" + type + "/write`, `…/delete`")
                    .collect(Collectors.joining(", ")));
        }
        String sweep = rule.metadata().path("sweep").asText();
        parts.add(sweep.isEmpty() ? "the sweep" : "the sweep, every `" + sweep + "`");
        return String.join("; ", parts);
    }

    private static String remedy(GuidedRule rule, Optional<Fix> fix) {
        Optional<String> effect = rule.remedy();
        if (effect.isEmpty()) {
            return "by people, as said above";
        }
        List<String> roles = new ArrayList<>();
        rule.details()
                .path("roleDefinitionIds")
                .forEach(role -> roles.add(BuiltInRoles.nameOf(role.asText()).orElse(role.asText())));
        List<String> does = new ArrayList<>();
        for (JsonNode operation : rule.details().path("operations")) {
            String value = operation.has("value")
                    ? " `" + operation.path("value").toString().replace("`", "'") + "`"
                    : "";
            does.add("`" + operation.path("operation").asText() + "` `"
                    + operation.path("field").asText() + "`" + value);
        }
        if (does.size() > MOST_OPERATIONS) {
            int more = does.size() - MOST_OPERATIONS;
            does.subList(MOST_OPERATIONS, does.size()).clear();
            does.add(more + " more like these");
        }
        if (does.isEmpty()) {
            does.add(fix.isPresent() ? "deploys the definition's template" : "deploys what is missing");
        }
        return "effect `" + effect.get() + "`: " + String.join(", ", does) + "; needs "
                + (roles.isEmpty() ? "no role" : String.join(", ", roles));
    }

    private static void block(String language, List<String> code, List<String> lines) {
        if (!code.isEmpty()) {
            lines.add("");
            lines.add("```" + language);
            lines.addAll(code);
            lines.add("```");
        }
    }

    private static String ticked(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String listed(JsonNode names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(name.asText()));
        return String.join(", ", texts);
    }
}

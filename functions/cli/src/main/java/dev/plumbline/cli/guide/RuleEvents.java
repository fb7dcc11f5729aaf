package dev.plumbline.cli.guide;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.change.Announced;
import dev.plumbline.cli.local.types.ResourceType;
import dev.plumbline.cli.local.types.TypeData;
import dev.plumbline.policy.Triggers;
import dev.plumbline.policy.view.ViewCatalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The changes that make Plumbline look at a rule again, derived from the compiled definition. */
record RuleEvents(List<String> written, List<String> operations) {
    private static final Pattern PARAMETER = Pattern.compile("\\[parameters\\('([^']+)'\\)\\]");

    /** Copies the lists. */
    RuleEvents {
        written = List.copyOf(written);
        operations = List.copyOf(operations);
    }

    static RuleEvents of(GuidedRule rule) {
        Triggers triggers = rule.bound().triggers();
        if (triggers.view().filter(view -> view.equalsIgnoreCase("change")).isPresent()) {
            Set<String> operations = new LinkedHashSet<>();
            operations(
                    rule.properties().path("policyRule").path("if"),
                    rule.properties().path("parameters"),
                    operations);
            return new RuleEvents(operations.isEmpty() ? rule.types() : List.of(), List.copyOf(operations));
        }
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<String> written = new ArrayList<>();
        add(rule.types(), seen, written);
        add(rule.relatedTypes(), seen, written);
        triggers.view().ifPresent(view -> add(sections(view, triggers.sections()), seen, written));
        return new RuleEvents(written, List.of());
    }

    private static Collection<String> sections(String view, Set<String> names) {
        Set<String> types = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (ViewCatalogue.Section section :
                ViewCatalogue.bundled().sections(view).values()) {
            if (names.contains("*") || names.stream().anyMatch(name -> name.equalsIgnoreCase(section.name()))) {
                types.addAll(section.reads());
            }
        }
        return types;
    }

    private static void add(Collection<String> types, Set<String> seen, List<String> written) {
        for (String type : types) {
            if (raisesEvents(type)) {
                Announced.by(type).stream().filter(seen::add).forEach(written::add);
            }
        }
    }

    /** Nothing of Microsoft Graph and nothing that the service alone makes is ever written through Resource Manager. */
    private static boolean raisesEvents(String type) {
        List<String> versions = TypeData.bundled().versions(type);
        boolean writable = versions.isEmpty()
                || TypeData.bundled()
                        .find(type, versions.get(versions.size() - 1))
                        .map(ResourceType::writable)
                        .orElse(true);
        return type.indexOf('/') > 0
                && !type.startsWith("graph:")
                && !type.equalsIgnoreCase("Microsoft.Resources/tenants")
                && writable;
    }

    /** The texts that a condition on the event's operation is compared with. */
    private static void operations(JsonNode condition, JsonNode parameters, Set<String> into) {
        if (condition.path("field").asText().equalsIgnoreCase("event.operation")) {
            for (String operator : List.of("equals", "in", "like", "match")) {
                for (String text : GuidedRule.texts(condition.path(operator), new ArrayList<>())) {
                    Matcher parameter = PARAMETER.matcher(text);
                    if (parameter.matches()) {
                        JsonNode value = parameters.path(parameter.group(1)).path("defaultValue");
                        into.addAll(GuidedRule.texts(value, new ArrayList<>()));
                    } else {
                        into.add(text);
                    }
                }
            }
        }
        condition.forEach(each -> operations(each, parameters, into));
    }
}

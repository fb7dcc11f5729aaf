package dev.plumbline.cli.local.arm;

import dev.plumbline.cli.local.Members;
import dev.plumbline.cli.local.estate.StoredResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a list's {@code $filter} lets through: comparisons by {@code eq}, joined by {@code and}, and Azure's scope functions. */
record Filter(List<Predicate<StoredResource>> conditions) {
    private static final Pattern AND = Pattern.compile("(?i)\\s+and\\s+");
    private static final Pattern EQUALS = Pattern.compile("(?i)\\s*([a-z/]{1,60})\\s+eq\\s+'([^']{0,300})'\\s*");
    private static final Pattern ASSIGNED = Pattern.compile("(?i)\\s*assignedTo\\('([^']{1,100})'\\)\\s*");
    private static final Pattern SCOPE = Pattern.compile("(?i)\\s*(atScope|atExactScope|atScopeAndBelow)\\(\\)\\s*");
    private static final Map<String, List<String>> PATHS = Map.of(
            "resourcetype", List.of("type"),
            "name", List.of("name"),
            "location", List.of("location"),
            "type", List.of("properties", "type"),
            "rolename", List.of("properties", "roleName"),
            "principalid", List.of("properties", "principalId"),
            "resourcegroup", List.of());

    static Filter of(Optional<String> text) {
        List<Predicate<StoredResource>> conditions = new ArrayList<>();
        for (String clause :
                text.filter(given -> !given.isBlank()).map(AND::split).orElse(new String[0])) {
            conditions.add(condition(clause));
        }
        return new Filter(List.copyOf(conditions));
    }

    List<StoredResource> of(List<StoredResource> all) {
        return all.stream()
                .filter(each -> conditions.stream().allMatch(condition -> condition.test(each)))
                .toList();
    }

    private static Predicate<StoredResource> condition(String clause) {
        Matcher equals = EQUALS.matcher(clause);
        if (equals.matches() && PATHS.containsKey(equals.group(1).toLowerCase(Locale.ROOT))) {
            return equal(equals.group(1).toLowerCase(Locale.ROOT), equals.group(2));
        }
        Matcher assigned = ASSIGNED.matcher(clause);
        if (assigned.matches()) {
            return equal("principalid", assigned.group(1));
        }
        if (SCOPE.matcher(clause).matches()) {
            // what is listed is chosen by the scope already
            return each -> true;
        }
        throw new Refusal(
                400,
                "InvalidFilter",
                "expected a $filter of `name eq 'value'`, `atScope()` or `assignedTo('id')` joined by `and`, found another;"
                        + " ask for less");
    }

    private static Predicate<StoredResource> equal(String name, String value) {
        if (name.equals("resourcetype")) {
            return each -> each.id().type().equalsIgnoreCase(value);
        }
        if (name.equals("resourcegroup")) {
            return each ->
                    each.id().resourceGroup().filter(value::equalsIgnoreCase).isPresent();
        }
        String[] path = PATHS.getOrDefault(name, List.of()).toArray(String[]::new);
        return each ->
                Members.text(each.json(), path).filter(value::equalsIgnoreCase).isPresent();
    }
}

package dev.plumbline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The account as the page {@code docs/coverage.md}. */
record CoverageMarkdown(CoverageReport report) {
    private static final String NOTHING = "–";

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "# Coverage",
                "",
                "What decides each statement of the source documents, and what remains with people. Written by",
                "`./plumbline coverage --format md > docs/coverage.md`; change the rules, not this page.",
                "",
                sentence(),
                "",
                "| kind | who decides |",
                "| --- | --- |",
                "| automated | rules over what Resource Manager, Resource Graph or the change event itself says |",
                "| graph | rules over what Microsoft Graph says |",
                "| platform | nobody: Microsoft guarantees it, and the definition in `rules/statements/` states the fact |",
                "| attested | people, whose evidence ends on a day; rules that are named show part of it, or a related sign |",
                "",
                "How far rules decide a statement: *full*, as far as configuration can; *partial*, a named remainder is left; *proxy*,",
                "they show a related sign only. A rule is tested if its suite has a case that fails and one that passes.",
                ""));
        lines.addAll(documents());
        report.sources().forEach(source -> lines.addAll(statements(source)));
        lines.addAll(views());
        lines.addAll(unverified());
        lines.addAll(untested());
        return lines;
    }

    private String sentence() {
        return "**" + report.accounted() + " of " + report.statements().size() + " statements are accounted for**, by "
                + report.rules().size() + " rules"
                + (report.untested() == 0
                        ? ", all of them tested."
                        : ", " + report.untested() + " of them not tested.");
    }

    private List<String> documents() {
        List<String> lines = new ArrayList<>(List.of(
                "| document | statements | automated | graph | platform | attested | accounted for |",
                "| --- | --: | --: | --: | --: | --: | --: |"));
        for (CoverageReport.Source source : report.sources()) {
            List<CoverageReport.Statement> statements = report.of(source);
            String kinds = CoverageReport.KINDS.stream()
                    .map(kind -> String.valueOf(CoverageReport.count(statements, kind)))
                    .collect(Collectors.joining(" | "));
            long accounted = statements.stream()
                    .filter(CoverageReport.Statement::accounted)
                    .count();
            lines.add(
                    "| " + cell(source.title()) + " | " + statements.size() + " | " + kinds + " | " + accounted + " |");
        }
        lines.add("");
        return lines;
    }

    private List<String> statements(CoverageReport.Source source) {
        List<String> lines = new ArrayList<>(List.of(
                "## " + source.prefix() + ": " + source.title(),
                "",
                "| statement | kind | decided by | tested | what remains with people, notes |",
                "| --- | --- | --- | --- | --- |"));
        for (CoverageReport.Statement statement : report.of(source)) {
            String kind =
                    statement.coverage().isEmpty() ? statement.kind() : statement.kind() + ", " + statement.coverage();
            lines.add("| **" + statement.id() + "** " + cell(statement.title()) + " | " + kind + " | "
                    + decided(statement) + " | " + tested(statement) + " | " + cell(statement.remains()) + " |");
        }
        lines.add("");
        return lines;
    }

    private static String decided(CoverageReport.Statement statement) {
        List<String> parts = new ArrayList<>();
        if (!statement.accounted()) {
            parts.add("**open**: " + statement.gap());
        }
        if (!statement.fact().isEmpty()) {
            parts.add(cell(statement.fact()));
        }
        if (!statement.rules().isEmpty()) {
            parts.add(names(statement.rules()));
        }
        return parts.isEmpty() ? NOTHING : String.join(" ", parts);
    }

    private static String tested(CoverageReport.Statement statement) {
        if (statement.rules().isEmpty()) {
            return NOTHING;
        }
        return statement.untested().isEmpty() ? "yes" : "not " + names(statement.untested());
    }

    private List<String> views() {
        Map<String, List<String>> byView = new TreeMap<>();
        List<String> reasons = new ArrayList<>();
        for (CoverageReport.Rule rule : report.rules()) {
            if (!rule.view().isEmpty()) {
                byView.computeIfAbsent(rule.view(), view -> new ArrayList<>()).add(rule.name());
            }
            if (!rule.viewReason().isEmpty()) {
                reasons.add("| `" + rule.name() + "` | `" + rule.view() + "` | " + cell(rule.viewReason()) + " |");
            }
        }
        List<String> lines = new ArrayList<>(List.of(
                "## Rules over views",
                "",
                "These need more than one resource, time, the change itself or Microsoft Graph, and cannot be assigned in Azure Policy.",
                "",
                "| view | rules |",
                "| --- | --- |"));
        byView.forEach((view, names) -> lines.add("| `" + view + "` | " + names(names) + " |"));
        lines.add("");
        if (!reasons.isEmpty()) {
            lines.addAll(List.of(
                    "Of them, these are about one resource, and the plain language cannot say them all the same:",
                    "",
                    "| rule | view | why |",
                    "| --- | --- | --- |"));
            lines.addAll(reasons);
            lines.add("");
        }
        return lines;
    }

    private List<String> unverified() {
        List<String> names = report.rules().stream()
                .filter(rule -> !rule.verified())
                .map(CoverageReport.Rule::name)
                .toList();
        List<String> lines = new ArrayList<>(List.of("## Rules that are not verified", ""));
        if (names.isEmpty()) {
            lines.add("None.");
            return lines;
        }
        lines.add("What these read is taken from documentation alone; look at a live answer before relying on them.");
        lines.add("");
        names.forEach(name -> lines.add("* `" + name + "`"));
        return lines;
    }

    private List<String> untested() {
        List<String> lines = new ArrayList<>();
        for (CoverageReport.Rule rule : report.rules()) {
            if (!rule.gap().isEmpty()) {
                lines.add("* `" + rule.name() + "`: " + rule.gap());
            }
        }
        if (!lines.isEmpty()) {
            lines.addAll(0, List.of("", "## Rules that are not tested", ""));
        }
        return lines;
    }

    private static String names(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String cell(String text) {
        return text.isEmpty() ? NOTHING : Text.printable(text).replace("|", "\\|");
    }
}

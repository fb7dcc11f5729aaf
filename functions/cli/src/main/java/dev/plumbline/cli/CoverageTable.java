package dev.plumbline.cli;

import java.util.ArrayList;
import java.util.List;

/** The account for people at a terminal: document by document, a statement with its rules and what remains. */
record CoverageTable(CoverageReport report) {
    private static final int WIDEST = 160;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (CoverageReport.Source source : report.sources()) {
            lines.add(source.prefix() + ": " + source.title());
            for (CoverageReport.Statement statement : report.of(source)) {
                lines.addAll(lines(statement));
            }
            lines.add("");
        }
        for (CoverageReport.Rule rule : report.rules()) {
            if (!rule.gap().isEmpty()) {
                lines.add("not tested: " + rule.name() + ": " + rule.gap());
            }
            if (!rule.verified()) {
                lines.add("not verified: " + rule.name());
            }
            if (!rule.viewReason().isEmpty()) {
                lines.add("over a view: " + rule.name() + ": " + rule.viewReason());
            }
        }
        lines.add(report.summary());
        return lines.stream()
                .map(line -> Text.cut(Text.printable(line), WIDEST))
                .toList();
    }

    private static List<String> lines(CoverageReport.Statement statement) {
        List<String> lines = new ArrayList<>();
        lines.add("  %-15s %-9s %-7s %-10s %s"
                .formatted(
                        statement.id(),
                        statement.kind(),
                        statement.coverage(),
                        statement.accounted() ? tested(statement) : "OPEN",
                        statement.title()));
        String indent = " ".repeat(18);
        if (!statement.accounted()) {
            lines.add(indent + statement.gap());
        }
        if (!statement.rules().isEmpty()) {
            lines.add(indent + "rules: " + String.join(", ", statement.rules()));
        }
        if (!statement.fact().isEmpty()) {
            lines.add(indent + "fact: " + statement.fact());
        }
        if (!statement.remains().isEmpty()) {
            lines.add(indent + "people: " + statement.remains());
        }
        return lines;
    }

    private static String tested(CoverageReport.Statement statement) {
        if (statement.rules().isEmpty()) {
            return "";
        }
        return statement.untested().isEmpty() ? "tested" : "not tested";
    }
}

package dev.plumbline.cli;

import dev.plumbline.policy.Reason;
import dev.plumbline.policy.State;
import dev.plumbline.policy.baseline.Assessment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A scan for people: one finding a line, the gravest first, then the totals. */
final class ScanTable {
    private static final List<String> HEAD = List.of("SEVERITY", "VERDICT", "RESOURCE", "RULE", "WHY");
    private static final int[] WIDEST = {8, 12, 48, 44, 100};

    private final ScanResult result;

    ScanTable(ScanResult result) {
        this.result = result;
    }

    List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        Map<String, Integer> lost = new HashMap<>();
        result.findings().stream().filter(ScanTable::lost).forEach(each -> lost.merge(key(each), 1, Integer::sum));
        for (ScanResult.Finding finding : result.findings()) {
            if (!lost(finding)) {
                rows.add(row(finding, named(finding)));
            } else if (lost.containsKey(key(finding))) {
                rows.add(row(finding, lost.remove(key(finding)) + " resources"));
            }
        }
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        if (!result.findings().isEmpty()) {
            rows.forEach(row -> lines.add(line(row, widths)));
            lines.add("");
        }
        lines.add(result.resources() + " resources, baseline " + Text.printable(result.baseline()) + ": "
                + result.total(State.COMPLIANT) + " compliant, "
                + result.total(State.NON_COMPLIANT) + " nonCompliant, "
                + result.total(State.EXEMPT) + " exempt, "
                + result.total(State.NOT_APPLICABLE) + " notApplicable, "
                + result.total(State.UNKNOWN) + " unknown");
        return lines;
    }

    /** Whether the rule's definition is not there, so that all its findings say the same. */
    private static boolean lost(ScanResult.Finding finding) {
        return finding.assessment().rule().definition().isEmpty();
    }

    private static String key(ScanResult.Finding finding) {
        return finding.assessment().verdict().state() + finding.assessment().assignmentId() + "#"
                + finding.assessment().referenceId();
    }

    private static List<String> row(ScanResult.Finding finding, String resource) {
        Assessment assessment = finding.assessment();
        List<String> cells = List.of(
                assessment.severity().word(),
                assessment.verdict().state().wireName(),
                resource,
                assessment.referenceId(),
                why(assessment));
        List<String> row = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            row.add(Text.cut(Text.printable(cells.get(i)), WIDEST[i]));
        }
        return row;
    }

    /** The name with its parents' names, as far as it tells resources apart. */
    private static String named(ScanResult.Finding finding) {
        String id = finding.resource().toString();
        int provider = id.lastIndexOf("/providers/");
        if (provider < 0) {
            return finding.resource().name();
        }
        String[] segments = id.substring(provider + "/providers/".length()).split("/", -1);
        StringBuilder name = new StringBuilder(
                segments.length > 2 ? segments[2] : finding.resource().name());
        for (int i = 4; i < segments.length; i += 2) {
            name.append('/').append(segments[i]);
        }
        return name.toString();
    }

    private static String why(Assessment assessment) {
        List<Reason> reasons = assessment.verdict().reasons();
        if (assessment.verdict().state() != State.NON_COMPLIANT) {
            return assessment.verdict().message();
        }
        if (reasons.isEmpty()) {
            // What people attest has no path to show, and the name of a statement tells nobody what is asked for.
            String message = assessment.verdict().message();
            return message.equals(assessment.displayName()) ? message : assessment.displayName() + ": " + message;
        }
        Reason first = reasons.get(0);
        String more = reasons.size() > 1 ? " (and " + (reasons.size() - 1) + " more)" : "";
        return first.path() + " is " + first.actual() + more;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            boolean last = i == row.size() - 1;
            line.append(row.get(i))
                    .append(last ? "" : " ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString();
    }
}

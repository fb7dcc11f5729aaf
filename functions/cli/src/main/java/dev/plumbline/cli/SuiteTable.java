package dev.plumbline.cli;

import dev.plumbline.policy.suite.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code test} prints for people: each failure with its diff, the rules that are not proven, and the count.
 *
 * @param whole whether a complete folder of rules was run, so that it is worth saying that every rule is proven
 * @param results of every case
 * @param unproven what is missing by the rule's name
 */
record SuiteTable(boolean whole, List<SuiteResult> results, Map<String, String> unproven) {

    /** The lines, safe for a terminal. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (SuiteResult result : results) {
            if (!result.passed()) {
                lines.add("FAILED " + result.where() + ": " + result.name());
                diff(result).forEach(line -> lines.add("  " + line));
            }
        }
        if (whole || !unproven.isEmpty()) {
            lines.add(unproven.size() + (unproven.size() == 1 ? " rule" : " rules")
                    + " without a failing and a passing case");
            unproven.forEach((rule, gap) -> lines.add("  " + rule + ": " + gap));
        }
        lines.add(summary(results));
        return lines.stream().map(Text::printable).toList();
    }

    /** What came out otherwise than expected, part by part. */
    static List<String> diff(SuiteResult result) {
        List<String> lines = new ArrayList<>();
        for (SuiteResult.Difference difference : result.differences()) {
            lines.add(difference.what());
            LineDiff.of(difference.expected(), difference.actual()).forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    static String summary(List<SuiteResult> results) {
        long failed = results.stream().filter(result -> !result.passed()).count();
        return (results.size() - failed) + " passed, " + failed + " failed";
    }
}

package dev.plumbline.policy.suite;

import java.util.List;

/**
 * How one case went.
 *
 * @param where the suite's file
 * @param name the case
 * @param differences what came out otherwise than expected; none if the case passed
 */
public record SuiteResult(String where, String name, List<Difference> differences) {

    /**
     * One thing that came out otherwise.
     *
     * @param what the part of the expectation
     * @param expected as the suite says
     * @param actual as the rule decided
     */
    public record Difference(String what, String expected, String actual) {}

    /** Copies the differences. */
    public SuiteResult {
        differences = List.copyOf(differences);
    }

    public boolean passed() {
        return differences.isEmpty();
    }
}

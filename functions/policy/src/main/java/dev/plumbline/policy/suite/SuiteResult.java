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
     * @param expected as the suite says, line by line
     * @param actual as the rule decided, line by line
     */
    public record Difference(String what, List<String> expected, List<String> actual) {

        /** Copies the lines. */
        public Difference {
            expected = List.copyOf(expected);
            actual = List.copyOf(actual);
        }

        static Difference of(String what, String expected, String actual) {
            return new Difference(what, List.of(expected), List.of(actual));
        }
    }

    /** Copies the differences. */
    public SuiteResult {
        differences = List.copyOf(differences);
    }

    public boolean passed() {
        return differences.isEmpty();
    }
}

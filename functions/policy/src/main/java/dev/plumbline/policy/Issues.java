package dev.plumbline.policy;

import dev.plumbline.policy.template.IssueSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects the issues of one source while it is compiled, so that all of them are reported at once.
 *
 * <p>Not thread-safe. Collects at most {@link Limit#ISSUES}; what comes after that is counted in one last issue.
 */
public final class Issues implements IssueSink {

    private final String where;
    private final List<Issue> list = new ArrayList<>();
    private int errors;
    private boolean full;

    /** Starts an empty collection for the source named {@code where}. */
    public Issues(String where) {
        this.where = where;
    }

    /** The source's name. */
    public String where() {
        return where;
    }

    /** Adds an error. */
    @Override
    public void error(String path, String expected, String found, String advice) {
        errors++;
        add(new Issue(Issue.Severity.ERROR, where, path, expected, found, advice));
    }

    /** Adds a warning. */
    public void warning(String path, String expected, String found, String advice) {
        add(new Issue(Issue.Severity.WARNING, where, path, expected, found, advice));
    }

    /** Adds issues found elsewhere, unchanged. */
    public void addAll(List<Issue> issues) {
        for (Issue issue : issues) {
            if (issue.severity() == Issue.Severity.ERROR) {
                errors++;
            }
            add(issue);
        }
    }

    private void add(Issue issue) {
        if (list.size() < Limit.ISSUES.value()) {
            list.add(issue);
        } else if (!full) {
            full = true;
            list.add(new Issue(
                    Issue.Severity.ERROR,
                    where,
                    "$",
                    "at most " + Limit.ISSUES.value() + " issues",
                    "more",
                    "mend the ones above first"));
        }
    }

    /** Whether an error was added. */
    public boolean hasErrors() {
        return errors > 0;
    }

    /** How many errors were added so far. */
    public int errors() {
        return errors;
    }

    /** The issues so far, in the order in which they were found. */
    public List<Issue> list() {
        return List.copyOf(list);
    }

    /** The value with these issues, or the issues alone if one of them is an error. */
    public <T> Compiled<T> result(Supplier<T> value) {
        return new Compiled<>(hasErrors() ? Optional.empty() : Optional.of(value.get()), list());
    }
}

package dev.plumbline.cli;

import dev.plumbline.policy.Issue;
import java.util.ArrayList;
import java.util.List;

/** What the user gave cannot be used; every message names where, what was expected, what was found and what to do. */
public final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> messages;

    /** Input with these mistakes. */
    public InvalidInput(List<String> messages) {
        super(String.join(System.lineSeparator(), messages), null, false, false);
        this.messages = List.copyOf(messages);
    }

    /** Input with these mistakes, and what else is odd about it after them. */
    static InvalidInput of(List<Issue> issues) {
        List<String> messages = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Issue issue : issues) {
            boolean error = issue.severity() == Issue.Severity.ERROR;
            if (error) {
                messages.add(issue.message());
            } else if (!InputOptions.isShipped(issue)) {
                warnings.add("warning: " + issue.message());
            }
        }
        messages.addAll(warnings);
        return new InvalidInput(messages);
    }

    public List<String> messages() {
        return messages;
    }
}

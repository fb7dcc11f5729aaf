package dev.plumbline.cli;

import dev.plumbline.policy.Issue;
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

    static InvalidInput of(List<Issue> issues) {
        return new InvalidInput(issues.stream()
                .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                .map(Issue::message)
                .toList());
    }

    public List<String> messages() {
        return messages;
    }
}

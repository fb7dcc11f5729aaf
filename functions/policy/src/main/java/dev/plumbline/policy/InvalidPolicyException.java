package dev.plumbline.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A source that could not be compiled was asked for its value; carries every issue. */
public final class InvalidPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Issue> issues;

    InvalidPolicyException(List<Issue> issues) {
        super(issues.stream().map(Issue::message).collect(Collectors.joining(System.lineSeparator())));
        this.issues = List.copyOf(issues);
    }

    /** Every issue, warnings included. */
    public List<Issue> issues() {
        return issues;
    }
}

package dev.plumbline.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What compiling gave: the value, or all the reasons why there is none.
 *
 * @param value present if and only if no issue is an error
 * @param issues errors and warnings, in the order of the source
 * @param <T> what was compiled
 */
public record Compiled<T>(Optional<T> value, List<Issue> issues) {

    /** Copies the issues and checks that a missing value is explained. */
    public Compiled {
        issues = List.copyOf(issues);
        boolean error = issues.stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR);
        if (error == value.isPresent()) {
            throw new IllegalArgumentException(
                    "Compiled: expected a value or at least one error, found " + (error ? "both" : "neither"));
        }
    }

    /** A value without issues. */
    public static <T> Compiled<T> of(T value) {
        return new Compiled<>(Optional.of(value), List.of());
    }

    /** No value, for these reasons. */
    public static <T> Compiled<T> failed(List<Issue> issues) {
        return new Compiled<>(Optional.empty(), issues);
    }

    /** The value, or an exception that carries every issue. */
    public T orElseThrow() {
        return value.orElseThrow(() -> new InvalidPolicyException(issues));
    }

    /** Compiles further: the issues of both steps are kept. */
    public <U> Compiled<U> then(Function<? super T, Compiled<U>> next) {
        if (value.isEmpty()) {
            return failed(issues);
        }
        Compiled<U> result = next.apply(value.get());
        if (issues.isEmpty()) {
            return result;
        }
        List<Issue> all = new ArrayList<>(issues);
        all.addAll(result.issues());
        return new Compiled<>(result.value(), all);
    }
}

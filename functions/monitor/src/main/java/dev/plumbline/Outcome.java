package dev.plumbline;

import java.util.List;

/**
 * What became of a delivery or a page.
 *
 * @param kind the outcome as a whole; the gravest where there are several
 * @param evaluated how many resources were evaluated
 * @param remarks what a reader of the log should know, each in one line, without secrets
 */
public record Outcome(Kind kind, int evaluated, List<String> remarks) {
    public Outcome {
        remarks = List.copyOf(remarks);
    }

    /** The outcome as a whole, the gravest last. */
    public enum Kind {
        /** Nothing followed from it. */
        IGNORED,
        /** All of it was evaluated, or had been before. */
        HANDLED,
        /** Some of it can never succeed and was put aside. */
        DEAD_LETTERED
    }
}

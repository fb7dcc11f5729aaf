package dev.plumbline.policy;

import java.util.List;
import java.util.Optional;

/**
 * What one definition says about one resource.
 *
 * @param state the outcome
 * @param triggered present if and only if the rule matched and its effect is not disabled
 * @param reasons why the state is {@link State#NON_COMPLIANT}; empty for the others
 * @param message why the state is {@link State#UNKNOWN} or {@link State#NOT_APPLICABLE}, or a remark; may be empty
 */
public record Verdict(State state, Optional<Triggered> triggered, List<Reason> reasons, String message) {

    private static final Verdict COMPLIANT = new Verdict(State.COMPLIANT, Optional.empty(), List.of(), "");

    /** Copies the reasons. */
    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /** The rule applies and did not match. */
    public static Verdict compliant() {
        return COMPLIANT;
    }

    /** The rule does not concern the resource, and why. */
    public static Verdict notApplicable(String message) {
        return new Verdict(State.NOT_APPLICABLE, Optional.empty(), List.of(), message);
    }

    /** The rule could not be decided, and why. */
    public static Verdict unknown(String message) {
        return new Verdict(State.UNKNOWN, Optional.empty(), List.of(), message);
    }

    /** The same finding in another state, for exemptions and attestations: effect and reasons are kept. */
    public Verdict as(State other, String message) {
        return new Verdict(other, triggered, reasons, message);
    }
}

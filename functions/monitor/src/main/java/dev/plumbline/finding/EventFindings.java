package dev.plumbline.finding;

import dev.plumbline.change.ChangeEvent;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.finding.FindingState.Life;
import dev.plumbline.policy.State;
import dev.plumbline.policy.baseline.Assessment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * The life of findings about single events: each is opened by its event, and only an exemption or the passing of {@link #LIFE}
 * closes it. What the resource is like afterwards does not matter.
 */
final class EventFindings {
    /** How long such a finding stays open. */
    static final Duration LIFE = Duration.ofDays(30);
    /** How many of them are kept of one resource; older ones are forgotten, their rows stay. */
    static final int MOST_KEPT = 100;

    private final ResourceId resource;
    private final String baselineVersion;
    private final Instant now;

    EventFindings(ResourceId resource, String baselineVersion, Instant now) {
        this.resource = resource;
        this.baselineVersion = baselineVersion;
        this.now = now;
    }

    /** The step of an event that a rule judged; empty if there is nothing to find, or it was found before. */
    Optional<FindingLife.Step> judged(ChangeEvent event, Assessment assessment, Collection<String> known) {
        State state = assessment.verdict().state();
        boolean exempt =
                state == State.EXEMPT && !assessment.verdict().reasons().isEmpty();
        if (state != State.NON_COMPLIANT && !exempt) {
            return Optional.empty();
        }
        String id = FindingId.of(resource, assessment.assignmentId(), assessment.referenceId(), event.id());
        if (known.contains(id)) {
            return Optional.empty();
        }
        FindingState before = FindingLife.unheardOf(resource, assessment.assignmentId(), assessment.referenceId());
        FindingState after = new FindingState(
                id,
                assessment.assignmentId(),
                assessment.referenceId(),
                exempt ? Life.EXEMPT : Life.OPEN,
                state.wireName(),
                baselineVersion,
                1,
                Reasons.of(assessment.verdict().reasons()),
                now,
                Optional.of(FindingLife.described(assessment)),
                event.id());
        return Optional.of(
                new FindingLife.Step(before, after, Optional.of(exempt ? Transition.EXEMPTED : Transition.OPENED)));
    }

    /** The step of a finding that was known. */
    FindingLife.Step aged(FindingState before, boolean exempt) {
        if (now.isAfter(before.since().plus(LIFE))) {
            return step(before, Life.RESOLVED, State.NOT_APPLICABLE, Transition.RESOLVED);
        }
        if (before.life() == Life.OPEN && exempt) {
            return step(before, Life.EXEMPT, State.EXEMPT, Transition.EXEMPTED);
        }
        if (before.life() == Life.EXEMPT && !exempt) {
            return step(before, Life.OPEN, State.NON_COMPLIANT, Transition.EXEMPTION_EXPIRED);
        }
        return new FindingLife.Step(before, before, Optional.empty());
    }

    private FindingLife.Step step(FindingState before, Life life, State verdict, Transition transition) {
        FindingState after = new FindingState(
                before.findingId(),
                before.assignmentId(),
                before.referenceId(),
                life,
                verdict.wireName(),
                baselineVersion,
                before.sequence() + 1,
                before.reasons(),
                before.since(),
                before.definition(),
                before.eventId());
        return new FindingLife.Step(before, after, Optional.of(transition));
    }
}

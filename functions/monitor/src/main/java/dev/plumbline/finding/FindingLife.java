package dev.plumbline.finding;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.finding.FindingState.Life;
import dev.plumbline.policy.State;
import dev.plumbline.policy.Verdict;
import dev.plumbline.policy.baseline.Assessment;
import java.time.Instant;
import java.util.Optional;

/**
 * How a finding lives: from what was known and a new verdict to what is known now and the step between.
 *
 * <p>Not knowing never closes a finding. Where nothing was known under the present baseline, an open finding is a
 * snapshot, unless the resource itself is new: nobody is blamed without proof.
 */
final class FindingLife {
    private final String baselineVersion;
    private final boolean newResource;
    private final Instant now;

    /**
     * Lives of the findings on one resource.
     *
     * @param newResource whether the resource is known to be new
     */
    FindingLife(String baselineVersion, boolean newResource, Instant now) {
        this.baselineVersion = baselineVersion;
        this.newResource = newResource;
        this.now = now;
    }

    /** What is known now, and the step that led there, if there was one. */
    record Step(FindingState before, FindingState after, Optional<Transition> transition) {}

    /** The state of a finding of which nothing is known. */
    static FindingState unheardOf(ResourceId resource, String assignmentId, String referenceId) {
        return new FindingState(
                FindingId.of(resource, assignmentId, referenceId),
                assignmentId,
                referenceId,
                Life.NONE,
                "",
                "",
                0,
                Reasons.none(),
                Instant.EPOCH,
                Optional.empty(),
                "");
    }

    /** The step that an assessment makes. */
    Step assessed(FindingState before, Assessment assessment) {
        Verdict verdict = assessment.verdict();
        ArrayNode reasons = Reasons.of(verdict.reasons());
        Optional<Transition> transition = transition(before, verdict.state(), reasons);
        Life life = life(before.life(), verdict.state(), transition);
        boolean unknown = verdict.state() == State.UNKNOWN;
        boolean open = life == Life.OPEN || life == Life.EXEMPT;
        FindingState after = new FindingState(
                before.findingId(),
                assessment.assignmentId(),
                assessment.referenceId(),
                life,
                verdict.state().wireName(),
                unknown ? before.baselineVersion() : baselineVersion,
                before.sequence() + (transition.isPresent() ? 1 : 0),
                unknown ? before.reasons() : open ? reasons : Reasons.none(),
                transition.isPresent() ? now : before.since(),
                open ? Optional.of(described(assessment)) : Optional.empty(),
                before.eventId());
        return new Step(before, after, transition);
    }

    /** The step of a finding whose rule does not speak about the resource any more. */
    Step withdrawn(FindingState before) {
        return closed(before, Transition.RESOLVED, State.NOT_APPLICABLE);
    }

    /** The step of a finding whose resource is gone. */
    Step deleted(FindingState before) {
        return closed(before, Transition.RESOURCE_DELETED, State.NOT_APPLICABLE);
    }

    /** The state of a finding whose resource could not be read. */
    static FindingState unreadable(FindingState before) {
        return new FindingState(
                before.findingId(),
                before.assignmentId(),
                before.referenceId(),
                before.life(),
                State.UNKNOWN.wireName(),
                before.baselineVersion(),
                before.sequence(),
                before.reasons(),
                before.since(),
                before.definition(),
                before.eventId());
    }

    private Step closed(FindingState before, Transition how, State state) {
        boolean open = before.life() == Life.OPEN || before.life() == Life.EXEMPT;
        FindingState after = new FindingState(
                before.findingId(),
                before.assignmentId(),
                before.referenceId(),
                open ? Life.RESOLVED : before.life(),
                state.wireName(),
                baselineVersion,
                before.sequence() + (open ? 1 : 0),
                Reasons.none(),
                open ? now : before.since(),
                Optional.empty(),
                before.eventId());
        return new Step(before, after, open ? Optional.of(how) : Optional.empty());
    }

    private Optional<Transition> transition(FindingState before, State state, ArrayNode reasons) {
        return switch (state) {
            case UNKNOWN -> Optional.empty();
            case COMPLIANT, NOT_APPLICABLE ->
                before.life() == Life.OPEN || before.life() == Life.EXEMPT
                        ? Optional.of(Transition.RESOLVED)
                        : Optional.empty();
            case EXEMPT ->
                before.life() == Life.OPEN || before.life() != Life.EXEMPT && !reasons.isEmpty()
                        ? Optional.of(Transition.EXEMPTED)
                        : Optional.empty();
            case NON_COMPLIANT -> opened(before, reasons);
        };
    }

    private Optional<Transition> opened(FindingState before, ArrayNode reasons) {
        boolean judgedBefore = before.baselineVersion().equals(baselineVersion);
        if (before.life() == Life.OPEN) {
            Transition other = judgedBefore ? Transition.CHANGED : Transition.SNAPSHOT;
            return Reasons.same(before.reasons(), reasons) ? Optional.empty() : Optional.of(other);
        }
        if (before.life() == Life.EXEMPT || before.verdict().equals(State.EXEMPT.wireName())) {
            return Optional.of(Transition.EXEMPTION_EXPIRED);
        }
        if (!judgedBefore && !newResource) {
            return Optional.of(Transition.SNAPSHOT);
        }
        return Optional.of(before.life() == Life.RESOLVED ? Transition.REOPENED : Transition.OPENED);
    }

    private static Life life(Life before, State state, Optional<Transition> transition) {
        return switch (state) {
            case UNKNOWN -> before;
            case COMPLIANT, NOT_APPLICABLE -> transition.isPresent() ? Life.RESOLVED : before;
            case EXEMPT -> transition.isPresent() ? Life.EXEMPT : before;
            case NON_COMPLIANT -> Life.OPEN;
        };
    }

    /** What a row says about the rule; kept, because the rule may be gone when the finding closes. */
    static ObjectNode described(Assessment assessment) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put(Column.DEFINITION_ID.wireName(), assessment.definitionId())
                .put(Column.DEFINITION_NAME.wireName(), assessment.referenceId())
                .put(Column.DISPLAY_NAME.wireName(), assessment.displayName())
                .put(Column.SEVERITY.wireName(), assessment.severity().word())
                .put(Column.EFFECT.wireName(), assessment.effect());
        ArrayNode controls = json.putArray(Column.CONTROLS.wireName());
        assessment.controls().forEach(controls::add);
        return json;
    }
}

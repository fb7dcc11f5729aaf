package dev.plumbline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.change.ChangeEvent;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.EstateWorld;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.finding.EventJudgements;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.LedgerEntry;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.State;
import dev.plumbline.policy.baseline.Assessment;
import dev.plumbline.policy.baseline.AssignedRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules over the view {@code change}: they judge every event by itself, whatever an evaluation has answered already. */
final class EventRules {
    private final Evaluations.Parts parts;
    private final List<AssignedRule> rules;

    EventRules(Evaluations.Parts parts) {
        this.parts = parts;
        this.rules = parts.baseline().rules().stream()
                .filter(AssignedRule::judgesChanges)
                .toList();
    }

    /** A world in an estate at a moment. */
    EstateWorld world(Estate estate, Instant now) {
        return new EstateWorld(estate, parts.reach(), parts.surroundings(), parts.views(), now);
    }

    /** Whether a rule finds something in one of the events, judged by what was last seen, that is not recorded yet. */
    boolean open(LedgerEntry entry, List<ChangeEvent> events, Estate estate) {
        if (rules.isEmpty()) {
            return false;
        }
        Set<String> recorded =
                entry.findings().values().stream().map(FindingState::eventId).collect(Collectors.toUnmodifiableSet());
        List<ChangeEvent> unrecorded =
                events.stream().filter(event -> !recorded.contains(event.id())).toList();
        return judge(
                        lastSeen(entry),
                        entry.id(),
                        unrecorded,
                        world(estate, parts.clock().instant()))
                .judged()
                .stream()
                .flatMap(judged -> judged.assessments().stream())
                .anyMatch(assessment -> finds(assessment.verdict().state()));
    }

    /** What the rules say of those of the events that are about the resource. */
    EventJudgements judge(PreparedResource resource, ResourceId id, List<ChangeEvent> events, EstateWorld world) {
        List<EventJudgements.Judged> judged = new ArrayList<>();
        for (ChangeEvent event : events) {
            if (!rules.isEmpty() && event.subject().equals(id)) {
                List<Assessment> assessments = parts.baseline().evaluateChange(resource, new EventWorld(world, event));
                judged.add(new EventJudgements.Judged(event, assessments));
            }
        }
        return new EventJudgements(judged, state -> exempt(state, resource, world));
    }

    private static boolean finds(State state) {
        return state == State.NON_COMPLIANT || state == State.EXEMPT || state == State.UNKNOWN;
    }

    private boolean exempt(FindingState state, PreparedResource resource, EstateWorld world) {
        return rules.stream()
                .filter(rule -> same(rule.assignment().id(), state.assignmentId())
                        && same(rule.referenceId(), state.referenceId()))
                .anyMatch(rule -> rule.exempts(resource, world));
    }

    private static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    /** The resource as it was last seen, or what its id says of it. */
    static PreparedResource lastSeen(LedgerEntry entry) {
        ObjectNode document =
                entry.seen().orElseGet(JsonNodeFactory.instance::objectNode).deepCopy();
        ResourceId id = entry.id();
        document.put("id", id.toString()).put("name", id.name()).put("type", id.type());
        return PreparedResource.of(document);
    }
}

package dev.plumbline.finding;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.change.ChangeEvent;
import dev.plumbline.estate.Edge;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.policy.baseline.Assessment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * From what the ledger knew of a resource and what was read now to what the ledger shall know: states, edges, and the
 * rows of the steps between, in the outbox. Pure and thread safe.
 */
public final class Findings {
    private static final int MAX_EVENTS = 16;

    private final Origin origin;

    /** Findings under a baseline, written by a monitor. */
    public Findings(Origin origin) {
        this.origin = origin;
    }

    /**
     * How an evaluation came about.
     *
     * @param cause the events it answers, or the sweep
     * @param newResource whether a completed sweep under this baseline did not have the resource
     * @param workload finds the workload on whose behalf the resource is judged; asked only when a row is written
     * @param milliseconds the latency of the stages so far
     * @param readTime when the request was sent that read the resource
     * @param now when the verdicts were reached
     */
    public record Circumstances(
            Cause cause,
            boolean newResource,
            Supplier<Optional<ResourceId>> workload,
            ObjectNode milliseconds,
            Instant readTime,
            Instant now) {
        private Circumstances with(Cause other) {
            return new Circumstances(other, newResource, workload, milliseconds, readTime, now);
        }
    }

    /** The entry of a resource that was read and judged. */
    public LedgerEntry judged(
            Optional<LedgerEntry> before,
            Resource resource,
            Set<Edge> edges,
            List<Assessment> assessments,
            EventJudgements events,
            Circumstances how) {
        Optional<ObjectNode> previous = before.flatMap(LedgerEntry::seen);
        boolean isNew = how.newResource() || before.map(LedgerEntry::deleted).orElse(false);
        FindingLife life = new FindingLife(origin.baselineVersion(), isNew, how.now());
        Rows rows = new Rows(resource.id(), Optional.of(resource.json()), previous, how);
        Map<String, FindingState> left = byRule(before);
        Map<String, FindingState> states = new LinkedHashMap<>();
        for (Assessment assessment : assessments) {
            FindingState known = Optional.ofNullable(
                            left.remove(rule(assessment.assignmentId(), assessment.referenceId())))
                    .orElseGet(() ->
                            FindingLife.unheardOf(resource.id(), assessment.assignmentId(), assessment.referenceId()));
            FindingLife.Step step = life.assessed(known, assessment);
            states.put(step.after().findingId(), step.after());
            rows.add(step, assessment);
        }
        for (FindingState known : left.values()) {
            FindingLife.Step step = life.withdrawn(known);
            if (known.sequence() > 0) {
                states.put(known.findingId(), step.after());
            }
            rows.add(step);
        }
        states.putAll(ofEvents(resource.id(), Optional.of(resource.json()), before, events, rows, how));
        return entry(
                resource.id(),
                before,
                false,
                states,
                edges,
                rows,
                SeenDocument.of(resource.id(), resource.json()),
                how);
    }

    /** Whether a rule that looks beside the resource says something else than it did: then what it read must be new. */
    public static boolean turned(Optional<LedgerEntry> before, List<Assessment> assessments) {
        Map<String, FindingState> known = byRule(before);
        return assessments.stream()
                .filter(assessment -> assessment.rule().looksBeside())
                .anyMatch(assessment -> {
                    FindingState state = known.get(rule(assessment.assignmentId(), assessment.referenceId()));
                    String verdict = assessment.verdict().state().wireName();
                    return state == null || !state.verdict().equals(verdict);
                });
    }

    private static Map<String, FindingState> byRule(Optional<LedgerEntry> before) {
        Map<String, FindingState> states = new LinkedHashMap<>();
        before.map(LedgerEntry::findings).orElse(Map.of()).values().stream()
                .filter(state -> state.eventId().isEmpty())
                .forEach(state -> states.put(rule(state.assignmentId(), state.referenceId()), state));
        return states;
    }

    /** The findings about single events, the newest last. */
    private Map<String, FindingState> ofEvents(
            ResourceId id,
            Optional<ObjectNode> document,
            Optional<LedgerEntry> before,
            EventJudgements events,
            Rows rows,
            Circumstances how) {
        EventFindings life = new EventFindings(id, origin.baselineVersion(), how.now());
        Map<String, FindingState> states = new LinkedHashMap<>();
        for (FindingState known :
                before.map(LedgerEntry::findings).orElse(Map.of()).values()) {
            if (!known.eventId().isEmpty()) {
                FindingLife.Step step = life.aged(known, events.exempt().test(known));
                rows.add(step);
                if (step.after().life() != FindingState.Life.RESOLVED) {
                    states.put(known.findingId(), step.after());
                }
            }
        }
        for (EventJudgements.Judged judged : events.judged()) {
            Cause cause = new Cause(
                    how.cause().source(), List.of(judged.event()), how.cause().receivedAt());
            Rows ofEvent = new Rows(id, document, Optional.empty(), how.with(cause));
            for (Assessment assessment : judged.assessments()) {
                life.judged(judged.event(), assessment, states.keySet()).ifPresent(step -> {
                    states.put(step.after().findingId(), step.after());
                    ofEvent.add(step, assessment);
                });
            }
            rows.written.addAll(ofEvent.written);
        }
        Iterator<String> oldest = states.keySet().iterator();
        for (int excess = states.size() - EventFindings.MOST_KEPT; excess > 0; excess--) {
            oldest.next();
            oldest.remove();
        }
        return states;
    }

    private static String rule(String assignmentId, String referenceId) {
        return (assignmentId + "\n" + referenceId).toLowerCase(Locale.ROOT);
    }

    /** The entry of a resource that is gone; its edges are kept, for what stood behind it must still be found. */
    public LedgerEntry gone(LedgerEntry before, EventJudgements events, Circumstances how) {
        FindingLife life = new FindingLife(origin.baselineVersion(), false, how.now());
        Rows rows = new Rows(before.id(), Optional.empty(), before.seen(), how);
        Map<String, FindingState> states = new LinkedHashMap<>();
        for (FindingState known : byRule(Optional.of(before)).values()) {
            FindingLife.Step step = life.deleted(known);
            states.put(known.findingId(), step.after());
            rows.add(step);
        }
        states.putAll(ofEvents(before.id(), before.seen(), Optional.of(before), events, rows, how));
        return entry(before.id(), Optional.of(before), true, states, before.edges(), rows, before.seen(), how);
    }

    /** The entry of a resource that could not be read: nothing is closed, and no event counts as answered. */
    public LedgerEntry unreadable(LedgerEntry before) {
        Map<String, FindingState> states = new LinkedHashMap<>();
        before.findings()
                .values()
                .forEach(known -> states.put(
                        known.findingId(), known.eventId().isEmpty() ? FindingLife.unreadable(known) : known));
        return new LedgerEntry(
                before.id(),
                before.baselineVersion(),
                before.readTime(),
                before.deleted(),
                states,
                before.edges(),
                before.outbox(),
                before.events(),
                before.seen());
    }

    private LedgerEntry entry(
            ResourceId id,
            Optional<LedgerEntry> before,
            boolean deleted,
            Map<String, FindingState> states,
            Set<Edge> edges,
            Rows rows,
            Optional<ObjectNode> seen,
            Circumstances how) {
        List<FindingRow> outbox =
                new ArrayList<>(before.map(LedgerEntry::outbox).orElse(List.of()));
        outbox.addAll(rows.written);
        List<String> events = new ArrayList<>(before.map(LedgerEntry::events).orElse(List.of()));
        how.cause().events().stream().map(ChangeEvent::id).forEach(events::add);
        List<String> newest = events.subList(Math.max(0, events.size() - MAX_EVENTS), events.size());
        return new LedgerEntry(
                id, origin.baselineVersion(), how.readTime(), deleted, states, edges, outbox, newest, seen);
    }

    /** The rows of one evaluation; what they have in common is put together for the first of them. */
    private final class Rows {
        private final ResourceId id;
        private final Optional<ObjectNode> document;
        private final Optional<ObjectNode> previous;
        private final Circumstances how;
        private final List<FindingRow> written = new ArrayList<>();
        private Optional<RowWriter> writer = Optional.empty();

        Rows(ResourceId id, Optional<ObjectNode> document, Optional<ObjectNode> previous, Circumstances how) {
            this.id = id;
            this.document = document;
            this.previous = previous;
            this.how = how;
        }

        void add(FindingLife.Step step, Assessment assessment) {
            step.transition()
                    .ifPresent(transition -> written.add(writer().row(
                                    step,
                                    transition,
                                    FindingLife.described(assessment),
                                    Optional.of(assessment.verdict()),
                                    assessment.exemptionId(),
                                    Counts.of(id, assessment))));
        }

        void add(FindingLife.Step step) {
            ObjectNode definition = step.before().definition().orElseGet(JsonNodeFactory.instance::objectNode);
            step.transition()
                    .ifPresent(transition -> written.add(writer().row(
                                    step,
                                    transition,
                                    definition,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Counts.unknown())));
        }

        private RowWriter writer() {
            if (writer.isEmpty()) {
                writer = Optional.of(new RowWriter(new RowWriter.Evaluated(
                        id,
                        document,
                        how.workload().get(),
                        previous,
                        how.cause(),
                        how.readTime(),
                        how.milliseconds(),
                        how.now(),
                        origin)));
            }
            return writer.get();
        }
    }
}

package dev.plumbline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.change.ChangeEvent;
import dev.plumbline.estate.Edge;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.EstateWorld;
import dev.plumbline.estate.KeptEstate;
import dev.plumbline.estate.Reach;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.ReferenceGraph;
import dev.plumbline.estate.References;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Surroundings;
import dev.plumbline.estate.TransientFailure;
import dev.plumbline.estate.ViewSource;
import dev.plumbline.finding.Cause;
import dev.plumbline.finding.Counters;
import dev.plumbline.finding.Counters.Count;
import dev.plumbline.finding.EventJudgements;
import dev.plumbline.finding.Findings;
import dev.plumbline.finding.Ledger;
import dev.plumbline.finding.LedgerConflict;
import dev.plumbline.finding.LedgerEntry;
import dev.plumbline.finding.LedgerLinks;
import dev.plumbline.finding.Publisher;
import dev.plumbline.finding.Source;
import dev.plumbline.finding.SweptSubscriptions;
import dev.plumbline.finding.Versioned;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.State;
import dev.plumbline.policy.baseline.Assessment;
import dev.plumbline.policy.baseline.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Evaluates one resource: reads it, judges it, records what follows, publishes that. Thread safe. */
final class Evaluations {
    private static final int ATTEMPTS = 6;
    private static final int MAX_OUTBOX = 500;

    private final Turns turns;
    private final EventRules changes;
    private final Parts parts;

    /** What an evaluation needs. */
    record Parts(
            Estate estate,
            KeptEstate kept,
            Duration neighboursKept,
            Ledger ledger,
            LedgerLinks links,
            ReferenceGraph graph,
            Reach reach,
            Surroundings surroundings,
            ViewSource views,
            SweptSubscriptions swept,
            Baseline baseline,
            Findings findings,
            Publisher publisher,
            Counters counters,
            InstantSource clock) {}

    /** What came of an evaluation. */
    enum Result {
        /** An earlier read had answered every event. */
        COVERED,
        /** The resource was read and judged. */
        JUDGED,
        /** The resource is gone, and was known. */
        GONE,
        /** There is no such resource, and nothing was known of it. */
        ABSENT,
        /** The resource could not be read. */
        UNREADABLE
    }

    /**
     * The end of an evaluation.
     *
     * @param before what was known; empty if nothing
     * @param after what is known now; empty if nothing
     * @param remark why it could not be read, if so
     */
    record Done(Result result, Optional<LedgerEntry> before, Optional<LedgerEntry> after, Optional<String> remark) {
        Set<Edge> edgesBefore() {
            return before.map(LedgerEntry::edges).orElse(Set.of());
        }

        Set<Edge> edgesAfter() {
            return after.filter(entry -> !entry.deleted())
                    .map(LedgerEntry::edges)
                    .orElse(Set.of());
        }
    }

    Evaluations(Parts parts) {
        this.parts = parts;
        this.turns = new Turns(parts.clock());
        this.changes = new EventRules(parts);
    }

    /** Remembers an event that is on its way, so that an evaluation before its delivery can name it. */
    void announce(ChangeEvent event) {
        turns.announce(event);
    }

    /**
     * Evaluates a resource.
     *
     * @param listed the resource, if it has just been read in a listing
     * @throws TransientFailure for what can succeed later
     */
    Done evaluate(ResourceId id, Cause cause, Optional<Resource> listed) {
        return turns.take(id, cause.events(), waiting -> {
            Optional<Resource> first = listed;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                try {
                    return attempt(id, cause.with(waiting), cause, first);
                } catch (LedgerConflict e) {
                    parts.counters().add(Count.CONFLICTS);
                    first = Optional.empty();
                }
            }
            throw new TransientFailure("ledger: expected to write the entry of `" + id + "`, found another writer "
                    + ATTEMPTS + " times; the delivery is tried again");
        });
    }

    private Done attempt(ResourceId id, Cause waiting, Cause own, Optional<Resource> listed) {
        Optional<Versioned<LedgerEntry>> stored = parts.ledger().find(id);
        Optional<LedgerEntry> before = stored.map(Versioned::value);
        boolean event = own.source() == Source.EVENT;
        if (event
                && before.isPresent()
                && own.events().stream().allMatch(each -> answers(before.get(), each))
                && !changes.open(before.get(), own.events(), neighbours(id, own))) {
            parts.counters().add(Count.COVERED);
            return new Done(Result.COVERED, before, before, Optional.empty());
        }
        before.filter(entry -> entry.outbox().size() >= MAX_OUTBOX).ifPresent(Evaluations::refuseMore);
        Instant started = parts.clock().instant();
        Reading<Resource> reading = read(id, before, listed);
        parts.counters().add(Count.EVALUATED);
        if (reading instanceof Reading.Unreadable<Resource> unreadable) {
            return unreadable(id, stored, unreadable.reason());
        }
        List<ChangeEvent> open = waiting.events().stream()
                .filter(each -> before.isEmpty() || !answers(before.get(), each))
                .toList();
        Cause cause = waiting.with(open);
        if (reading instanceof Reading.Present<Resource> present) {
            return judged(present.value(), stored, cause, waiting.events(), started, own);
        }
        return gone(stored, cause, waiting.events(), started, own);
    }

    /**
     * What surrounds a resource may have been read a while ago where an event made us look, and since the page was begun in
     * a sweep.
     */
    private KeptEstate.Look neighbours(ResourceId id, Cause own) {
        return parts.kept()
                .around(
                        id,
                        own.source() == Source.EVENT
                                ? parts.clock().instant().minus(parts.neighboursKept())
                                : own.receivedAt());
    }

    /** A read at a time answers every event up to it. */
    private static boolean answers(LedgerEntry entry, ChangeEvent event) {
        return !event.eventTime().isAfter(entry.readTime()) || entry.events().contains(event.id());
    }

    private static void refuseMore(LedgerEntry entry) {
        throw new TransientFailure("outbox of `" + entry.id() + "`: expected fewer than " + MAX_OUTBOX
                + " rows that wait to be published, found " + entry.outbox().size()
                + "; the delivery is tried again once the sink takes rows");
    }

    private Reading<Resource> read(ResourceId id, Optional<LedgerEntry> before, Optional<Resource> listed) {
        if (Tenant.is(id)) {
            return new Reading.Present<>(Tenant.resource(id, parts.clock().instant()));
        }
        Optional<Resource> fresh = listed.filter(resource ->
                before.isEmpty() || resource.readAt().isAfter(before.get().readTime()));
        return fresh.isPresent()
                ? new Reading.Present<>(fresh.get())
                : parts.estate().read(id);
    }

    private Done judged(
            Resource resource,
            Optional<Versioned<LedgerEntry>> stored,
            Cause cause,
            List<ChangeEvent> events,
            Instant started,
            Cause own) {
        Instant read = parts.clock().instant();
        KeptEstate.Look neighbours = neighbours(resource.id(), own);
        EstateWorld world = changes.world(neighbours, read);
        PreparedResource prepared = EstateWorld.prepared(resource);
        List<Assessment> assessments = parts.baseline().evaluate(prepared, world);
        if (neighbours.old() && doubtful(stored, own) && Findings.turned(stored.map(Versioned::value), assessments)) {
            world = changes.world(parts.kept().since(read), read);
            assessments = parts.baseline().evaluate(prepared, world);
        }
        EventJudgements ofEvents = changes.judge(prepared, resource.id(), events, world);
        assessments.stream()
                .filter(assessment -> assessment.verdict().state() == State.UNKNOWN)
                .forEach(assessment -> parts.counters().add(Count.UNKNOWN));
        Instant evaluated = parts.clock().instant();
        ObjectNode milliseconds = latency("read", started, read).put("evaluate", millis(read, evaluated));
        LedgerEntry entry = parts.findings()
                .judged(
                        stored.map(Versioned::value),
                        resource,
                        References.of(resource),
                        assessments,
                        ofEvents,
                        circumstances(resource.id(), stored, cause, milliseconds, resource.readAt(), evaluated));
        return recorded(Result.JUDGED, entry, stored);
    }

    /** Whether somebody may have judged by what was read later than our neighbours: within a sweep's page it is unlikely. */
    private static boolean doubtful(Optional<Versioned<LedgerEntry>> stored, Cause own) {
        return own.source() == Source.EVENT
                || stored.map(entry -> entry.value().readTime().isAfter(own.receivedAt()))
                        .orElse(false);
    }

    private Done gone(
            Optional<Versioned<LedgerEntry>> stored,
            Cause cause,
            List<ChangeEvent> events,
            Instant started,
            Cause own) {
        if (stored.isEmpty()) {
            return new Done(Result.ABSENT, Optional.empty(), Optional.empty(), Optional.empty());
        }
        LedgerEntry before = stored.get().value();
        Instant read = parts.clock().instant();
        EventJudgements ofEvents = changes.judge(
                EventRules.lastSeen(before), before.id(), events, changes.world(neighbours(before.id(), own), read));
        LedgerEntry entry = parts.findings()
                .gone(
                        before,
                        ofEvents,
                        circumstances(before.id(), stored, cause, latency("read", started, read), started, read));
        return recorded(Result.GONE, entry, stored);
    }

    private Done unreadable(ResourceId id, Optional<Versioned<LedgerEntry>> stored, String reason) {
        parts.counters().add(Count.UNREADABLE);
        Optional<String> remark = Optional.of("`" + id + "` could not be read: " + reason);
        if (stored.isEmpty()) {
            return new Done(Result.UNREADABLE, Optional.empty(), Optional.empty(), remark);
        }
        LedgerEntry entry = parts.findings().unreadable(stored.get().value());
        if (!entry.equals(stored.get().value())) {
            parts.ledger().put(entry, Optional.of(stored.get().tag()));
        }
        return new Done(Result.UNREADABLE, stored.map(Versioned::value), Optional.of(entry), remark);
    }

    private Done recorded(Result result, LedgerEntry entry, Optional<Versioned<LedgerEntry>> stored) {
        Optional<LedgerEntry> before = stored.map(Versioned::value);
        int added = entry.outbox().size()
                - before.map(known -> known.outbox().size()).orElse(0);
        Instant writing = parts.clock().instant();
        String tag = parts.ledger().put(entry, stored.map(Versioned::tag));
        parts.counters().add(Count.TRANSITIONS, added);
        parts.links().recorded(entry, before.map(LedgerEntry::edges).orElse(Set.of()));
        if (added > 0) {
            parts.publisher().publish(new Versioned<>(entry, tag), writing);
        }
        return new Done(result, before, Optional.of(entry), Optional.empty());
    }

    private Findings.Circumstances circumstances(
            ResourceId id,
            Optional<Versioned<LedgerEntry>> stored,
            Cause cause,
            ObjectNode milliseconds,
            Instant readTime,
            Instant now) {
        boolean isNew = stored.isEmpty()
                && id.subscriptionId()
                        .map(subscription -> parts.swept()
                                .sweptUnder(subscription, parts.baseline().version()))
                        .orElse(false);
        return new Findings.Circumstances(
                cause, isNew, () -> parts.graph().workloadOf(id), milliseconds, readTime, now);
    }

    private static ObjectNode latency(String stage, Instant from, Instant to) {
        return JsonNodeFactory.instance.objectNode().put(stage, millis(from, to));
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}

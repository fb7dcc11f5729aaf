package dev.plumbline.finding;

import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.TransientFailure;
import dev.plumbline.finding.Counters.Count;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Empties outboxes into the sink: at least once, and nothing is lost while the sink is down. What the sink will never
 * take goes to the dead letter. Thread safe.
 */
public final class Publisher {
    private static final int BATCH = 200;
    private static final int ATTEMPTS = 8;

    private final FindingSink sink;
    private final Ledger ledger;
    private final DeadLetter deadLetter;
    private final Counters counters;
    private final InstantSource clock;

    /** A publisher between a ledger and a sink. */
    public Publisher(FindingSink sink, Ledger ledger, DeadLetter deadLetter, Counters counters, InstantSource clock) {
        this.sink = sink;
        this.ledger = ledger;
        this.deadLetter = deadLetter;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * Publishes the outbox of an entry that was just written. What is not taken stays there for
     * {@link #publishPending}; the caller's work is done either way.
     *
     * @param writing when the write of the entry began, for the latency
     */
    public void publish(Versioned<LedgerEntry> written, Instant writing) {
        LedgerEntry entry = written.value();
        if (entry.outbox().isEmpty()) {
            return;
        }
        long record = Duration.between(writing, clock.instant()).toMillis();
        List<FindingRow> rows = entry.outbox().stream()
                .map(row -> timed(row).withLatency("record", record))
                .toList();
        Set<String> settled = send(rows);
        try {
            settle(entry.id(), Optional.of(written), settled);
        } catch (TransientFailure | LedgerConflict e) {
            // Published and not marked: it is published again, with the same ids.
            counters.add(Count.UNPUBLISHED, settled.size());
        }
    }

    /**
     * Publishes what outboxes still hold, batch by batch, until none is left or the sink takes no more.
     *
     * @return how many rows were taken
     */
    public int publishPending(int maximum) {
        int taken = 0;
        while (taken < maximum) {
            List<Versioned<LedgerEntry>> entries = new ArrayList<>();
            for (ResourceId id : ledger.pending(BATCH)) {
                ledger.find(id)
                        .filter(found -> !found.value().outbox().isEmpty())
                        .ifPresent(entries::add);
            }
            List<FindingRow> rows = entries.stream()
                    .flatMap(entry -> entry.value().outbox().stream())
                    .map(this::timed)
                    .toList();
            if (rows.isEmpty()) {
                break;
            }
            Set<String> settled = send(rows);
            for (Versioned<LedgerEntry> entry : entries) {
                settle(entry.value().id(), Optional.of(entry), settled);
            }
            taken += settled.size();
            if (settled.size() < rows.size()) {
                break;
            }
        }
        return taken;
    }

    /** The ids of the rows that are done with: taken, or never to be taken. */
    private Set<String> send(List<FindingRow> rows) {
        PublishResult result = sink.publish(rows);
        Set<String> settled = new HashSet<>();
        result.accepted().forEach(row -> settled.add(row.transitionId()));
        counters.add(Count.PUBLISHED, result.accepted().size());
        for (PublishResult.Failed failed : result.failed()) {
            if (failed.retryable()) {
                counters.add(Count.UNPUBLISHED);
            } else {
                deadLetter.keep(
                        new DeadDelivery(failed.row().toJson().toString(), failed.reason(), clock.instant(), "outbox"));
                counters.add(Count.DEAD_LETTERED);
                settled.add(failed.row().transitionId());
            }
        }
        return settled;
    }

    private void settle(ResourceId id, Optional<Versioned<LedgerEntry>> known, Set<String> settled) {
        Optional<Versioned<LedgerEntry>> stored = known;
        for (int attempt = 0; attempt < ATTEMPTS && stored.isPresent(); attempt++) {
            LedgerEntry entry = stored.get().value();
            List<FindingRow> rest = entry.outbox().stream()
                    .filter(row -> !settled.contains(row.transitionId()))
                    .toList();
            if (rest.size() == entry.outbox().size()) {
                return;
            }
            try {
                ledger.put(entry.withOutbox(rest), Optional.of(stored.get().tag()));
                return;
            } catch (LedgerConflict e) {
                counters.add(Count.CONFLICTS);
                stored = ledger.find(id);
            }
        }
    }

    /** With the time from the event, or from the read, to the moment when the row is handed over. */
    private FindingRow timed(FindingRow row) {
        Instant started = row.value(Column.EVENT_TIME).isTextual()
                ? Instant.parse(row.value(Column.EVENT_TIME).asText())
                : Instant.parse(row.value(Column.READ_TIME).asText());
        long total = Math.max(0, Duration.between(started, clock.instant()).toMillis());
        return row.withLatency("total", total);
    }
}

package dev.plumbline.finding;

import dev.plumbline.change.ChangeEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What led to an evaluation.
 *
 * @param source an event, the sweep or a request
 * @param events the events that it answers, oldest first; none for a sweep
 * @param receivedAt when it came in
 */
public record Cause(Source source, List<ChangeEvent> events, Instant receivedAt) {
    public Cause {
        events = events.stream().sorted(ChangeEvent.BY_TIME).toList();
    }

    /** Events that came in. */
    public static Cause events(Collection<ChangeEvent> events, Instant receivedAt) {
        return new Cause(Source.EVENT, List.copyOf(events), receivedAt);
    }

    /** The sweep. */
    public static Cause sweep(Instant startedAt) {
        return new Cause(Source.SWEEP, List.of(), startedAt);
    }

    /** The event that is named in rows. */
    public Optional<ChangeEvent> newest() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
    }

    /** The events besides the newest. */
    public List<ChangeEvent> others() {
        return events.isEmpty() ? List.of() : events.subList(0, events.size() - 1);
    }

    /** The same cause with other events. */
    public Cause with(Collection<ChangeEvent> others) {
        return new Cause(source, List.copyOf(others), receivedAt);
    }
}

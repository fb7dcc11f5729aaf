package dev.plumbline.change;

import dev.plumbline.estate.ResourceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One successful change of a resource. It is a hint where to look; what holds is what is read afterwards.
 *
 * @param id the event's own id
 * @param subject the resource
 * @param operation what was done
 * @param eventTime when, by the event
 * @param actor who
 * @param correlationId Azure's id for the request
 */
public record ChangeEvent(
        String id,
        ResourceId subject,
        Operation operation,
        Instant eventTime,
        Actor actor,
        Optional<String> correlationId) {
    /** From the oldest to the newest; by id where two happened at once, so that the order is always the same. */
    public static final Comparator<ChangeEvent> BY_TIME =
            Comparator.comparing(ChangeEvent::eventTime).thenComparing(ChangeEvent::id);
}

package dev.plumbline.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far the sweeps of one subscription have come. Once a sweep is through, a resource without an entry is new.
 *
 * @param subscriptionId in lower case
 * @param sweepId the newest sweep
 * @param startedAt when it began
 * @param pages how many pages it has; 0 until all are known
 * @param done the pages that are evaluated
 * @param completedAt when any sweep was last through; absent before the first
 */
public record Snapshot(
        String subscriptionId,
        String sweepId,
        Instant startedAt,
        int pages,
        Set<Integer> done,
        Optional<Instant> completedAt) {
    public Snapshot {
        subscriptionId = subscriptionId.toLowerCase(Locale.ROOT);
        done = Set.copyOf(done);
    }

    /** The form it is stored in. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("subscriptionId", subscriptionId)
                .put("sweepId", sweepId)
                .put("startedAt", startedAt.toString())
                .put("pages", pages);
        new TreeSet<>(done).forEach(json.putArray("done")::add);
        completedAt.ifPresent(at -> json.put("completedAt", at.toString()));
        return json;
    }

    /** Reads what {@link #toJson} wrote. */
    public static Snapshot fromJson(JsonNode json) {
        Set<Integer> done = new TreeSet<>();
        json.path("done").forEach(page -> done.add(page.asInt()));
        return new Snapshot(
                json.path("subscriptionId").asText(),
                json.path("sweepId").asText(),
                Instant.parse(json.path("startedAt").asText()),
                json.path("pages").asInt(),
                done,
                json.hasNonNull("completedAt")
                        ? Optional.of(Instant.parse(json.path("completedAt").asText()))
                        : Optional.empty());
    }
}

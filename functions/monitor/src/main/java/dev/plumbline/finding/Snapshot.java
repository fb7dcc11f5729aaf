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
 * @param baselineVersion the baseline that the newest sweep judges by
 * @param completedAt when any sweep was last through; absent before the first
 * @param completedVersion the baseline that it judged by; empty before the first
 */
public record Snapshot(
        String subscriptionId,
        String sweepId,
        Instant startedAt,
        int pages,
        Set<Integer> done,
        String baselineVersion,
        Optional<Instant> completedAt,
        String completedVersion) {
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
                .put("pages", pages)
                .put("baselineVersion", baselineVersion)
                .put("completedVersion", completedVersion);
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
                json.path("baselineVersion").asText(),
                json.hasNonNull("completedAt")
                        ? Optional.of(Instant.parse(json.path("completedAt").asText()))
                        : Optional.empty(),
                json.path("completedVersion").asText());
    }

    /** The same with one more page evaluated; completed once all are. */
    public Snapshot withDone(int page, Instant now) {
        Set<Integer> more = new TreeSet<>(done);
        more.add(page);
        boolean all = pages > 0 && more.size() >= pages;
        return new Snapshot(
                subscriptionId,
                sweepId,
                startedAt,
                pages,
                more,
                baselineVersion,
                all ? Optional.of(now) : completedAt,
                all ? baselineVersion : completedVersion);
    }
}

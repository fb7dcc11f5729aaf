package dev.plumbline.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Edge;
import dev.plumbline.estate.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is kept about one resource, written in one step.
 *
 * @param id the resource
 * @param baselineVersion the version of the baseline that judged it last
 * @param readTime the moment of the read that the verdicts rest on: every event up to it is answered
 * @param deleted whether the resource was gone at that read
 * @param findings what is known per definition reference, by finding id
 * @param edges what the resource refers to
 * @param outbox the rows not yet published, oldest first
 * @param events the ids of the newest events that were answered, oldest first
 * @param seen the resource as it was read, secrets redacted, for previous values; absent where it was too large
 */
public record LedgerEntry(
        ResourceId id,
        String baselineVersion,
        Instant readTime,
        boolean deleted,
        Map<String, FindingState> findings,
        Set<Edge> edges,
        List<FindingRow> outbox,
        List<String> events,
        Optional<ObjectNode> seen) {
    private static final int FORMAT = 1;

    public LedgerEntry {
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
        edges = Collections.unmodifiableSet(new LinkedHashSet<>(edges));
        outbox = List.copyOf(outbox);
        events = List.copyOf(events);
    }

    /** The same entry with another outbox. */
    public LedgerEntry withOutbox(List<FindingRow> rows) {
        return new LedgerEntry(id, baselineVersion, readTime, deleted, findings, edges, rows, events, seen);
    }

    /** The form it is stored in. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("id", id.toString())
                .put("baselineVersion", baselineVersion)
                .put("readTime", readTime.toString())
                .put("deleted", deleted);
        List<String> assignments = findings.values().stream()
                .map(FindingState::assignmentId)
                .distinct()
                .toList();
        assignments.forEach(json.putArray("assignments")::add);
        ArrayNode states = json.putArray("findings");
        for (FindingState state : findings.values()) {
            states.add(state.toJson(assignments.indexOf(state.assignmentId()), baselineVersion));
        }
        ArrayNode links = json.putArray("edges");
        for (Edge edge : edges) {
            ObjectNode link = links.addObject()
                    .put("to", edge.to().toString())
                    .put("kind", edge.kind().wireName())
                    .put("path", edge.path());
            if (!edge.from().equals(id)) {
                link.put("from", edge.from().toString());
            }
        }
        ArrayNode rows = json.putArray("outbox");
        outbox.forEach(row -> rows.add(row.toJson()));
        events.forEach(json.putArray("events")::add);
        seen.ifPresent(value -> json.set("seen", value));
        return json;
    }

    /** Reads what {@link #toJson} wrote. */
    public static LedgerEntry fromJson(JsonNode json) {
        ResourceId id = ResourceId.parse(json.path("id").asText());
        Map<String, FindingState> findings = new LinkedHashMap<>();
        for (JsonNode state : json.path("findings")) {
            FindingState read = FindingState.fromJson(
                    state,
                    json.path("assignments"),
                    json.path("baselineVersion").asText());
            findings.put(read.findingId(), read);
        }
        Set<Edge> edges = new LinkedHashSet<>();
        for (JsonNode edge : json.path("edges")) {
            edges.add(new Edge(
                    edge.has("from") ? ResourceId.parse(edge.path("from").asText()) : id,
                    ResourceId.parse(edge.path("to").asText()),
                    Edge.Kind.of(edge.path("kind").asText()),
                    edge.path("path").asText()));
        }
        List<FindingRow> outbox = new ArrayList<>();
        json.path("outbox").forEach(row -> outbox.add(new FindingRow((ObjectNode) row)));
        List<String> events = new ArrayList<>();
        json.path("events").forEach(event -> events.add(event.asText()));
        return new LedgerEntry(
                id,
                json.path("baselineVersion").asText(),
                Instant.parse(json.path("readTime").asText()),
                json.path("deleted").asBoolean(),
                findings,
                edges,
                outbox,
                events,
                json.path("seen").isObject() ? Optional.of((ObjectNode) json.path("seen")) : Optional.empty());
    }
}

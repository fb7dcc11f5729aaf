package dev.plumbline.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known about one definition reference on one resource.
 *
 * @param findingId the stable id
 * @param assignmentId the assignment it is judged under
 * @param referenceId the definition's reference in the initiative
 * @param life where the finding stands
 * @param verdict the newest verdict, by its wire name, {@code unknown} included
 * @param baselineVersion the version that gave the newest verdict other than {@code unknown}
 * @param sequence the number of the newest transition; 0 before the first
 * @param reasons the reasons that the newest transition gave, as in a row but without {@code previous}
 * @param since when the life last changed
 * @param definition what a closing row says of the definition, should the baseline no longer know it
 * @param eventId the event that the finding is about, where a rule judged one by itself; else empty
 */
public record FindingState(
        String findingId,
        String assignmentId,
        String referenceId,
        Life life,
        String verdict,
        String baselineVersion,
        long sequence,
        ArrayNode reasons,
        Instant since,
        Optional<ObjectNode> definition,
        String eventId) {
    /** Where a finding stands. */
    public enum Life {
        /** Never open. */
        NONE("none"),
        /** Open. */
        OPEN("open"),
        /** Was open, is closed. */
        RESOLVED("resolved"),
        /** Waived by an exemption. */
        EXEMPT("exempt");

        private final String wireName;

        Life(String wireName) {
            this.wireName = wireName;
        }

        static Life of(String wireName) {
            for (Life life : values()) {
                if (life.wireName.equals(wireName)) {
                    return life;
                }
            }
            throw new IllegalArgumentException("ledger entry: expected a life of a finding, found `" + wireName + "`");
        }
    }

    /** What most states have in common is said once, by the entry: {@code common}, and the place of the assignment. */
    ObjectNode toJson(int assignment, String common) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("finding", findingId)
                .put("assignment", assignment)
                .put("reference", referenceId)
                .put("verdict", verdict);
        if (!baselineVersion.equals(common)) {
            json.put("baseline", baselineVersion);
        }
        if (life != Life.NONE) {
            json.put("life", life.wireName);
        }
        if (sequence > 0) {
            json.put("sequence", sequence);
        }
        if (!since.equals(Instant.EPOCH)) {
            json.put("since", since.toString());
        }
        if (!reasons.isEmpty()) {
            json.set("reasons", reasons);
        }
        definition.ifPresent(value -> json.set("definition", value));
        if (!eventId.isEmpty()) {
            json.put("event", eventId);
        }
        return json;
    }

    static FindingState fromJson(JsonNode json, JsonNode assignments, String common) {
        return new FindingState(
                json.path("finding").asText(),
                assignments.path(json.path("assignment").asInt()).asText(),
                json.path("reference").asText(),
                json.has("life") ? Life.of(json.path("life").asText()) : Life.NONE,
                json.path("verdict").asText(),
                json.has("baseline") ? json.path("baseline").asText() : common,
                json.path("sequence").asLong(),
                json.path("reasons").isArray() ? (ArrayNode) json.path("reasons") : Reasons.none(),
                json.has("since") ? Instant.parse(json.path("since").asText()) : Instant.EPOCH,
                json.path("definition").isObject()
                        ? Optional.of((ObjectNode) json.path("definition"))
                        : Optional.empty(),
                json.path("event").asText());
    }
}

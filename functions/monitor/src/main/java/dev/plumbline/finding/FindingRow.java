package dev.plumbline.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/**
 * One published row: exactly the columns of {@link Column}, null where nothing is known. Immutable by agreement: the
 * JSON is never changed once the row is made.
 */
public record FindingRow(ObjectNode json) {
    public FindingRow {
        Iterator<String> names = json.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!Column.BY_NAME.containsKey(name)) {
                throw new IllegalArgumentException("finding row: expected a column of the table, found `" + name + "`");
            }
        }
        for (Column column : Column.values()) {
            if (!json.has(column.wireName())) {
                json.putNull(column.wireName());
            }
        }
    }

    /** The row of these columns in the order of the table. */
    static FindingRow ordered(ObjectNode columns) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        for (Column column : Column.values()) {
            JsonNode value = columns.path(column.wireName());
            ordered.set(column.wireName(), value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
        }
        return new FindingRow(ordered);
    }

    /** The same row with the latency of one more stage. */
    public FindingRow withLatency(String stage, long milliseconds) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll(json);
        ObjectNode latency = copy.putObject(Column.LATENCY.wireName());
        if (value(Column.LATENCY) instanceof ObjectNode before) {
            latency.setAll(before);
        }
        latency.put(stage, milliseconds);
        return new FindingRow(copy);
    }

    /** The row as it is sent. */
    public ObjectNode toJson() {
        return json;
    }

    /** The value of a column; a null node where there is none. */
    public JsonNode value(Column column) {
        return json.path(column.wireName());
    }

    /** The finding it belongs to. */
    public String findingId() {
        return value(Column.FINDING_ID).asText();
    }

    /** The id of this step: a repeat is known by it. */
    public String transitionId() {
        return value(Column.TRANSITION_ID).asText();
    }
}

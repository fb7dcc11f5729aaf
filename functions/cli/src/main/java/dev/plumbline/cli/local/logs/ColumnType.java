package dev.plumbline.cli.local.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/** The types of a custom table's columns, and what the service makes of a value that does not fit: a null. */
public enum ColumnType {
    STRING,
    INT,
    LONG,
    REAL,
    BOOLEAN,
    DATETIME,
    GUID,
    DYNAMIC;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The type of that name, in any case. */
    public static ColumnType named(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("`" + name + "` is no column type of a custom table", e);
        }
    }

    /** The stored form of {@code value}; null where it cannot be stored in a column of this type. */
    JsonNode stored(JsonNode value) {
        if (value.isNull()) {
            return value;
        }
        return switch (this) {
            case DYNAMIC -> value;
            case STRING, GUID ->
                value.isContainerNode() ? JSON.textNode(value.toString()) : JSON.textNode(value.asText());
            case INT -> value.canConvertToInt() && value.isIntegralNumber() ? value : NullNode.instance;
            case LONG -> value.canConvertToLong() && value.isIntegralNumber() ? value : NullNode.instance;
            case REAL -> value.isNumber() ? value : NullNode.instance;
            case BOOLEAN -> value.isBoolean() ? value : NullNode.instance;
            case DATETIME -> time(value);
        };
    }

    private static JsonNode time(JsonNode value) {
        try {
            Instant instant = OffsetDateTime.parse(value.asText()).toInstant();
            return JSON.textNode(instant.toString());
        } catch (DateTimeException e) {
            return NullNode.instance;
        }
    }
}

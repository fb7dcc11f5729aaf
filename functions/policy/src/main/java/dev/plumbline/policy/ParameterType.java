package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** The types of parameters. */
public enum ParameterType {
    /** Text. */
    STRING("String"),
    /** A list. */
    ARRAY("Array"),
    /** An object. */
    OBJECT("Object"),
    /** True or false, also as text. */
    BOOLEAN("Boolean"),
    /** A whole number. */
    INTEGER("Integer"),
    /** Any number. */
    FLOAT("Float"),
    /** An ISO 8601 date and time, as text. */
    DATE_TIME("DateTime");

    private static final int DATE_LENGTH = "2026-01-31".length();

    private final String wire;

    ParameterType(String wire) {
        this.wire = wire;
    }

    /** The name in a definition. */
    public String wireName() {
        return wire;
    }

    /** The type of this name, ignoring case. */
    static Optional<ParameterType> named(String name) {
        for (ParameterType type : values()) {
            if (type.wire.equalsIgnoreCase(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Whether a value is of this type. */
    boolean accepts(JsonNode value) {
        return switch (this) {
            case STRING -> value.isTextual();
            case ARRAY -> value.isArray();
            case OBJECT -> value.isObject();
            case BOOLEAN -> value.isBoolean() || isBooleanText(value);
            case INTEGER -> value.isIntegralNumber();
            case FLOAT -> value.isNumber();
            case DATE_TIME -> value.isTextual() && isDateTime(value.textValue());
        };
    }

    private static boolean isBooleanText(JsonNode value) {
        return value.isTextual()
                && (value.textValue().equalsIgnoreCase("true")
                        || value.textValue().equalsIgnoreCase("false"));
    }

    /** A date, optionally followed by a time; what exactly it means is left to the functions that read it. */
    private static boolean isDateTime(String text) {
        if (text.length() < DATE_LENGTH || text.length() > 40) {
            return false;
        }
        try {
            LocalDate.parse(text.substring(0, DATE_LENGTH));
        } catch (DateTimeException noDate) {
            return false;
        }
        return text.length() == DATE_LENGTH || text.charAt(DATE_LENGTH) == 'T' || text.charAt(DATE_LENGTH) == ' ';
    }
}

package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
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
        return text.length() >= 10
                && text.length() <= 40
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && Character.isDigit(text.charAt(0))
                && Character.isDigit(text.charAt(5))
                && Character.isDigit(text.charAt(8))
                && (text.length() == 10 || text.charAt(10) == 'T' || text.charAt(10) == ' ');
    }
}

package dev.plumbline.cli.local;

import com.fasterxml.jackson.databind.JsonNode;

/** What was found, as messages show it: never long, never with what a terminal would obey. */
public final class Shown {
    private Shown() {}

    /** A text of the user's, cut to {@code longest} characters. */
    public static String text(String text, int longest) {
        String printable = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return printable.length() <= longest ? printable : printable.substring(0, longest) + "…";
    }

    /** The kind of a JSON value, with its article. */
    public static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            default -> "nothing";
        };
    }
}

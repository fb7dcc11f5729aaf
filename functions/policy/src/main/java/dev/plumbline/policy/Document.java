package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A JSON document that was read strictly: no member twice, nothing after its end, and within the limits.
 *
 * @param where the file or other source, for messages
 * @param root the value
 */
public record Document(String where, JsonNode root) {

    /** Reads a text; every duplicate member is an issue, and so is each limit that is passed. */
    public static Compiled<Document> parse(String where, String text) {
        return StrictReader.read(where, text);
    }

    /** Reads UTF-8, UTF-16 or UTF-32 as JSON's own rules tell them apart, with or without a byte order mark. */
    public static Compiled<Document> parse(String where, byte[] bytes) {
        return StrictReader.read(where, bytes);
    }
}

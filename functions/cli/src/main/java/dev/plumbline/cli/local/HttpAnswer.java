package dev.plumbline.cli.local;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a service of the embedded Azure answers.
 *
 * <p>Header names keep their casing and compare without regard to it. The body is not copied: nobody may write to it.
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
    public HttpAnswer {
        TreeMap<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        named.putAll(headers);
        headers = Collections.unmodifiableSortedMap(named);
    }

    /** The value of a header, by its name in any casing. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}

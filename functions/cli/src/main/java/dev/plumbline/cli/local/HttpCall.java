package dev.plumbline.cli.local;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request to a service of the embedded Azure.
 *
 * <p>{@code path} is as it was sent, still percent-encoded; {@code query} is decoded and its names compare without regard
 * to case; header names are lower-case. The body is not copied: nobody may write to it.
 */
public record HttpCall(
        String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {
    /** Names the scheme and host that the client wanted to reach, where the call came over a loopback socket instead. */
    public static final String ORIGIN_HEADER = "x-plumbline-origin";

    public HttpCall {
        method = method.toUpperCase(Locale.ROOT);
        TreeMap<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        named.putAll(query);
        query = Collections.unmodifiableSortedMap(named);
        TreeMap<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Collections.unmodifiableSortedMap(lower);
    }

    /** A call of {@code method} to {@code url}; its scheme and host become the call's origin. */
    public static HttpCall to(String method, URI url, Map<String, String> headers, byte[] body) {
        TreeMap<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        if (url.getRawAuthority() != null) {
            all.putIfAbsent(ORIGIN_HEADER, url.getScheme() + "://" + url.getRawAuthority());
        }
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new HttpCall(method, path, queryOf(url.getRawQuery()), all, body);
    }

    /** The value of a header, by its name in any casing. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The value of a query parameter, by its name in any casing. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** Scheme and host as the client addressed them, as in {@code https://management.azure.com}; links are made with it. */
    public String origin() {
        return header(ORIGIN_HEADER)
                .or(() -> header("host").map(host -> "http://" + host))
                .orElse("http://localhost");
    }

    /** The host as the client addressed it, lower-case, without a port. */
    public String host() {
        String authority = origin().substring(origin().indexOf("://") + 3).toLowerCase(Locale.ROOT);
        int port = authority.lastIndexOf(':');
        return port < 0 ? authority : authority.substring(0, port);
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static Map<String, String> queryOf(@Nullable String raw) {
        Map<String, String> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (raw == null) {
            return query;
        }
        for (String pair : raw.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            query.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}

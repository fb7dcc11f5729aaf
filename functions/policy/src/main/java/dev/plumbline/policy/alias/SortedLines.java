package dev.plumbline.policy.alias;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource of lines sorted by their lower-case key, which ends at the first tab; searched where it lies, so that
 * loading it costs one read and no parsing.
 */
final class SortedLines {

    private final byte[] bytes;

    private SortedLines(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The lines of a class path resource beside this class; none if there is no such resource. */
    static SortedLines load(String resource) {
        try (InputStream in = SortedLines.class.getResourceAsStream(resource)) {
            return new SortedLines(in == null ? new byte[0] : in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The whole line whose key is the given one, which is in lower case; null if there is none. */
    @Nullable
    String find(String key) {
        int start = floor(key);
        return start < bytes.length && compare(start, key) == 0 ? line(start) : null;
    }

    /** The keys that start with a prefix, which is in lower case; at most so many. */
    List<String> keys(String prefix, int most) {
        List<String> keys = new ArrayList<>();
        for (int start = floor(prefix); start < bytes.length && keys.size() < most; start = end(start) + 1) {
            String line = line(start);
            int tab = line.indexOf('\t');
            String key = tab < 0 ? line : line.substring(0, tab);
            if (!key.regionMatches(true, 0, prefix, 0, prefix.length())) {
                break;
            }
            keys.add(key);
        }
        return keys;
    }

    /** Every line. */
    List<String> lines() {
        return new String(bytes, StandardCharsets.US_ASCII).lines().toList();
    }

    /** The start of the first line that is not before the key. */
    private int floor(String key) {
        int low = 0;
        int high = bytes.length;
        while (low < high) {
            int middle = start((low + high) >>> 1);
            if (compare(middle, key) < 0) {
                low = end(middle) + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int start(int within) {
        int at = within;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    private int end(int within) {
        int at = within;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private String line(int start) {
        return new String(bytes, start, end(start) - start, StandardCharsets.US_ASCII);
    }

    private int compare(int start, String key) {
        for (int i = 0; ; i++) {
            int at = start + i;
            boolean over = at >= bytes.length || bytes[at] == '\n' || bytes[at] == '\t';
            if (over) {
                return i == key.length() ? 0 : -1;
            }
            if (i == key.length()) {
                return 1;
            }
            int mine = bytes[at];
            int folded = mine >= 'A' && mine <= 'Z' ? mine + ('a' - 'A') : mine;
            if (folded != key.charAt(i)) {
                return folded - key.charAt(i);
            }
        }
    }
}

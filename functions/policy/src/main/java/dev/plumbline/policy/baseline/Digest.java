package dev.plumbline.policy.baseline;

import dev.plumbline.policy.Document;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Short hashes that tell documents, and lists of them, apart. */
final class Digest {
    private static final int SHOWN = 4;

    private Digest() {}

    /** The hash of a document, whatever its spacing. */
    static String of(Document document) {
        return HexFormat.of().formatHex(sha256(document.root().toString()));
    }

    /** The short hash of several documents in their order, by their hashes. */
    static String shortOf(List<String> digests) {
        return HexFormat.of().formatHex(sha256(String.join("\n", digests)), 0, SHOWN);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}

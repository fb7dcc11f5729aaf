package dev.plumbline.finding;

import dev.plumbline.estate.ResourceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The stable id of a finding: the same for a resource, an assignment and a reference, however they are spelt. */
final class FindingId {
    private static final int BYTES = 16;

    private FindingId() {}

    static String of(ResourceId resource, String assignmentId, String referenceId) {
        return hashed(name(resource, assignmentId, referenceId));
    }

    /** The id of what was found about one event. */
    static String of(ResourceId resource, String assignmentId, String referenceId, String eventId) {
        return hashed(name(resource, assignmentId, referenceId) + "\n" + eventId);
    }

    private static String name(ResourceId resource, String assignmentId, String referenceId) {
        return resource.key() + "\n" + assignmentId.toLowerCase(Locale.ROOT) + "\n"
                + referenceId.toLowerCase(Locale.ROOT);
    }

    private static String hashed(String name) {
        byte[] hash = digest().digest(name.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

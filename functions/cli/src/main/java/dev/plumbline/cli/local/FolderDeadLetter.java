package dev.plumbline.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plumbline.finding.DeadDelivery;
import dev.plumbline.finding.DeadLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Dead deliveries as JSON files in a folder, which is made where it is missing.
 *
 * <p>A file is named by the time and by a hash of what it holds, never by anything that was delivered. Thread safe.
 */
public final class FolderDeadLetter implements DeadLetter {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
                    "uuuuMMdd'T'HHmmssSSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String ENDING = ".json";
    private static final int HASH_DIGITS = 24;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    /** A dead letter in the given folder. */
    public FolderDeadLetter(Path folder) {
        this.folder = folder;
    }

    @Override
    public void keep(DeadDelivery delivery) {
        byte[] bytes = JsonNodeFactory.instance
                .objectNode()
                .put("time", delivery.time().toString())
                .put("source", delivery.source())
                .put("reason", delivery.reason())
                .put("body", delivery.body())
                .toPrettyString()
                .getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "part-", ".tmp");
            Files.write(part, bytes);
            Files.move(
                    part,
                    folder.resolve(NAME.format(delivery.time()) + "-" + hash(bytes) + ENDING),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "dead letter `" + folder + "`: expected a folder that can be written, found: " + e.getMessage()
                            + "; free space there or name another folder",
                    e);
        }
    }

    @Override
    public List<DeadDelivery> recent(int limit) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<DeadDelivery> deliveries = new ArrayList<>();
            for (Path file : files.filter(each -> each.getFileName().toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(each -> each.getFileName().toString(), Comparator.reverseOrder()))
                    .limit(Math.max(0, limit))
                    .toList()) {
                deliveries.add(read(file));
            }
            return deliveries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeadDelivery read(Path file) throws IOException {
        JsonNode json = JSON.readTree(Files.readAllBytes(file));
        return new DeadDelivery(
                json.path("body").asText(),
                json.path("reason").asText(),
                Instant.parse(json.path("time").asText()),
                json.path("source").asText());
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

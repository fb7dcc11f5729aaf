package dev.plumbline.cli;

import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a local monitor keeps its estate, ledger, findings and dead letters from one start to the next.
 *
 * <p>A folder belongs to the estate that it was begun with; a start with another one is refused, because the ledger would close
 * findings of resources that are merely not in the new file.
 */
record DataFolder(Path root) {
    private static final String ORIGIN = "origin";

    /** The folder the user names, or the one of the estate file; made where it is missing. */
    static DataFolder of(Optional<Path> named, Path estate) {
        try {
            String origin = digest(Files.readAllBytes(estate));
            Path root = named.orElseGet(() -> Home.path(".plumbline").resolve(origin.substring(0, 12)))
                    .toAbsolutePath()
                    .normalize();
            Files.createDirectories(root);
            Path mark = root.resolve(ORIGIN);
            if (Files.exists(mark) && !Files.readString(mark).strip().equals(origin)) {
                throw new InvalidInput(List.of("--data `" + root + "`: expected a folder that was begun with `" + estate
                        + "`, found one of another estate; name another folder, or delete this one to begin anew"));
            }
            Files.writeString(mark, origin + System.lineSeparator());
            return new DataFolder(root);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The folder of an earlier start, if one was begun there with another estate than the file. */
    static Optional<DataFolder> begunWithout(Path estate, Path named) {
        Path root = named.toAbsolutePath().normalize();
        Path mark = root.resolve(ORIGIN);
        try {
            boolean another = Files.exists(mark)
                    && !(Files.exists(estate)
                            && Files.readString(mark).strip().equals(digest(Files.readAllBytes(estate))));
            return another ? Optional.of(new DataFolder(root)) : Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static InvalidInput unusable(IOException e) {
        return new InvalidInput(List.of(
                "--data: expected a folder that can be written, found " + e + "; name another one with --data"));
    }

    /** The estate of an earlier start, as it is now; empty where that start was broken off before it kept any. */
    Optional<EstateStore> keptEstate() {
        return Files.exists(estate().resolve("estate.json"))
                ? Optional.of(EstateStore.open(estate(), EstateFile::empty, UUID::randomUUID))
                : Optional.empty();
    }

    Path estate() {
        return root.resolve("estate");
    }

    Path ledger() {
        return root.resolve("ledger");
    }

    Path rows() {
        return root.resolve("PlumblineFindings_CL.jsonl");
    }

    Path deadLetters() {
        return root.resolve("dead-letters");
    }

    Path eventDeadLetters() {
        return root.resolve("event-dead-letters");
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

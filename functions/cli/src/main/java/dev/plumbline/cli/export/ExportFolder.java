package dev.plumbline.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.cli.InvalidInput;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.baseline.DocumentFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that an export goes to: one that is empty, or that an export made before, whose files it then replaces. */
public final class ExportFolder {
    static final String MARKER = "export.json";
    static final String MADE_BY = "plumbline export-policy";

    private final Path folder;

    private ExportFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Looks at the folder, which need not exist.
     *
     * @throws InvalidInput if something else is in it
     */
    public static ExportFolder at(Path folder) {
        boolean other = Files.exists(folder) && !Files.isDirectory(folder);
        if (other || !isEmpty(folder) && marker(folder).isEmpty()) {
            throw new InvalidInput(List.of(folder + ": expected an empty folder, or one that an export made, found "
                    + (other ? "a file" : "other files") + "; name another with --out"));
        }
        return new ExportFolder(folder);
    }

    /** Replaces what an earlier export made by these files. */
    public void write(Map<String, String> files) {
        try {
            for (JsonNode former :
                    marker(folder).map(each -> each.path("files")).orElseGet(MissingNode::getInstance)) {
                delete(former.asText());
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException failure) {
            throw new InvalidInput(List.of(folder + ": expected a folder that can be written to, found "
                    + failure.getMessage() + "; check its permissions"));
        }
    }

    private void delete(String name) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Path file = root.resolve(name).normalize();
        // The list is a file that anybody may have edited.
        if (file.startsWith(root) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(file);
        }
    }

    private static Optional<JsonNode> marker(Path folder) {
        Path file = folder.resolve(MARKER);
        return Files.isRegularFile(file)
                ? DocumentFolder.file(file)
                        .value()
                        .map(Document::root)
                        .filter(root -> root.path("madeBy").asText().equals(MADE_BY))
                : Optional.empty();
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

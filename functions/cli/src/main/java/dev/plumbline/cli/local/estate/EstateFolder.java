package dev.plumbline.cli.local.estate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An estate in a directory: one file a resource, and {@code estate.json}, which says that the rest is complete.
 *
 * <p>Every file is written beside its place and moved there, so that a crash leaves the old state or the new one.
 */
final class EstateFolder {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** What a directory holds: the resources, and everything else of the estate as a file without resources. */
    record Contents(EstateFile frame, List<StoredResource> resources) {}

    private final Path directory;
    private final Path marker;

    EstateFolder(Path directory) {
        this.directory = directory;
        this.marker = directory.resolve("estate.json");
    }

    /** What is there; empty where no estate was ever completed. */
    Optional<Contents> load() {
        if (!Files.exists(marker)) {
            return Optional.empty();
        }
        JsonNode frame = read(marker);
        if (frame.path("format").asInt() != FORMAT) {
            throw damaged(marker, "format " + FORMAT, "`" + frame.path("format").asText() + "`");
        }
        Set<String> notExported = new TreeSet<>();
        frame.path("notExported").forEach(type -> notExported.add(type.asText()));
        List<JsonNode> graph = new ArrayList<>();
        frame.path("graphDocuments").forEach(graph::add);
        List<StoredResource> resources = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.resource.json")) {
            for (Path file : files) {
                resources.add(resource(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Optional.of(new Contents(new EstateFile(List.of(), graph, notExported), resources));
    }

    /** Writes a whole estate for the first time; what an interrupted beginning left is removed. */
    void begin(EstateFile file, Collection<StoredResource> resources) {
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, "*.resource.json*")) {
                for (Path leftover : leftovers) {
                    Files.delete(leftover);
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        resources.forEach(this::keep);
        ObjectNode frame = JSON.createObjectNode().put("format", FORMAT);
        frame.set("notExported", JSON.valueToTree(new TreeSet<>(file.notExported())));
        frame.putArray("graphDocuments").addAll(file.graphDocuments());
        write(marker, frame);
    }

    void keep(StoredResource stored) {
        ObjectNode json =
                JSON.createObjectNode().put("id", stored.id().toString()).put("etag", stored.etag());
        json.set("resource", stored.json());
        write(file(stored.id()), json);
    }

    void forget(ResourceId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Path file(ResourceId id) {
        return directory.resolve(EstateStore.digest(id.key()).substring(0, 40) + ".resource.json");
    }

    private static StoredResource resource(Path file) {
        JsonNode json = read(file);
        Optional<ResourceId> id = ResourceId.tryParse(json.path("id").asText());
        if (id.isEmpty() || !(json.path("resource") instanceof ObjectNode resource)) {
            throw damaged(file, "a resource with its id", "something else");
        }
        return new StoredResource(id.get(), resource, json.path("etag").asText());
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException broken) {
            throw damaged(file, "JSON as this program wrote it", "what cannot be read as JSON");
        }
    }

    private static InvalidEstate damaged(Path file, String expected, String found) {
        return new InvalidEstate(List.of(file + ": expected " + expected + ", found " + found
                + "; delete the directory to begin again from the estate file"));
    }

    private static void write(Path file, JsonNode json) {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(beside, JSON.writeValueAsBytes(json));
            try {
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException plain) {
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}

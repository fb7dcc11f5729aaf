package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JSON documents below a folder, or in one file: Azure's own JSON, one object a file or a list of them.
 *
 * @param documents those that could be read, sorted by file name
 * @param issues what keeps the others from being read
 */
public record DocumentFolder(List<Document> documents, List<Issue> issues) {
    private static final int MOST_FILES = 20_000;
    private static final int LARGEST_FILE = 32 * 1024 * 1024;
    private static final int DEEPEST = 32;

    public DocumentFolder {
        documents = List.copyOf(documents);
        issues = List.copyOf(issues);
    }

    /** Reads every {@code .json} file below a folder, or the one file. */
    public static DocumentFolder read(Path path) {
        List<Document> documents = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Path file : files(path, issues)) {
            Compiled<Document> document = file(file);
            issues.addAll(document.issues());
            document.value().ifPresent(read -> documents.addAll(items(read)));
        }
        return new DocumentFolder(documents, issues);
    }

    /** Reads one file that holds one document. */
    public static Compiled<Document> file(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                return Compiled.failed(List.of(
                        unreadable(file, "a file of at most " + LARGEST_FILE + " bytes", "a larger one", "split it")));
            }
            return Document.parse(file.toString(), bytes);
        } catch (IOException failure) {
            String found = Files.exists(file) ? "one that cannot be read" : "no such file";
            return Compiled.failed(
                    List.of(unreadable(file, "a readable JSON file", found, "check the path and its permissions")));
        }
    }

    /** Reads one file that holds one document, alone or as the only one of a list as `az … list` prints it. */
    public static Compiled<Document> single(Path file) {
        return file(file).then(document -> {
            JsonNode root = document.root();
            boolean wrapped = root.path("value").isArray() && !root.has("type") && !root.has("properties");
            if (!root.isArray() && !wrapped) {
                return Compiled.of(document);
            }
            List<Document> items = items(document);
            return items.size() == 1
                    ? Compiled.of(items.get(0))
                    : Compiled.failed(List.of(unreadable(
                            file, "one document", "a list of " + items.size(), "keep the one that is meant")));
        });
    }

    /** The documents in a list as `az … list` prints it, as an array or under {@code value}; else the document alone. */
    public static List<Document> items(Document document) {
        JsonNode root = document.root();
        JsonNode list = root.isArray() ? root : root.path("value");
        if (!list.isArray()) {
            return List.of(document);
        }
        List<Document> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            items.add(new Document(document.where() + "[" + i + "]", list.get(i)));
        }
        return items;
    }

    /** The JSON files below a folder, sorted; none where the folder cannot be read. */
    public static List<Path> files(Path folder) {
        return files(folder, new ArrayList<>());
    }

    /** The files of that name below a folder, sorted; none where the folder cannot be read. */
    public static List<Path> files(Path folder, String name) {
        return files(folder).stream().filter(file -> file.endsWith(name)).toList();
    }

    private static List<Path> files(Path path, List<Issue> issues) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            issues.add(unreadable(path, "a file or a folder", "neither", "check the path"));
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(path, DEEPEST)) {
            List<Path> files = walk.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .filter(Files::isRegularFile)
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
            if (files.size() > MOST_FILES) {
                issues.add(unreadable(path, "at most " + MOST_FILES + " files", "more", "name a smaller folder"));
                return List.of();
            }
            return files;
        } catch (IOException | UncheckedIOException failure) {
            issues.add(unreadable(path, "a readable folder", "one that cannot be read", "check its permissions"));
            return List.of();
        }
    }

    private static Issue unreadable(Path path, String expected, String found, String advice) {
        return new Issue(Issue.Severity.ERROR, path.toString(), "$", expected, found, advice);
    }
}

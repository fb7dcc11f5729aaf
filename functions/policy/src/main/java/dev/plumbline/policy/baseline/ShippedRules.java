package dev.plumbline.policy.baseline;

import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The rules that came with the program: {@code rules/baseline.json} and every {@code policy.json} below {@code rules/} on
 * the class path.
 *
 * <p>The folder is listed rather than indexed, so that a rule is added by adding its files: in a jar that is one pass over
 * names already in memory.
 */
final class ShippedRules {
    private static final String FOLDER = "rules/";
    private static final String INITIATIVE = FOLDER + "baseline.json";
    private static final String DEFINITION = "/policy.json";

    private final List<Document> definitions = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();

    private ShippedRules() {}

    static BaselineSources read(ClassLoader loader) {
        URL initiative = loader.getResource(INITIATIVE);
        if (initiative == null) {
            return BaselineSources.none().withIssues(List.of(unreadable(INITIATIVE, "nothing on the class path")));
        }
        return new ShippedRules().readBeside(initiative);
    }

    private BaselineSources readBeside(URL initiative) {
        BaselineSources sources = BaselineSources.none();
        try {
            URLConnection connection = initiative.openConnection();
            if (connection instanceof JarURLConnection jar) {
                readJar(jar.getJarFile());
            } else {
                readFolder(Path.of(initiative.toURI()).resolveSibling(""));
            }
            try (InputStream input = initiative.openStream()) {
                Compiled<Document> document = Document.parse(INITIATIVE, input.readAllBytes());
                issues.addAll(document.issues());
                sources = document.value().map(sources::withInitiative).orElse(sources);
            }
        } catch (IOException | URISyntaxException failure) {
            issues.add(unreadable(INITIATIVE, "one that cannot be read"));
        }
        return sources.withDefinitions(definitions).withIssues(issues);
    }

    private void readJar(JarFile jar) throws IOException {
        List<JarEntry> entries = jar.stream()
                .filter(entry ->
                        entry.getName().startsWith(FOLDER) && entry.getName().endsWith(DEFINITION))
                .toList();
        for (JarEntry entry : entries) {
            try (InputStream input = jar.getInputStream(entry)) {
                add(entry.getName(), input.readAllBytes());
            }
        }
    }

    private void readFolder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> file.endsWith("policy.json")).sorted().toList();
        }
        URI base = folder.toUri();
        for (Path file : files) {
            add(FOLDER + base.relativize(file.toUri()), Files.readAllBytes(file));
        }
    }

    private void add(String where, byte[] bytes) {
        Compiled<Document> document = Document.parse(where, bytes);
        issues.addAll(document.issues());
        document.value().ifPresent(definitions::add);
    }

    private static Issue unreadable(String where, String found) {
        return new Issue(
                Issue.Severity.ERROR,
                where,
                "$",
                "the baseline that ships with the program",
                found,
                "rebuild the package");
    }
}

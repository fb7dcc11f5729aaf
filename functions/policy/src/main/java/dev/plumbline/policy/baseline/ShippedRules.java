package dev.plumbline.policy.baseline;

import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules that came with the program: {@code rules/baseline.json}, {@code rules/<family>/<rule>/policy.json}, the
 * definitions in {@code rules/statements/} and the attestations in {@code rules/attestations/}.
 *
 * <p>A folder is listed, so that a rule is added by adding its files. In the app's jar stand {@link Outlines}, which the build
 * made of the same files.
 */
final class ShippedRules {
    private static final String FOLDER = "rules/";
    static final String INITIATIVE = FOLDER + "baseline.json";
    private static final Pattern DEFINITION = Pattern.compile("rules/([^/]+/[^/]+/policy|statements/[^/]+)\\.json");
    private static final Pattern ATTESTATION = Pattern.compile("rules/attestations/[^/]+\\.json");

    private static final Pattern WANTED = Pattern.compile(DEFINITION.pattern() + "|" + ATTESTATION.pattern());

    private final List<Document> definitions = new ArrayList<>();
    private final List<Document> attestations = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();

    private ShippedRules() {}

    /** Whether a document is called as one of the rules that ship. */
    static boolean isRule(String where) {
        return DEFINITION.matcher(where).matches();
    }

    static BaselineSources read(ClassLoader loader) {
        URL initiative = loader.getResource(INITIATIVE);
        if (initiative == null) {
            return BaselineSources.none().withIssues(List.of(unreadable(INITIATIVE, "nothing on the class path")));
        }
        return new ShippedRules().readBeside(initiative, loader);
    }

    /** The rules of a checkout; {@code folder} is its {@code rules/}. */
    static BaselineSources read(Path folder) {
        ShippedRules rules = new ShippedRules();
        Path initiative = folder.resolve(INITIATIVE.substring(FOLDER.length()));
        try {
            rules.readFolder(folder);
            return rules.sources(Files.readAllBytes(initiative));
        } catch (IOException failure) {
            return BaselineSources.none().withIssues(List.of(unreadable(INITIATIVE, "one that cannot be read")));
        }
    }

    private BaselineSources readBeside(URL initiative, ClassLoader loader) {
        try {
            URLConnection connection = initiative.openConnection();
            if (connection instanceof JarURLConnection jar) {
                JarEntry outlines = jar.getJarFile().getJarEntry(FOLDER + Outlines.FILE);
                if (outlines != null) {
                    return outlined(jar.getJarFile(), outlines, loader);
                }
                readJar(jar.getJarFile(), WANTED);
            } else {
                readFolder(Path.of(initiative.toURI()).resolveSibling(""));
            }
            try (InputStream input = initiative.openStream()) {
                return sources(input.readAllBytes());
            }
        } catch (IOException | URISyntaxException failure) {
            return BaselineSources.none().withIssues(List.of(unreadable(INITIATIVE, "one that cannot be read")));
        }
    }

    /** The rules as the build wrote them down; of the documents only attestations are read. */
    private BaselineSources outlined(JarFile jar, JarEntry outlines, ClassLoader loader) throws IOException {
        readJar(jar, ATTESTATION);
        try (InputStream file = jar.getInputStream(outlines)) {
            Outlines known = Outlines.read(file, name -> {
                try (InputStream read = loader.getResourceAsStream(name)) {
                    if (read == null) {
                        throw new FileNotFoundException(name);
                    }
                    return read.readAllBytes();
                }
            });
            return BaselineSources.none()
                    .withOutlines(known)
                    .withAttestations(attestations)
                    .withIssues(issues);
        }
    }

    private BaselineSources sources(byte[] initiative) {
        Compiled<Document> document = Document.parse(INITIATIVE, initiative);
        issues.addAll(document.issues());
        BaselineSources sources = BaselineSources.none();
        return document.value()
                .map(sources::withInitiative)
                .orElse(sources)
                .withDefinitions(definitions)
                .withAttestations(attestations)
                .withIssues(issues);
    }

    private void readJar(JarFile jar, Pattern which) throws IOException {
        List<JarEntry> entries = jar.stream()
                .filter(entry -> which.matcher(entry.getName()).matches())
                .toList();
        for (JarEntry entry : entries) {
            try (InputStream input = jar.getInputStream(entry)) {
                add(entry.getName(), input.readAllBytes());
            }
        }
    }

    private void readFolder(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.forEach(file ->
                    files.put(FOLDER + folder.relativize(file).toString().replace('\\', '/'), file));
        }
        for (Map.Entry<String, Path> file : files.entrySet()) {
            if (WANTED.matcher(file.getKey()).matches()) {
                add(file.getKey(), Files.readAllBytes(file.getValue()));
            }
        }
    }

    private void add(String where, byte[] bytes) {
        Compiled<Document> document = Document.parse(where, bytes);
        issues.addAll(document.issues());
        if (ATTESTATION.matcher(where).matches()) {
            document.value().map(DocumentFolder::items).ifPresent(attestations::addAll);
        } else {
            document.value().ifPresent(definitions::add);
        }
    }

    static Issue unreadable(String where, String found) {
        return new Issue(
                Issue.Severity.ERROR,
                where,
                "$",
                "the baseline that ships with the program",
                found,
                "rebuild the package");
    }
}

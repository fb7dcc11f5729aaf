package dev.plumbline.policy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.DocumentFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of conformance cases.
 *
 * @param name the suite's name
 * @param aliases the catalogue that its policies are loaded with
 * @param cases in the order of the file
 */
public record ConformanceSuite(String name, AliasCatalogue aliases, List<ConformanceCase> cases) {
    private static final String KINDS = "one of `evaluate`, `parse`, `alias-values`";

    /** Copies the cases. */
    public ConformanceSuite {
        cases = List.copyOf(cases);
    }

    /** The case files of a folder: those below {@code cases}, or in the folder itself; a file is itself. */
    public static List<Path> files(Path path) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        Path cases = path.resolve("cases");
        return DocumentFolder.files(Files.isDirectory(cases) ? cases : path).stream()
                .filter(file -> !file.endsWith("manifest.json"))
                .filter(file -> !path.relativize(file).startsWith("aliases"))
                .toList();
    }

    /**
     * Reads a file of cases with its alias catalogue.
     *
     * @param root the folder that the catalogue's path starts from
     */
    public static Compiled<ConformanceSuite> read(Path root, Path file) {
        return DocumentFolder.file(file).then(document -> read(root, document));
    }

    private static Compiled<ConformanceSuite> read(Path root, Document document) {
        Issues issues = new Issues(document.where());
        JsonNode suite = document.root();
        String kind = suite.path("kind").asText();
        Optional<ConformanceCase.Kind> known = ConformanceCase.Kind.of(kind);
        if (known.isEmpty()) {
            issues.error("$.kind", KINDS, "`" + kind + "`", "see the format's description");
        }
        if (!suite.path("cases").isArray()) {
            issues.error("$.cases", "an array of cases", "none", "see the format's description");
        }
        AliasCatalogue aliases = aliases(root, document, issues);
        List<ConformanceCase> cases = new ArrayList<>();
        String name = suite.path("suite").asText(document.where());
        for (JsonNode each : suite.path("cases")) {
            known.ifPresent(is -> cases.add(new ConformanceCase(name, is, policy(each, suite), each)));
        }
        return issues.result(() -> new ConformanceSuite(name, aliases, cases));
    }

    private static JsonNode policy(JsonNode each, JsonNode suite) {
        return each.has("policy") ? each.get("policy") : suite.path("policy");
    }

    private static AliasCatalogue aliases(Path root, Document suite, Issues issues) {
        String path = suite.root().path("aliases").asText();
        if (path.isEmpty() || suite.root().path("fieldResolution").asText().equals("raw")) {
            return AliasCatalogue.none();
        }
        Path file = root.resolve(path);
        for (Path folder = root; !Files.exists(file) && folder.getParent() != null; folder = folder.getParent()) {
            file = folder.getParent().resolve(path);
        }
        Compiled<AliasCatalogue> catalogue = DocumentFolder.file(file).then(AliasCatalogue::read);
        issues.addAll(catalogue.issues());
        return catalogue.value().orElseGet(AliasCatalogue::none);
    }
}

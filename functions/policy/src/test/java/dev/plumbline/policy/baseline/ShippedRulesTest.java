package dev.plumbline.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedRulesTest {
    private static final String INITIATIVE = """
            {"name": "base", "properties": {"policyDefinitions": [
              {"policyDefinitionReferenceId": "one", "policyDefinitionId": "/x/one"},
              {"policyDefinitionReferenceId": "two", "policyDefinitionId": "/x/two"}]}}""";
    private static final String RULE = """
            {"properties": {"mode": "All", "policyRule": {"if": {"field": "type", "equals": "A.B/c"}, "then": {"effect": "audit"}}}}""";

    @TempDir
    private Path folder;

    @Test
    void areFoundInAJar() throws IOException {
        Path jar = folder.resolve("rules.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, String> entry : files().entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }

        assertRules(jar.toUri().toURL());
    }

    @Test
    void areFoundInAFolder() throws IOException {
        for (Map.Entry<String, String> entry : files().entrySet()) {
            Path file = folder.resolve("my classes").resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }

        assertRules(folder.resolve("my classes").toUri().toURL());
    }

    @Test
    void aFileThatDoesNotParseIsNamedWhereItIsMissed() throws IOException {
        Map<String, String> files = files();
        files.put("rules/family/two/policy.json", "{\"properties\": ");
        files.remove("rules/attestations/all.json");
        for (Map.Entry<String, String> entry : files.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            BaselineLoad load = Baseline.lenient(BaselineSources.shipped(loader), AliasCatalogue.none());

            assertThat(load.issues()).singleElement().satisfies(issue -> {
                assertThat(issue.severity()).isEqualTo(Issue.Severity.ERROR);
                assertThat(issue.where()).isEqualTo("rules/family/two/policy.json");
            });
        }
    }

    @Test
    void aProgramWithoutRulesSaysSo() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[0], null)) {
            assertThat(BaselineSources.shipped(loader).issues())
                    .singleElement()
                    .satisfies(issue -> assertThat(issue.message()).contains("rules/baseline.json"));
        }
    }

    private static void assertRules(URL classPath) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classPath}, null)) {
            BaselineSources sources = BaselineSources.shipped(loader);

            assertThat(sources.issues()).isEmpty();
            assertThat(sources.initiative()).isPresent();
            assertThat(sources.definitions())
                    .extracting(DefinitionShelf::name)
                    .containsExactlyInAnyOrder("one", "two", "c-1");
            assertThat(sources.definitions())
                    .allSatisfy(document -> assertThat(document.where()).matches("rules/(family|statements)/.+"));
            assertThat(sources.attestations())
                    .extracting(document -> document.root().path("name").asText())
                    .containsExactly("a", "b");
        }
    }

    @Test
    void areReadFromACheckout() throws IOException {
        for (Map.Entry<String, String> entry : files().entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }
        BaselineSources sources = BaselineSources.shipped(folder.resolve("rules"));

        assertThat(sources.issues()).isEmpty();
        assertThat(sources.definitions())
                .extracting(Document::where)
                .containsExactly(
                        "rules/family/one/policy.json", "rules/family/two/policy.json", "rules/statements/c-1.json");
        assertThat(sources.attestations()).hasSize(2);
        assertThat(BaselineSources.shipped(folder.resolve("nothing")).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.where()).isEqualTo("rules/baseline.json"));
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("rules/baseline.json", INITIATIVE);
        files.put("rules/family/one/policy.json", RULE);
        files.put("rules/family/two/policy.json", RULE);
        files.put("rules/family/two/suite.json", "{}");
        files.put("rules/family/two/resources/policy.json", "{}");
        files.put("rules/statements/c-1.json", RULE.replaceFirst("\\{", "{\"name\": \"c-1\", "));
        files.put("rules/attestations/README.md", "# Attestations");
        files.put("rules/attestations/all.json", "[{\"name\": \"a\"}, {\"name\": \"b\"}]");
        files.put("other/policy.json", "{}");
        return files;
    }
}

package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceCommandTest {
    private static final String RULE = """
            {"kind": "rule", "body": {"if": {"field": "type", "equals": "A.B/c"}, "then": {"effect": "deny"}}}""";

    @TempDir
    private Path folder;

    @Test
    void namesEachFailureWithWhatWasExpectedAndWhatCameOut() {
        Shell.write(folder, "cases/one.json", """
                {"suite": "one", "kind": "evaluate", "fieldResolution": "raw", "policy": %s, "cases": [
                  {"name": "right", "resource": {"type": "a.b/C"}, "expect": {"outcome": "effect", "effect": "Deny"}},
                  {"name": "wrong", "resource": {"type": "A.B/other"}, "expect": {"outcome": "effect", "effect": "deny"}},
                  {"name": "refused", "policy": {"kind": "constraint", "text": "{\\"field\\": \\"type\\", \\"field\\": \\"kind\\", \\"equals\\": \\"x\\"}"},
                   "resource": {}, "expect": {"outcome": "rejected", "stage": "parse"}}]}""".formatted(RULE));
        Shell shell = Shell.run("conformance", folder);

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out().lines())
                .containsExactly(
                        "FAILED one/wrong",
                        "    expected effect deny",
                        "    actual   none (expected a resource of type `a.b/c`, found one of another type)",
                        "2 passed, 1 failed");
    }

    @Test
    void readsAliasesBesideTheCases() {
        Shell.write(folder, "aliases/mine.json", """
                [{"namespace": "A.B", "resourceTypes": [{"resourceType": "c", "aliases": [
                  {"name": "A.B/c/size", "defaultPath": "properties.dimensions.size", "paths": []}]}]}]""");
        Shell.write(folder, "cases/two.json", """
                {"suite": "two", "kind": "evaluate", "fieldResolution": "aliases", "aliases": "aliases/mine.json", "cases": [
                  {"name": "known", "policy": {"kind": "rule", "body": {"if": {"field": "A.B/c/size", "equals": 3}, "then": {"effect": "audit"}}},
                   "resource": {"type": "A.B/c", "properties": {"dimensions": {"size": 3}}}, "expect": {"outcome": "effect", "effect": "audit"}},
                  {"name": "unknown", "policy": {"kind": "rule", "body": {"if": {"field": "A.B/c/weight", "equals": 3}, "then": {"effect": "audit"}}},
                   "resource": {"type": "A.B/c"}, "expect": {"outcome": "rejected"}}]}""");

        for (Path path : new Path[] {folder, folder.resolve("cases/two.json")}) {
            Shell shell = Shell.run("conformance", path);
            assertThat(shell.lastLine()).as(shell.out()).isEqualTo("2 passed, 0 failed");
            assertThat(shell.code()).isZero();
        }
    }

    @Test
    void aFileThatIsNoSuiteIsInvalidButTheOthersRun() {
        Shell.write(folder, "cases/a.json", "{\"suite\": \"a\", \"kind\": \"evaluation\", \"cases\": []}");
        Shell.write(
                folder,
                "cases/b.json",
                "{\"suite\": \"b\", \"kind\": \"parse\", \"cases\": [{\"name\": \"x\", \"policy\": %s, \"expect\": {\"outcome\": \"accepted\"}}]}"
                        .formatted(RULE));
        Shell shell = Shell.run("conformance", folder);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("a.json: $.kind: expected one of `evaluate`, `parse`, `alias-values`");
        assertThat(shell.lastLine()).isEqualTo("1 passed, 0 failed");
        assertThat(Shell.run("conformance", folder.resolve("none")).code()).isEqualTo(2);
    }
}

package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code plumbline} in a checkout of dummies, whose Java and Maven only say that they were called. */
class LauncherTest {
    private static final FileTime BUILT = FileTime.from(Instant.parse("2026-01-01T12:00:00Z"));
    private static final FileTime BEFORE = FileTime.from(Instant.parse("2026-01-01T11:00:00Z"));
    private static final FileTime AFTER = FileTime.from(Instant.parse("2026-01-01T13:00:00Z"));

    @TempDir
    private Path checkout;

    @BeforeEach
    void lay() throws IOException {
        Files.copy(Path.of("../../plumbline"), checkout.resolve("plumbline"));
        write("pom.xml", "host.json", "functions/cli/pom.xml", "functions/cli/src/main/A.java", "infra/tables/t.json");
        write("rules/baseline.json", "rules/f/r/policy.json", "functions/cli/target/lib/x.jar");
        write("functions/monitor/target/azure-functions/plumbline/lib/x.jar");
        write("functions/cli/target/plumbline-cli-1.jar");
        Shell.write(checkout, "jdk/release", "JAVA_VERSION=\"17.0.1\"\n");
        script("jdk/bin/java", "echo java \"$@\"");
        script("jdk/bin/javac", "exit 1");
        script("jdk/bin/mvn", "echo built >&2");
        try (var files = Files.walk(checkout)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, BEFORE);
            }
        }
        Files.setLastModifiedTime(checkout.resolve("functions/cli/target/plumbline-cli-1.jar"), BUILT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "coverage", "scan", "run", "replay"})
    void aChangedRuleAsksForNoBuild(String command) throws Exception {
        touch("rules/f/r/policy.json");

        assertThat(run(command))
                .doesNotContain("built")
                .contains("-Dplumbline.home=" + checkout.toRealPath(), "plumbline-cli-1.jar " + command);
    }

    @Test
    void aBenchmarkOfTheStagedAppWaitsForItsRules() throws Exception {
        touch("rules/f/r/policy.json");

        assertThat(run("bench")).contains("built");
    }

    @Test
    void changedSourcesAreBuilt() throws Exception {
        assertThat(run("test")).doesNotContain("built");
        touch("functions/cli/src/main/A.java");

        assertThat(run("test")).contains("built");
    }

    private String run(String command) throws Exception {
        ProcessBuilder launcher =
                new ProcessBuilder("sh", checkout.resolve("plumbline").toString(), command);
        launcher.environment().put("JAVA_HOME", checkout.resolve("jdk").toString());
        launcher.environment().merge("PATH", checkout.resolve("jdk/bin") + ":", (path, first) -> first + path);
        launcher.redirectErrorStream(true);
        Process process = launcher.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private void touch(String file) throws IOException {
        Files.setLastModifiedTime(checkout.resolve(file), AFTER);
    }

    private void write(String... files) {
        for (String file : files) {
            Shell.write(checkout, file, "x");
        }
    }

    private void script(String name, String line) throws IOException {
        Path file = Shell.write(checkout, name, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

package dev.plumbline.cli;

import static dev.plumbline.cli.Recorded.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.cli.local.WallTimeline;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.fault.Faults;
import dev.plumbline.estate.Scope;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineSources;
import dev.plumbline.policy.baseline.DocumentFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A local run as its user meets it: a port, rows as they are published, and a folder that outlives it. */
@Timeout(120)
class LocalRunTest {
    private static final String SUBSCRIPTIONS = "/subscriptions/" + Recorded.SUBSCRIPTION;
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Path estate = Path.of("");
    private Baseline baseline = Baseline.compile(
                    BaselineSources.shipped(LocalRunTest.class.getClassLoader()), AliasCatalogue.bundled())
            .orElseThrow();

    @BeforeEach
    void writeEstateAndBaseline() {
        Recorded.rules(folder);
        estate = Shell.write(folder, "estate.json", Recorded.estate("Disabled", true));
        baseline = Baseline.compile(
                        BaselineSources.shipped(LocalRunTest.class.getClassLoader())
                                .withInitiative(DocumentFolder.file(folder.resolve("set.json"))
                                        .orElseThrow())
                                .withDefinitions(DocumentFolder.read(folder.resolve("definitions"))
                                        .documents())
                                .withSubscriptions(List.of(Recorded.SUBSCRIPTION)),
                        AliasCatalogue.bundled())
                .orElseThrow();
    }

    /** A run with what it printed so far. */
    private final class Started implements AutoCloseable {
        private final Printed printed = new Printed();
        private final WallTimeline timeline = new WallTimeline(2);
        private final LocalRun run;

        Started() throws InterruptedException {
            run = LocalRun.start(setup(0, printed), timeline);
            run.snapshot();
        }

        HttpResponse<String> send(String method, String path, String body, String... headers)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + run.port() + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json");
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        int change(String access, String... headers) throws IOException, InterruptedException {
            return send(
                            "PATCH",
                            ACCOUNT + "?api-version=2025-06-01",
                            "{\"properties\": {\"publicNetworkAccess\": \"" + access + "\"}}",
                            headers)
                    .statusCode();
        }

        JsonNode row() throws InterruptedException {
            String line = printed.lines.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            assertThat(line).as("a row within %s seconds", LONGEST_WAIT_SECONDS).isNotNull();
            return Shell.parse(String.valueOf(line));
        }

        @Override
        public void close() {
            run.close();
            timeline.close();
        }
    }

    private LocalRun.Setup setup(int port, Writer out) {
        return new LocalRun.Setup(
                EstateFile.read(estate),
                DataFolder.of(Optional.of(folder.resolve("data")), estate),
                Scope.of(List.of(Recorded.SUBSCRIPTION)),
                baseline,
                Faults.none(),
                port,
                new PrintWriter(out),
                new PrintWriter(new StringWriter()),
                UUID::randomUUID);
    }

    @Test
    void aChangeThroughThePortBecomesARowAndASecondStartRemembersIt() throws Exception {
        String finding;
        try (Started started = new Started()) {
            assertThat(started.printed.lines).isEmpty();

            assertThat(started.change("Enabled")).isEqualTo(200);

            JsonNode opened = started.row();
            assertThat(opened.path("Transition").asText()).isEqualTo("opened");
            assertThat(opened.path("DefinitionName").asText()).isEqualTo("closed");
            assertThat(opened.path("ResourceId").asText()).isEqualTo(ACCOUNT);
            assertThat(opened.path("ActorName").asText()).isNotEmpty();
            assertThat(opened.path("Reasons").get(0).path("previous").asText()).isEqualTo("Disabled");
            finding = opened.path("FindingId").asText();
            assertThat(started.send("GET", "/", "").body())
                    .contains("Open findings (1)")
                    .contains("oai-one");
        }
        try (Started again = new Started()) {
            assertThat(again.printed.lines)
                    .as("nothing is published a second time")
                    .isEmpty();
            assertThat(again.run.openFindings()).isEqualTo(1);
            assertThat(again.send("GET", ACCOUNT + "?api-version=2025-06-01", "")
                            .body())
                    .contains("\"publicNetworkAccess\":\"Enabled\"");

            assertThat(again.change("Disabled")).isEqualTo(200);

            JsonNode resolved = again.row();
            assertThat(resolved.path("Transition").asText()).isEqualTo("resolved");
            assertThat(resolved.path("FindingId").asText()).isEqualTo(finding);
            assertThat(again.run.openFindings()).isZero();
        }
    }

    @Test
    void theLastResourceOfASubscriptionClosesItsFindingsWhenItGoes() throws Exception {
        estate = Shell.write(folder, "estate.json", "[" + Recorded.account("Enabled", true) + "]");
        try (Started started = new Started()) {
            assertThat(started.row().path("Transition").asText()).isEqualTo("snapshot");

            assertThat(started.send("DELETE", ACCOUNT + "?api-version=2025-06-01", "")
                            .statusCode())
                    .isBetween(200, 204);

            assertThat(started.row().path("Transition").asText()).isEqualTo("resourceDeleted");
            assertThat(started.send("GET", SUBSCRIPTIONS + "?api-version=2022-12-01", "")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void thePageShowsWhatOthersWroteAsText() throws Exception {
        try (Started started = new Started()) {
            started.change("Enabled", "x-plumbline-actor", "<script>alert('x')</script>");
            JsonNode row = started.row();

            HttpResponse<String> page = started.send("GET", "/", "");

            assertThat(row.path("ActorName").asText()).isEqualTo("<script>alert('x')</script>");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .doesNotContain("<script")
                    .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'");
        }
    }

    @Test
    void aCloseEndsEverythingAndMayBeRepeated() throws Exception {
        Started started = new Started();
        int port = started.run.port();

        started.close();
        started.close();

        assertThatThrownBy(() -> client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding()))
                .isInstanceOf(ConnectException.class);
        new Started().close();
    }

    @Test
    void aSecondRunNeedsAnotherFolderAndAnotherPort() throws Exception {
        try (Started started = new Started();
                WallTimeline timeline = new WallTimeline(1)) {
            assertThatThrownBy(() -> LocalRun.start(setup(0, new StringWriter()), timeline))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("--data")
                    .hasMessageContaining("stop the other run");
            started.change("Enabled");
            assertThat(started.row().path("Transition").asText()).isEqualTo("opened");
        }
        try (Started started = new Started();
                WallTimeline timeline = new WallTimeline(1)) {
            LocalRun.Setup taken = setup(started.run.port(), new StringWriter());
            LocalRun.Setup elsewhere = new LocalRun.Setup(
                    taken.estate(),
                    DataFolder.of(Optional.of(folder.resolve("other")), estate),
                    taken.scope(),
                    taken.baseline(),
                    taken.faults(),
                    taken.port(),
                    taken.out(),
                    taken.err(),
                    taken.ids());
            assertThatThrownBy(() -> LocalRun.start(elsewhere, timeline))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void aFolderBelongsToItsEstate() throws Exception {
        new Started().close();
        Path other = Shell.write(folder, "other.json", Recorded.estate("Enabled", false));

        assertThatThrownBy(() -> DataFolder.of(Optional.of(folder.resolve("data")), other))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("another estate");
    }

    @Test
    void aFolderKeepsItsEstateForAStartThatNamesNone() throws Exception {
        new Started().close();
        Path data = folder.resolve("data");
        Path other = Shell.write(folder, "other.json", Recorded.estate("Enabled", false));

        assertThat(DataFolder.begunWithout(estate, data))
                .as("it is that estate's anyway")
                .isEmpty();
        assertThat(DataFolder.begunWithout(other, folder.resolve("nothing"))).isEmpty();
        DataFolder found = DataFolder.begunWithout(other, data).orElseThrow();
        assertThat(found.keptEstate().orElseThrow().subscriptions()).containsExactly(Recorded.SUBSCRIPTION);
    }

    /** Standard output, a line at a time, for whoever waits for it. */
    private static final class Printed extends Writer {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(char[] characters, int from, int length) {
            synchronized (lock) {
                for (int i = from; i < from + length; i++) {
                    if (characters[i] == '\n') {
                        lines.add(line.toString());
                        line.setLength(0);
                    } else {
                        line.append(characters[i]);
                    }
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

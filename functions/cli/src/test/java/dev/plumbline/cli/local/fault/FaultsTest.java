package dev.plumbline.cli.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.LocalService;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final LocalService healthy = new LocalService() {
        @Override
        public boolean serves(HttpCall call) {
            return true;
        }

        @Override
        public HttpAnswer answer(HttpCall call) {
            return new HttpAnswer(200, Map.of(), new byte[0]);
        }
    };

    @Test
    void strikesEveryNthMatchingCallAtMostSoManyTimes() {
        LocalService arm = arm("""
                {"on": "arm", "fault": "status", "status": 429, "retryAfter": "PT3S", "method": "get",
                 "path": "*/accounts/*", "every": 2, "times": 2}
                """);
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(arm.answer(call("GET", "/x/ACCOUNTS/a")).status());
        }
        assertThat(answers).containsExactly(200, 429, 200, 429, 200, 200, 200, 200);
        assertThat(arm.answer(call("PUT", "/x/accounts/a")).status()).isEqualTo(200);
    }

    @Test
    void aThrottledCallSaysHowLongToWait() {
        HttpAnswer answer = arm("{\"on\":\"arm\",\"fault\":\"status\",\"status\":429,\"retryAfter\":\"PT3S\"}")
                .answer(call("GET", "/x"));
        assertThat(answer.header("Retry-After")).contains("3");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("TooManyRequests");
    }

    @Test
    void dropsAConnectionAndKeepsACallWaiting() {
        LocalService dropping = arm("{\"on\":\"arm\",\"fault\":\"drop\"}");
        assertThatThrownBy(() -> dropping.answer(call("GET", "/x")))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
        LocalService slow = arm("{\"on\":\"arm\",\"fault\":\"latency\",\"latency\":\"PT0.2S\"}");
        assertThat(slow.answer(call("GET", "/x")).status()).isEqualTo(200);
        assertThat(pauses).contains(Duration.ofMillis(200));
    }

    @Test
    void reportsAllThatIsWrongAtOnce() {
        Compiled<Faults> read = read("""
                {"on": "arm", "fault": "lost", "evry": 3},
                {"on": "disk", "fault": "status", "status": 200},
                {"on": "logs", "fault": "latency", "latency": "soon", "times": 0}
                """);
        assertThat(read.value()).isEmpty();
        assertThat(read.issues())
                .extracting(issue -> issue.path())
                .containsExactly(
                        "$.faults[0].evry",
                        "$.faults[0].fault",
                        "$.faults[1].on",
                        "$.faults[1].status",
                        "$.faults[2].latency",
                        "$.faults[2].latency",
                        "$.faults[2].times");
    }

    @Test
    void theExampleCanBeRead() throws IOException {
        Path example = Path.of("..", "..", "examples", "faults.json");
        Document document =
                Document.parse("faults.json", Files.readString(example)).orElseThrow();
        assertThat(FaultsFile.read(document, pauses::add).issues()).isEmpty();
    }

    private LocalService arm(String fault) {
        return read(fault).orElseThrow().aroundArm(healthy);
    }

    private Compiled<Faults> read(String faults) {
        Document document =
                Document.parse("faults.json", "{\"faults\": [" + faults + "]}").orElseThrow();
        return FaultsFile.read(document, pauses::add);
    }

    private static HttpCall call(String method, String path) {
        return new HttpCall(method, path, Map.of(), Map.of(), new byte[0]);
    }
}

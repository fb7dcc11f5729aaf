package dev.plumbline.cli.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueOutput;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.StepTimeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FunctionsHostTest {
    private static final List<String> SEEN = new ArrayList<>();

    private final StepTimeline timeline = new StepTimeline(Instant.parse("2026-03-01T10:02:00Z"));
    private final FunctionsHost host = new FunctionsHost(
            List.of(OnEvent.class, OnTimer.class, OnMessage.class),
            timeline,
            name -> name.equals("SCHEDULE") ? "0 */5 * * * *" : "",
            () -> "invocation");

    /** Takes events; fails on those that say so. */
    public static final class OnEvent {
        @FunctionName("OnEvent")
        public void run(@EventGridTrigger(name = "event") String event, ExecutionContext context) {
            SEEN.add(context.getFunctionName() + " " + event);
            if (event.contains("fail")) {
                throw new IllegalStateException("told to fail");
            }
        }
    }

    /** Puts two messages on a queue. */
    public static final class OnTimer {
        @FunctionName("OnTimer")
        public void run(
                @TimerTrigger(name = "timer", schedule = "%SCHEDULE%") String timer,
                @QueueOutput(name = "out", queueName = "pages", connection = "") OutputBinding<List<String>> out,
                ExecutionContext context) {
            SEEN.add("timer");
            out.setValue(List.of("good", "bad"));
        }
    }

    /** Fails on bad messages. */
    public static final class OnMessage {
        @FunctionName("OnMessage")
        public void run(
                @QueueTrigger(name = "message", queueName = "pages", connection = "") String message,
                ExecutionContext context) {
            SEEN.add(message);
            if (message.equals("bad")) {
                throw new IllegalStateException("a bad message");
            }
        }
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void aMessageIsTriedAsOftenAsTheDeployedHostTriesIt() throws IOException {
        JsonNode host = new ObjectMapper().readTree(Path.of("../../host.json").toFile());
        assertThat(FunctionsHost.MAX_DEQUEUE_COUNT)
                .isEqualTo(host.at("/extensions/queues/maxDequeueCount").asInt());
    }

    @Test
    void callsTheFunctionOnceForEachEventOfARequest() {
        assertThat(notify("[{\"id\":1},{\"id\":2}]").status()).isEqualTo(202);
        assertThat(notify("{\"id\":3}").status()).isEqualTo(202);
        assertThat(SEEN).containsExactly("OnEvent {\"id\":1}", "OnEvent {\"id\":2}", "OnEvent {\"id\":3}");
    }

    @Test
    void failsTheWholeRequestWhenOneEventFails() {
        HttpAnswer answer = notify("[{\"id\":\"fail\"},{\"id\":2}]");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("told to fail");
        assertThat(SEEN).hasSize(2);
    }

    @Test
    void shakesHandsInBothSchemas() {
        HttpAnswer validated =
                post("SubscriptionValidation", "OnEvent", "[{\"data\":{\"validationCode\":\"code-1\"}}]");
        assertThat(validated.status()).isEqualTo(200);
        assertThat(new String(validated.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"validationResponse\":\"code-1\"}");
        HttpAnswer origin = host.answer(new HttpCall(
                "OPTIONS",
                "/runtime/webhooks/EventGrid",
                Map.of("functionName", "OnEvent"),
                Map.of("WebHook-Request-Origin", "eventgrid.azure.net"),
                new byte[0]));
        assertThat(origin.header("WebHook-Allowed-Origin")).contains("eventgrid.azure.net");
    }

    @Test
    void refusesWhatTheExtensionRefuses() {
        assertThat(post("Notification", "Nobody", "[]").status()).isEqualTo(404);
        assertThat(post("Notification", "OnTimer", "[]").status()).isEqualTo(404);
        assertThat(post("Surprise", "OnEvent", "[]").status()).isEqualTo(400);
        assertThat(post("Notification", "OnEvent", "[{").status()).isEqualTo(400);
        assertThat(post("Unsubscribe", "OnEvent", "{}").status()).isEqualTo(202);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void runsTimersByTheirScheduleAndWorksOffTheQueue() {
        host.startTimers();
        timeline.advance(Duration.ofMinutes(3).minusSeconds(1));
        assertThat(SEEN).isEmpty();
        timeline.advance(Duration.ofSeconds(1));
        assertThat(SEEN).containsExactly("timer", "good", "bad");
        assertThat(host.queued()).isEqualTo(1);
        timeline.advance(Duration.ofMinutes(4));
        assertThat(SEEN).containsExactly("timer", "good", "bad", "bad", "bad", "bad", "bad");
        assertThat(host.poisoned()).isEqualTo(1);
        assertThat(host.queued()).isZero();
    }

    private HttpAnswer notify(String body) {
        return post("Notification", "OnEvent", body);
    }

    private HttpAnswer post(String type, String function, String body) {
        return host.answer(new HttpCall(
                "POST",
                "/runtime/webhooks/EventGrid",
                Map.of("functionName", function, "code", "key"),
                Map.of("aeg-event-type", type),
                body.getBytes(StandardCharsets.UTF_8)));
    }
}

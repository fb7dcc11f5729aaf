package dev.plumbline.cli.local.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.LocalService;
import dev.plumbline.cli.local.StepTimeline;
import dev.plumbline.cli.local.fault.Faults;
import dev.plumbline.cli.local.fault.FaultsFile;
import dev.plumbline.policy.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventGridServiceTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StepTimeline timeline = new StepTimeline(START);
    private final Endpoint endpoint = new Endpoint();

    @TempDir
    Path folder;

    @Test
    void deliversOnceWhenTheEndpointAccepts() {
        EventGridService grid = grid(Faults.none(), EventSchema.EVENT_GRID);
        grid.raise(event("e1"));
        timeline.runUntilIdle();
        assertThat(endpoint.notified).containsExactly("e1");
        assertThat(grid.inFlight()).isZero();
        assertThat(grid.deadLettered()).isZero();
    }

    @Test
    void sendsOneCloudEventACallAfterAskingForTheOrigin() {
        EventGridService grid = grid(Faults.none(), EventSchema.CLOUD_EVENTS);
        grid.raise(event("e1"));
        timeline.runUntilIdle();
        assertThat(endpoint.calls.get(0).method()).isEqualTo("OPTIONS");
        assertThat(endpoint.notified).containsExactly("e1");
    }

    @Test
    void repeatsByTheScheduleUntilItSucceeds() {
        EventGridService grid = grid(Faults.none(), EventSchema.EVENT_GRID);
        endpoint.statuses.addAll(List.of(500, 503, 202));
        grid.raise(event("e1"));
        timeline.advance(Duration.ofSeconds(9));
        assertThat(endpoint.notified).hasSize(1);
        timeline.advance(Duration.ofSeconds(1));
        assertThat(endpoint.notified).hasSize(2);
        assertThat(grid.inFlight()).isEqualTo(1);
        timeline.runUntilIdle();
        assertThat(endpoint.notified).containsExactly("e1", "e1", "e1");
        assertThat(timeline.instant()).isEqualTo(START.plusSeconds(40));
        assertThat(grid.inFlight()).isZero();
    }

    @Test
    void keepsARefusedEventWithItsReasonAndDoesNotRepeatIt() throws IOException {
        EventGridService grid = grid(Faults.none(), EventSchema.EVENT_GRID);
        endpoint.statuses.add(413);
        grid.raise(event("e1"));
        timeline.runUntilIdle();
        assertThat(endpoint.notified).hasSize(1);
        JsonNode kept = onlyDeadLetter();
        assertThat(kept.path("id").asText()).isEqualTo("e1");
        assertThat(kept.path("deadLetterReason").asText()).isEqualTo("DeliveryRefused");
        assertThat(kept.path("lastDeliveryOutcome").asText()).isEqualTo("Http413");
        assertThat(kept.path("deliveryAttempts").asInt()).isEqualTo(1);
    }

    @Test
    void givesUpAfterTheLastAttempt() throws IOException {
        EventGridService grid = grid(
                Faults.none(),
                new EventSubscription("changes", "ResourceChanged", EventSchema.EVENT_GRID, 3, Duration.ofDays(1)));
        endpoint.statuses.addAll(List.of(500, 500, 500));
        grid.raise(event("e1"));
        timeline.runUntilIdle();
        assertThat(endpoint.notified).hasSize(3);
        assertThat(onlyDeadLetter().path("deadLetterReason").asText()).isEqualTo("MaxDeliveryAttemptsExceeded");
        assertThat(grid.deadLettered()).isEqualTo(1);
    }

    @Test
    void givesUpWhenTheTimeToLiveIsOver() throws IOException {
        EventGridService grid = grid(
                Faults.none(),
                new EventSubscription("changes", "ResourceChanged", EventSchema.EVENT_GRID, 30, Duration.ofMinutes(1)));
        endpoint.statuses.addAll(List.of(500, 500, 500, 500));
        grid.raise(event("e1"));
        timeline.runUntilIdle();
        assertThat(endpoint.notified).hasSize(3);
        assertThat(onlyDeadLetter().path("deadLetterReason").asText()).isEqualTo("TimeToLiveExceeded");
    }

    @Test
    void losesDoublesAndReordersOnDemand() {
        Faults faults = FaultsFile.read(Document.parse("faults.json", """
                                        {"faults": [
                                          {"on": "events", "fault": "lost", "path": "*/lost"},
                                          {"on": "events", "fault": "doubled", "path": "*/twice"},
                                          {"on": "events", "fault": "reordered", "path": "*/late"}]}
                                        """).orElseThrow(), wait -> {})
                .orElseThrow();
        EventGridService grid = grid(faults, EventSchema.EVENT_GRID);
        for (String subject : List.of("lost", "twice", "late", "next")) {
            grid.raise(event(subject));
        }
        timeline.runUntilIdle();
        assertThat(endpoint.notified).containsExactly("twice", "twice", "next", "late");
        assertThat(grid.inFlight()).isZero();
    }

    @Test
    void anEndpointThatFailsTheHandshakeGetsNoSubscription() {
        endpoint.validates = false;
        EventGridService grid =
                new EventGridService(timeline, endpoint, new DeadLetterFolder(folder, ids()), Faults.none(), ids());
        assertThatThrownBy(() ->
                        grid.subscribe(EventSubscription.of("changes", "ResourceChanged", EventSchema.EVENT_GRID)))
                .hasMessageContaining("`changes`");
        grid.raise(event("e1"));
        timeline.runUntilIdle();
        assertThat(endpoint.notified).isEmpty();
    }

    private EventGridService grid(Faults faults, EventSchema schema) {
        return grid(faults, EventSubscription.of("changes", "ResourceChanged", schema));
    }

    private EventGridService grid(Faults faults, EventSubscription subscription) {
        EventGridService grid =
                new EventGridService(timeline, endpoint, new DeadLetterFolder(folder, ids()), faults, ids());
        grid.subscribe(subscription);
        return grid;
    }

    private static Supplier<String> ids() {
        int[] next = {0};
        return () -> "id-" + next[0]++;
    }

    private static RaisedEvent event(String id) {
        return new RaisedEvent(
                id,
                "write",
                "/subscriptions/s/" + id,
                JSON.createObjectNode().put("id", id),
                JSON.createObjectNode().put("id", id).put("specversion", "1.0"));
    }

    private JsonNode onlyDeadLetter() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> kept = files.filter(Files::isRegularFile).toList();
            assertThat(kept).hasSize(1);
            assertThat(folder.relativize(kept.get(0)).toString()).startsWith("plumbline/CHANGES/2026/3/1/10/");
            return JSON.readTree(Files.readString(kept.get(0))).get(0);
        }
    }

    /** An endpoint that answers what it is told to, 202 by default. */
    private static final class Endpoint implements LocalService {
        private final List<HttpCall> calls = new ArrayList<>();
        private final List<String> notified = new ArrayList<>();
        private final Deque<Integer> statuses = new ArrayDeque<>();
        private boolean validates = true;

        @Override
        public boolean serves(HttpCall call) {
            return true;
        }

        @Override
        public HttpAnswer answer(HttpCall call) {
            calls.add(call);
            if (call.method().equals("OPTIONS")) {
                return new HttpAnswer(200, Map.of("WebHook-Allowed-Origin", "*"), new byte[0]);
            }
            JsonNode body;
            try {
                body = JSON.readTree(call.body());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            JsonNode event = body.isArray() ? body.get(0) : body;
            if (call.header("aeg-event-type").orElse("").equals("SubscriptionValidation")) {
                String code = validates ? event.at("/data/validationCode").asText() : "wrong";
                return new HttpAnswer(
                        200, Map.of(), ("{\"validationResponse\":\"" + code + "\"}").getBytes(StandardCharsets.UTF_8));
            }
            notified.add(event.path("id").asText());
            return new HttpAnswer(statuses.isEmpty() ? 202 : statuses.remove(), Map.of(), new byte[0]);
        }
    }
}

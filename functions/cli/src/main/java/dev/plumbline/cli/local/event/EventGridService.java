package dev.plumbline.cli.local.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.LocalService;
import dev.plumbline.cli.local.Timeline;
import dev.plumbline.cli.local.fault.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded Event Grid: one topic, one subscription, delivery at least once to the HTTP contract of a Functions host.
 *
 * <p>A delivery that is not answered with 200 to 204 is repeated by the service's schedule until it succeeds, its attempts or
 * its time to live are used up, or the answer says that no repeat will help; then it goes to the dead-letter folder. Order is
 * not promised. Faults on demand lose, double and reorder events. Thread-safe.
 */
public final class EventGridService {
    private static final Logger LOG = LoggerFactory.getLogger(EventGridService.class);
    private static final String WEBHOOK = "/runtime/webhooks/EventGrid";
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(2);

    private final ObjectMapper json = new ObjectMapper();
    private final Timeline timeline;
    private final LocalService endpoint;
    private final DeadLetterFolder deadLetters;
    private final Faults faults;
    private final Supplier<String> ids;
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong deadLettered = new AtomicLong();
    private final Object holding = new Object();
    private @Nullable Raised held;
    private volatile @Nullable EventSubscription subscription;

    private record Raised(RaisedEvent event, Instant published) {}

    /** An Event Grid that delivers to {@code endpoint}. */
    public EventGridService(
            Timeline timeline,
            LocalService endpoint,
            DeadLetterFolder deadLetters,
            Faults faults,
            Supplier<String> ids) {
        this.timeline = timeline;
        this.endpoint = endpoint;
        this.deadLetters = deadLetters;
        this.faults = faults;
        this.ids = ids;
    }

    /**
     * Makes the subscription, after the validation handshake of its schema.
     *
     * @throws IllegalStateException when the endpoint does not pass the handshake
     */
    public void subscribe(EventSubscription wanted) {
        switch (wanted.schema()) {
            case EVENT_GRID -> validate(wanted);
            case CLOUD_EVENTS -> askForOrigin(wanted);
        }
        subscription = wanted;
    }

    /** Takes an event for delivery; returns at once. Without a subscription nobody hears of it. */
    public void raise(RaisedEvent event) {
        if (subscription == null) {
            return;
        }
        Raised raised = new Raised(event, timeline.instant());
        switch (faults.fate(event.operation(), event.subject())) {
            case LOST -> LOG.info("event {} about {} lost by a fault on demand", event.id(), event.subject());
            case DOUBLED -> {
                send(raised);
                send(raised);
            }
            case REORDERED -> hold(raised);
            case DELIVERED -> {
                send(raised);
                releaseHeld();
            }
        }
    }

    /** How many events are on their way, retries that wait for their time included. */
    public long inFlight() {
        return inFlight.get();
    }

    /** How many events went to the dead-letter folder. */
    public long deadLettered() {
        return deadLettered.get();
    }

    private void hold(Raised raised) {
        releaseHeld();
        synchronized (holding) {
            held = raised;
        }
        inFlight.incrementAndGet();
        timeline.after(LONGEST_HOLD, this::releaseHeld);
    }

    private void releaseHeld() {
        Raised released;
        synchronized (holding) {
            released = held;
            held = null;
        }
        if (released != null) {
            send(released);
            inFlight.decrementAndGet();
        }
    }

    private void send(Raised raised) {
        inFlight.incrementAndGet();
        timeline.after(Duration.ZERO, () -> attempt(raised, 1));
    }

    private void attempt(Raised raised, int attempt) {
        EventSubscription to = subscription;
        if (to == null) {
            inFlight.decrementAndGet();
            return;
        }
        HttpAnswer answer = post(to, "Notification", body(to, raised.event()), attempt);
        if (RetrySchedule.delivered(answer.status())) {
            inFlight.decrementAndGet();
            return;
        }
        Optional<Duration> wait = RetrySchedule.wait(attempt, answer.status());
        Instant now = timeline.instant();
        if (wait.isEmpty()) {
            giveUp(raised, to, DeadLetterFolder.Reason.DeliveryRefused, attempt, answer, now);
        } else if (attempt >= to.maxDeliveryAttempts()) {
            giveUp(raised, to, DeadLetterFolder.Reason.MaxDeliveryAttemptsExceeded, attempt, answer, now);
        } else if (now.plus(wait.get()).isAfter(raised.published().plus(to.timeToLive()))) {
            giveUp(raised, to, DeadLetterFolder.Reason.TimeToLiveExceeded, attempt, answer, now);
        } else {
            LOG.info("event {} answered {}, next attempt in {}", raised.event().id(), answer.status(), wait.get());
            timeline.after(wait.get(), () -> attempt(raised, attempt + 1));
        }
    }

    private void giveUp(
            Raised raised,
            EventSubscription to,
            DeadLetterFolder.Reason reason,
            int attempt,
            HttpAnswer answer,
            Instant now) {
        try {
            deadLetters.keep(
                    raised.event().body(to.schema()),
                    to,
                    reason,
                    new DeadLetterFolder.Attempts(attempt, "Http" + answer.status(), raised.published(), now),
                    now);
            deadLettered.incrementAndGet();
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private byte[] body(EventSubscription to, RaisedEvent event) {
        ObjectNode body = event.body(to.schema());
        JsonNode sent = switch (to.schema()) {
            case EVENT_GRID -> json.createArrayNode().add(body);
            case CLOUD_EVENTS -> body;
        };
        return sent.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void validate(EventSubscription wanted) {
        String code = ids.get();
        ObjectNode event = json.createObjectNode();
        event.put("id", ids.get());
        event.put("topic", "");
        event.put("subject", "");
        event.putObject("data").put("validationCode", code);
        event.put("eventType", "Microsoft.EventGrid.SubscriptionValidationEvent");
        event.put("eventTime", timeline.instant().toString());
        event.put("metadataVersion", "1");
        event.put("dataVersion", "2");
        byte[] body = json.createArrayNode().add(event).toString().getBytes(StandardCharsets.UTF_8);
        HttpAnswer answer = post(wanted, "SubscriptionValidation", body, 1);
        if (answer.status() != 200 || !code.equals(validationResponse(answer))) {
            throw new IllegalStateException("the endpoint of event subscription `" + wanted.name()
                    + "` did not answer the validation handshake: status " + answer.status());
        }
    }

    private String validationResponse(HttpAnswer answer) {
        try {
            return json.readTree(answer.body()).path("validationResponse").asText();
        } catch (IOException e) {
            return "";
        }
    }

    private void askForOrigin(EventSubscription wanted) {
        HttpAnswer answer = endpoint.answer(new HttpCall(
                "OPTIONS",
                WEBHOOK,
                Map.of("functionName", wanted.function()),
                Map.of("webhook-request-origin", "eventgrid.azure.net"),
                new byte[0]));
        if (answer.status() != 200 || answer.header("WebHook-Allowed-Origin").isEmpty()) {
            throw new IllegalStateException("the endpoint of event subscription `" + wanted.name()
                    + "` did not allow the origin: status " + answer.status());
        }
    }

    private HttpAnswer post(EventSubscription to, String type, byte[] body, int attempt) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", "application/json; charset=utf-8");
        headers.put("aeg-event-type", type);
        headers.put("aeg-subscription-name", to.name());
        headers.put("aeg-delivery-count", String.valueOf(attempt - 1));
        headers.put("aeg-data-version", "2");
        headers.put("aeg-metadata-version", "1");
        return endpoint.answer(new HttpCall("POST", WEBHOOK, Map.of("functionName", to.function()), headers, body));
    }
}

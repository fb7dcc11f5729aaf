package dev.plumbline.cli.local.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.LocalService;
import dev.plumbline.cli.local.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Functions host for one process: it calls the very classes that are deployed, by their triggers.
 *
 * <p>The Event Grid webhook follows the extension's contract (handshake, one invocation an event, 202 or 500 for the whole
 * request); timers follow their NCRONTAB schedule; queue messages are tried {@value #MAX_DEQUEUE_COUNT} times and then put
 * aside as poison. It imitates the host and is not it. Thread-safe.
 */
public final class FunctionsHost implements LocalService {
    /** How often a message is tried before it is poison; the value in host.json. */
    static final int MAX_DEQUEUE_COUNT = 5;

    private static final Logger LOG = LoggerFactory.getLogger(FunctionsHost.class);
    private static final String WEBHOOK = "/runtime/webhooks/eventgrid";
    private static final Duration VISIBILITY = Duration.ofSeconds(30);
    private static final Pattern SETTING = Pattern.compile("%([^%]+)%");

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, HostedFunction> functions = new LinkedHashMap<>();
    private final Timeline timeline;
    private final UnaryOperator<String> settings;
    private final Supplier<String> ids;
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong poisoned = new AtomicLong();

    /**
     * A host for the functions that {@code types} declare.
     *
     * @param settings the app settings that {@code %NAME%} in a trigger stands for
     * @param ids ids of invocations
     */
    public FunctionsHost(
            List<Class<?>> types, Timeline timeline, UnaryOperator<String> settings, Supplier<String> ids) {
        for (Class<?> type : types) {
            HostedFunction.of(type).forEach(f -> functions.put(f.name().toLowerCase(Locale.ROOT), f));
        }
        this.timeline = timeline;
        this.settings = settings;
        this.ids = ids;
    }

    /** Starts the timers; each next run is planned when the last one has ended. */
    public void startTimers() {
        functions
                .values()
                .forEach(function -> function.timerSchedule().ifPresent(text -> {
                    Ncrontab schedule = new Ncrontab(resolved(text));
                    plan(function, schedule);
                }));
    }

    /** Calls a function now, as its trigger would; what it puts on a queue is worked off. */
    public void invoke(String functionName, String trigger) {
        HostedFunction function = functions.get(functionName.toLowerCase(Locale.ROOT));
        if (function == null) {
            throw new IllegalArgumentException("no function `" + functionName + "`, there are " + functions.keySet());
        }
        call(function, trigger);
    }

    /** How many queue messages wait or are being worked on. */
    public long queued() {
        return queued.get();
    }

    /** How many queue messages were given up. */
    public long poisoned() {
        return poisoned.get();
    }

    @Override
    public boolean serves(HttpCall call) {
        return call.path().toLowerCase(Locale.ROOT).equals(WEBHOOK);
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        HostedFunction function =
                functions.get(call.parameter("functionName").orElse("").toLowerCase(Locale.ROOT));
        if (function == null || !function.takesEvents()) {
            return empty(404);
        }
        if (call.method().equals("OPTIONS")) {
            String origin = call.header("webhook-request-origin").orElse("eventgrid.azure.net");
            return new HttpAnswer(200, Map.of("WebHook-Allowed-Origin", origin), new byte[0]);
        }
        if (!call.method().equals("POST")) {
            return empty(405);
        }
        return switch (call.header("aeg-event-type").orElse("").toLowerCase(Locale.ROOT)) {
            case "subscriptionvalidation" -> validated(call);
            case "notification" -> notified(function, call);
            case "unsubscribe" -> empty(202);
            default -> empty(400);
        };
    }

    private HttpAnswer validated(HttpCall call) {
        Optional<JsonNode> body = read(call);
        String code = body.map(b -> b.isArray() ? b.path(0) : b)
                .map(event -> event.path("data").path("validationCode").asText())
                .orElse("");
        if (code.isEmpty()) {
            return empty(400);
        }
        return answer(200, json.createObjectNode().put("validationResponse", code));
    }

    private HttpAnswer notified(HostedFunction function, HttpCall call) {
        Optional<JsonNode> body = read(call);
        if (body.isEmpty() || !body.get().isContainerNode()) {
            return empty(400);
        }
        String failure = "";
        for (JsonNode event : body.get().isArray() ? body.get() : List.of(body.get())) {
            try {
                call(function, event.toString());
            } catch (RuntimeException e) {
                failure = String.valueOf(e.getMessage());
            }
        }
        return failure.isEmpty()
                ? empty(202)
                : answer(500, json.createObjectNode().put("message", failure));
    }

    private void plan(HostedFunction function, Ncrontab schedule) {
        Instant now = timeline.instant();
        timeline.after(Duration.between(now, schedule.after(now)), () -> {
            try {
                call(function, "{\"IsPastDue\":false}");
            } catch (RuntimeException e) {
                LOG.warn("function {} failed: {}", function.name(), e.getMessage());
            } finally {
                plan(function, schedule);
            }
        });
    }

    private void call(HostedFunction function, String trigger) {
        LocalInvocation invocation = new LocalInvocation(function.name(), ids.get());
        function.call(trigger, invocation)
                .forEach((queue, messages) -> messages.forEach(message -> enqueue(resolved(queue), message)));
    }

    private void enqueue(String queue, String message) {
        HostedFunction reader = functions.values().stream()
                .filter(f -> f.queue().map(this::resolved).filter(queue::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no function reads queue `" + queue + "`"));
        queued.incrementAndGet();
        timeline.after(Duration.ZERO, () -> dequeue(reader, message, 1));
    }

    private void dequeue(HostedFunction reader, String message, int count) {
        try {
            call(reader, message);
            queued.decrementAndGet();
        } catch (RuntimeException e) {
            if (count < MAX_DEQUEUE_COUNT) {
                LOG.info("function {} failed, message tried again: {}", reader.name(), e.getMessage());
                timeline.after(VISIBILITY, () -> dequeue(reader, message, count + 1));
            } else {
                LOG.warn("function {} gave up a message after {} attempts: {}", reader.name(), count, e.getMessage());
                queued.decrementAndGet();
                poisoned.incrementAndGet();
            }
        }
    }

    private String resolved(String text) {
        Matcher matcher = SETTING.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(settings.apply(found.group(1))));
    }

    private Optional<JsonNode> read(HttpCall call) {
        try {
            return Optional.ofNullable(json.readTree(call.body()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static HttpAnswer empty(int status) {
        return new HttpAnswer(status, Map.of(), new byte[0]);
    }

    private static HttpAnswer answer(int status, ObjectNode body) {
        return new HttpAnswer(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}

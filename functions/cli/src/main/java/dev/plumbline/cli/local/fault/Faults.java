package dev.plumbline.cli.local.fault;

import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.LocalService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The faults that an embedded Azure is asked to have: slow, refused, throttled, failed and cut calls; lost, doubled and
 * reordered events.
 *
 * <p>Faults strike by counting (every n-th matching call, at most k times), never by chance. {@link FaultsFile} reads them
 * from JSON. Thread-safe.
 */
public final class Faults {
    /** How a call waits; a test's does not. */
    @FunctionalInterface
    public interface Pause {
        /** Waits for {@code duration}. */
        void of(Duration duration);
    }

    /** What becomes of an event on its way. */
    public enum Fate {
        DELIVERED,
        LOST,
        DOUBLED,
        /** Held back until the next event of the same subscription has gone out. */
        REORDERED
    }

    private final List<Fault> faults;
    private final Pause pause;

    Faults(List<Fault> faults, Pause pause) {
        this.faults = List.copyOf(faults);
        this.pause = pause;
    }

    /** No faults at all. */
    public static Faults none() {
        return new Faults(List.of(), duration -> {});
    }

    /** The Resource Manager side of the embedded Azure, with its faults in front. */
    public LocalService aroundArm(LocalService service) {
        return around(Fault.Target.ARM, service);
    }

    /** The Logs Ingestion side of the embedded Azure, with its faults in front. */
    public LocalService aroundLogs(LocalService service) {
        return around(Fault.Target.LOGS, service);
    }

    /** What becomes of the event about {@code subject}; {@code operation} is its kind, as in {@code write}. */
    public Fate fate(String operation, String subject) {
        for (Fault fault : faults) {
            if (fault.strikes(Fault.Target.EVENTS, operation, subject)) {
                return switch (fault.effect().kind()) {
                    case LOST -> Fate.LOST;
                    case DOUBLED -> Fate.DOUBLED;
                    case REORDERED -> Fate.REORDERED;
                    case LATENCY, STATUS, DROP -> Fate.DELIVERED;
                };
            }
        }
        return Fate.DELIVERED;
    }

    private LocalService around(Fault.Target target, LocalService service) {
        if (faults.isEmpty()) {
            return service;
        }
        return new LocalService() {
            @Override
            public boolean serves(HttpCall call) {
                return service.serves(call);
            }

            @Override
            public HttpAnswer answer(HttpCall call) {
                return strike(target, call).orElseGet(() -> service.answer(call));
            }
        };
    }

    private Optional<HttpAnswer> strike(Fault.Target target, HttpCall call) {
        for (Fault fault : faults) {
            if (!fault.strikes(target, call.method(), call.path())) {
                continue;
            }
            Fault.Effect effect = fault.effect();
            pause.of(effect.latency());
            if (effect.kind() == Fault.Kind.DROP) {
                throw new UncheckedIOException(new IOException("the connection was dropped by a fault on demand"));
            }
            if (effect.status().isPresent()) {
                return Optional.of(refused(effect));
            }
        }
        return Optional.empty();
    }

    private static HttpAnswer refused(Fault.Effect effect) {
        int status = effect.status().orElseThrow();
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        effect.retryAfter().ifPresent(wait -> headers.put("Retry-After", String.valueOf(wait.toSeconds())));
        String code = switch (status) {
            case 403 -> "AuthorizationFailed";
            case 404 -> "ResourceNotFound";
            case 409 -> "Conflict";
            case 412 -> "PreconditionFailed";
            case 429 -> "TooManyRequests";
            case 503 -> "ServiceUnavailable";
            default -> status >= 500 ? "InternalServerError" : "BadRequest";
        };
        String body = "{\"error\":{\"code\":\"" + code + "\",\"message\":\"answered by a fault on demand\"}}";
        return new HttpAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.cli.local.BearerToken;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.LocalService;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.types.ResourceType;
import dev.plumbline.cli.local.types.TypeData;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Azure Resource Manager over an {@link EstateStore}: reads, lists, writes and actions, with Azure's own checks and errors.
 *
 * <p>A call over https needs a bearer token, as an SDK client sends it; one over plain loopback http needs none. Who did a
 * write is said by {@code x-plumbline-actor}, {@code -actor-id}, {@code -actor-type} and {@code -actor-ip}. Every accepted change
 * is told to the listeners. Thread-safe.
 */
public final class ArmService implements LocalService {
    private static final Logger LOG = Logger.getLogger(ArmService.class.getName());
    private static final Set<String> HOSTS = Set.of("management.azure.com", "localhost", "127.0.0.1");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "POST");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final String GROUPS = "Microsoft.Resources/subscriptions/resourceGroups";

    private final EstateStore store;
    private final TypeData types;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final List<WriteListener> listeners;
    private final Reads reads;
    private final Writes writes;
    private final Actions actions;

    /** Resource Manager over {@code store}; {@code listeners} are told of every change, in this order. */
    public ArmService(
            EstateStore store,
            TypeData types,
            InstantSource clock,
            Supplier<UUID> ids,
            List<? extends WriteListener> listeners) {
        this.store = store;
        this.types = types;
        this.clock = clock;
        this.ids = ids;
        this.listeners = List.copyOf(listeners);
        this.reads = new Reads(store);
        Locks locks = new Locks(store);
        ServiceOwned owned = new ServiceOwned(store, ids);
        this.writes = new Writes(store, owned, locks, new InStep(store, types, ids));
        this.actions = new Actions(store, locks);
    }

    @Override
    public boolean serves(HttpCall call) {
        String path = call.path().toLowerCase(Locale.ROOT);
        return HOSTS.contains(call.host())
                && (path.startsWith("/subscriptions")
                        || path.startsWith("//subscriptions")
                        || path.startsWith("/providers/"))
                && !path.startsWith("/providers/microsoft.resourcegraph/");
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        String correlation = call.header("x-ms-correlation-request-id")
                .filter(id -> ID.matcher(id).matches())
                .orElseGet(() -> ids.get().toString());
        HttpAnswer answer;
        try {
            answer = admitted(call, correlation);
        } catch (Refusal refused) {
            answer = refused.answer();
        }
        Map<String, String> headers = new TreeMap<>(answer.headers());
        headers.put("x-ms-request-id", ids.get().toString());
        headers.put("x-ms-correlation-request-id", correlation);
        headers.put("Cache-Control", "no-cache");
        byte[] body = call.method().equals("HEAD") ? new byte[0] : answer.body();
        return new HttpAnswer(answer.status(), headers, body);
    }

    private HttpAnswer admitted(HttpCall call, String correlation) {
        Optional<HttpAnswer> refused = BearerToken.refused(call);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!METHODS.contains(call.method())) {
            throw Refusal.wrongMethod(call.method(), "Resource Manager");
        }
        Address address = Address.of(call.method(), call.path());
        Optional<ResourceType> type = version(call, address);
        if (store.unknown(address.type())) {
            throw new Refusal(
                    403,
                    "AuthorizationFailed",
                    "The client '" + Caller.of(call).name() + "' does not have authorization to perform action '"
                            + address.type() + "/read': the estate file names the type in `notExported`, so nothing is"
                            + " known of it; export it, or take it off that list.");
        }
        return switch (call.method()) {
            case "GET", "HEAD" -> reads.answer(call, address);
            case "POST" -> acted(call, address, correlation);
            default -> written(call, address, type, correlation);
        };
    }

    private HttpAnswer written(HttpCall call, Address address, Optional<ResourceType> type, String correlation) {
        if (!(address instanceof Address.One one)) {
            throw Refusal.wrongMethod(call.method(), "a list");
        }
        WriteRequest request = new WriteRequest(call, one.id(), type, clock.instant(), correlation);
        Writes.Outcome outcome = writes.done(request);
        tell(outcome.writes());
        return outcome.answer();
    }

    private HttpAnswer acted(HttpCall call, Address address, String correlation) {
        if (!(address instanceof Address.Action action)) {
            throw Refusal.wrongMethod("POST", "this address");
        }
        HttpAnswer answer = actions.answer(action);
        WriteRequest request = new WriteRequest(call, action.id(), Optional.empty(), clock.instant(), correlation);
        tell(List.of(request.action(types.spelling(action.type()) + "/" + action.name() + "/action")));
        return answer;
    }

    private void tell(List<ArmWrite> done) {
        for (ArmWrite write : done) {
            for (WriteListener listener : listeners) {
                try {
                    listener.onWrite(write);
                } catch (RuntimeException failed) {
                    LOG.log(Level.SEVERE, "a listener failed on " + write.operationName(), failed);
                }
            }
        }
    }

    /** The type at the version that the request asks for; empty where Azure's data does not have the type. */
    private Optional<ResourceType> version(HttpCall call, Address address) {
        String version = call.parameter("api-version")
                .filter(given -> !given.isBlank())
                .orElseThrow(() -> new Refusal(
                        400,
                        "MissingApiVersionParameter",
                        "The api-version query parameter (?api-version=) is required for all requests."));
        String type = address.type().equalsIgnoreCase(GROUPS) ? "Microsoft.Resources/resourceGroups" : address.type();
        List<String> known = types.versions(type);
        boolean supported =
                known.isEmpty() ? TypeData.isVersion(version) : known.stream().anyMatch(version::equalsIgnoreCase);
        if (!supported) {
            throw unsupported(type, version, known);
        }
        return types.find(type, version.toLowerCase(Locale.ROOT));
    }

    private static Refusal unsupported(String type, String version, List<String> known) {
        String given = version.replaceAll("\\p{Cntrl}", "?");
        String shown = given.length() <= 60 ? given : given.substring(0, 60) + "…";
        if (known.isEmpty()) {
            return new Refusal(
                    400,
                    "InvalidApiVersionParameter",
                    "The api-version '" + shown
                            + "' is invalid: expected a date as '2024-10-01', or one with '-preview'.");
        }
        return new Refusal(
                400,
                "NoRegisteredProviderFound",
                "No registered resource provider found for location 'global' and API version '" + shown + "' for type '"
                        + type.substring(type.indexOf('/') + 1) + "'. The supported api-versions are '"
                        + String.join(", ", known) + "'.");
    }

    /** An answer with a JSON body. */
    static HttpAnswer json(int status, JsonNode body, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Content-Type", "application/json; charset=utf-8");
        return new HttpAnswer(status, all, body.toString().getBytes(StandardCharsets.UTF_8));
    }
}

package dev.plumbline.cli.local.arm;

import dev.plumbline.cli.local.HttpCall;
import java.util.List;
import java.util.Optional;

/**
 * Who made a request.
 *
 * @param name a user's sign-in name, or an application's display name
 * @param type {@code User}, {@code ServicePrincipal} or {@code ManagedIdentity}
 */
public record Caller(String name, String objectId, String type, String ip) {
    /** The person at the keyboard, when a request says nothing else. */
    public static final Caller LOCAL_USER =
            new Caller("you@localhost", "00000000-0000-4000-8000-000000000001", "User", "127.0.0.1");

    /** The function app's own identity: whoever comes through an SDK client with a token. */
    public static final Caller MONITOR =
            new Caller("plumbline", "00000000-0000-4000-8000-000000000002", "ManagedIdentity", "127.0.0.1");

    private static final List<String> TYPES = List.of("User", "ServicePrincipal", "ManagedIdentity");
    private static final int LONGEST = 256;

    static Caller of(HttpCall call) {
        Caller otherwise = call.origin().startsWith("https:") ? MONITOR : LOCAL_USER;
        Optional<String> name = text(call, "x-plumbline-actor");
        if (name.isEmpty()) {
            return otherwise;
        }
        String type = text(call, "x-plumbline-actor-type")
                .flatMap(given -> TYPES.stream().filter(given::equalsIgnoreCase).findFirst())
                .orElse("User");
        return new Caller(
                name.get(),
                text(call, "x-plumbline-actor-id").orElse(otherwise.objectId()),
                type,
                text(call, "x-plumbline-actor-ip").orElse(otherwise.ip()));
    }

    private static Optional<String> text(HttpCall call, String header) {
        return call.header(header)
                .map(value -> value.replaceAll("\\p{Cntrl}", ""))
                .filter(value -> !value.isBlank() && value.length() <= LONGEST);
    }
}

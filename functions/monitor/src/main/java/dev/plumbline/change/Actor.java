package dev.plumbline.change;

import java.util.Optional;

/**
 * Who made a change, as far as the event tells.
 *
 * @param name the sign-in name; for an application its id
 * @param objectId the object id in the directory
 * @param type {@code User}, {@code ServicePrincipal} or {@code ManagedIdentity}
 * @param ip the address the request came from
 * @param appId the application that the token was issued to
 */
public record Actor(
        Optional<String> name,
        Optional<String> objectId,
        Optional<String> type,
        Optional<String> ip,
        Optional<String> appId) {
    private static final Actor NOBODY =
            new Actor(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** An actor of whom nothing is known. */
    public static Actor unknown() {
        return NOBODY;
    }

    /** How people know the actor: by name, else by object id. */
    public Optional<String> shown() {
        return name.or(() -> objectId);
    }
}

package dev.plumbline.finding;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which subscriptions a sweep has been through, as the ledger says; looked up again after a while. Thread safe. */
public final class SweptSubscriptions {
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Optional<Snapshot> snapshot, Instant until) {}

    /** The subscriptions of a ledger. */
    public SweptSubscriptions(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Whether any sweep has been through. */
    public boolean swept(String subscriptionId) {
        return snapshot(subscriptionId).flatMap(Snapshot::completedAt).isPresent();
    }

    /** Whether the last sweep that was through judged by this baseline. */
    public boolean sweptUnder(String subscriptionId, String baselineVersion) {
        return snapshot(subscriptionId)
                .filter(snapshot -> snapshot.completedAt().isPresent())
                .map(snapshot -> snapshot.completedVersion().equals(baselineVersion))
                .orElse(false);
    }

    /** Looks the subscription up anew next time. */
    public void forget(String subscriptionId) {
        known.remove(subscriptionId.toLowerCase(Locale.ROOT));
    }

    private Optional<Snapshot> snapshot(String subscriptionId) {
        String key = subscriptionId.toLowerCase(Locale.ROOT);
        Known kept = known.get(key);
        if (kept != null && clock.instant().isBefore(kept.until())) {
            return kept.snapshot();
        }
        Optional<Snapshot> snapshot = ledger.snapshot(key).map(Versioned::value);
        known.put(key, new Known(snapshot, clock.instant().plus(KEPT)));
        return snapshot;
    }
}

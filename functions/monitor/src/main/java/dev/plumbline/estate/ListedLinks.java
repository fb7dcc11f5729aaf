package dev.plumbline.estate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The edges of whole subscriptions, listed from Resource Graph the first time that one is asked about, and again after a
 * while. It stands in until a sweep has been through and the ledger knows the edges. Thread safe.
 */
public final class ListedLinks {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MAX_PAGES = 2_000;
    private static final int MAX_DEPTH = 3;

    private final Estate estate;
    private final InstantSource clock;
    private final Map<String, Listed> listed = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    private record Listed(EdgeTable edges, Instant until) {}

    /** The edges of an estate, by a clock. */
    public ListedLinks(Estate estate, InstantSource clock) {
        this.estate = estate;
        this.clock = clock;
    }

    /** The edges of one subscription. */
    public Links of(String subscriptionId) {
        String key = subscriptionId.toLowerCase(Locale.ROOT);
        Optional<EdgeTable> kept = kept(key);
        if (kept.isPresent()) {
            return kept.get();
        }
        synchronized (locks.computeIfAbsent(key, missing -> new Object())) {
            Optional<EdgeTable> meanwhile = kept(key);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            EdgeTable edges = list(key);
            listed.put(key, new Listed(edges, clock.instant().plus(KEPT)));
            return edges;
        }
    }

    /** Forgets a subscription, because its edges are known elsewhere by now. */
    public void forget(String subscriptionId) {
        listed.remove(subscriptionId.toLowerCase(Locale.ROOT));
    }

    private Optional<EdgeTable> kept(String key) {
        return Optional.ofNullable(listed.get(key))
                .filter(known -> clock.instant().isBefore(known.until()))
                .map(Listed::edges);
    }

    private EdgeTable list(String subscription) {
        EdgeTable edges = new EdgeTable();
        Optional<String> token = Optional.empty();
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            GraphPage page = estate.page(Set.of(subscription), Set.of(), token);
            page.resources().forEach(resource -> put(resource, edges, 0));
            token = page.next();
            if (token.isEmpty()) {
                break;
            }
        }
        return edges;
    }

    private void put(Resource resource, EdgeTable edges, int depth) {
        edges.put(resource.id(), References.of(resource));
        for (String type : PartTypes.referring(resource.id().type())) {
            Reading<List<Resource>> parts = estate.children(resource.id(), type);
            if (depth < MAX_DEPTH && parts instanceof Reading.Present<List<Resource>> present) {
                present.value().forEach(part -> put(part, edges, depth + 1));
            }
        }
    }
}

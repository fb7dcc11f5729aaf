package dev.plumbline.estate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documents of subscriptions and resource groups, kept for a while: nearly every evaluation is given them and few
 * look. Thread safe. What cannot be read is known by its id only.
 */
public final class Surroundings {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MAX_KEPT = 5_000;

    private final Estate estate;
    private final InstantSource clock;
    private final Map<ResourceId, Known> known = new ConcurrentHashMap<>();

    private record Known(ObjectNode document, Instant until) {}

    /** The surroundings in an estate, by a clock. */
    public Surroundings(Estate estate, InstantSource clock) {
        this.estate = estate;
        this.clock = clock;
    }

    /** The document of a subscription or group; not to be changed. */
    public ObjectNode of(ResourceId id) {
        Instant now = clock.instant();
        Known kept = known.get(id);
        if (kept != null && now.isBefore(kept.until())) {
            return kept.document();
        }
        ObjectNode document = read(id);
        if (known.size() >= MAX_KEPT) {
            known.clear();
        }
        known.put(id, new Known(document, now.plus(KEPT)));
        return document;
    }

    /** Forgets a document, because it has changed. */
    public void forget(ResourceId id) {
        known.remove(id);
    }

    private ObjectNode read(ResourceId id) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("id", id.toString())
                .put("name", id.name())
                .put("type", id.type());
        if (id.resourceGroup().isEmpty()) {
            document.put("subscriptionId", id.name());
        }
        if (estate.read(id) instanceof Reading.Present<Resource> present) {
            document.setAll(present.value().json());
        }
        return document;
    }
}

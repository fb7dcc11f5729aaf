package dev.plumbline.cli.local.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Event Grid's dead-letter container as a folder: {@code topic/SUBSCRIPTION/year/month/day/hour/id.json}, each file an array
 * of one event with the reason and the attempts.
 */
public final class DeadLetterFolder {
    /** Why an event was given up. */
    enum Reason {
        MaxDeliveryAttemptsExceeded,
        TimeToLiveExceeded,
        DeliveryRefused
    }

    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final Supplier<String> ids;

    /** A folder, made when the first event is given up; {@code ids} names the files. */
    public DeadLetterFolder(Path folder, Supplier<String> ids) {
        this.folder = folder;
        this.ids = ids;
    }

    void keep(ObjectNode event, EventSubscription subscription, Reason reason, Attempts attempts, Instant now) {
        boolean cloud = subscription.schema() == EventSchema.CLOUD_EVENTS;
        ObjectNode kept = event.deepCopy();
        kept.put(name("deadLetterReason", cloud), reason.name());
        kept.put(name("deliveryAttempts", cloud), attempts.made());
        kept.put(name("lastDeliveryOutcome", cloud), attempts.lastOutcome());
        kept.put(name("publishTime", cloud), attempts.published().toString());
        kept.put(name("lastDeliveryAttemptTime", cloud), attempts.last().toString());
        ArrayNode file = json.createArrayNode().add(kept);
        ZonedDateTime hour = now.atZone(ZoneOffset.UTC);
        Path path = folder.resolve("plumbline")
                .resolve(subscription.name().toUpperCase(Locale.ROOT))
                .resolve(String.valueOf(hour.getYear()))
                .resolve(String.valueOf(hour.getMonthValue()))
                .resolve(String.valueOf(hour.getDayOfMonth()))
                .resolve(String.valueOf(hour.getHour()))
                .resolve(ids.get() + ".json");
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, json.writerWithDefaultPrettyPrinter().writeValueAsString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("a dead letter could not be written to `" + path + "`", e);
        }
    }

    private static String name(String name, boolean cloud) {
        return cloud ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** What is known of the deliveries of one event so far. */
    record Attempts(int made, String lastOutcome, Instant published, Instant last) {}
}

package dev.plumbline.cli.local.event;

import java.time.Duration;

/**
 * An event subscription whose endpoint is a function: its name, the function, the delivery schema and how long Event Grid
 * keeps trying.
 */
public record EventSubscription(
        String name, String function, EventSchema schema, int maxDeliveryAttempts, Duration timeToLive) {
    /** Checks the limits that Event Grid has: 1 to 30 attempts, 1 to 1,440 minutes. */
    public EventSubscription {
        if (maxDeliveryAttempts < 1 || maxDeliveryAttempts > 30) {
            throw new IllegalArgumentException("1 to 30 attempts are possible, found `" + maxDeliveryAttempts + "`");
        }
        if (timeToLive.toMinutes() < 1 || timeToLive.toMinutes() > 1440) {
            throw new IllegalArgumentException("1 to 1440 minutes to live are possible, found `" + timeToLive + "`");
        }
    }

    /** A subscription with the service's own defaults: 30 attempts, one day. */
    public static EventSubscription of(String name, String function, EventSchema schema) {
        return new EventSubscription(name, function, schema, 30, Duration.ofDays(1));
    }
}

package dev.plumbline.cli.local.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When Event Grid tries a delivery again.
 *
 * <p>Source: Event Grid's documentation of delivery and retry. Its jitter and the delays for endpoints that it holds to be
 * unhealthy are left out, so that a run can be repeated.
 */
public final class RetrySchedule {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12));
    private static final Set<Integer> NEVER_RETRIED = Set.of(400, 401, 403, 413);

    private RetrySchedule() {}

    static boolean delivered(int status) {
        return status >= 200 && status <= 204;
    }

    /** How long to wait after the given attempt (from 1) was answered with {@code status}; empty when it is of no use. */
    public static Optional<Duration> wait(int attempt, int status) {
        if (NEVER_RETRIED.contains(status)) {
            return Optional.empty();
        }
        Duration scheduled = WAITS.get(Math.min(attempt, WAITS.size()) - 1);
        Duration least = switch (status) {
            case 404 -> Duration.ofMinutes(5);
            case 408 -> Duration.ofMinutes(2);
            case 503 -> Duration.ofSeconds(30);
            default -> Duration.ofSeconds(10);
        };
        return Optional.of(scheduled.compareTo(least) < 0 ? least : scheduled);
    }
}

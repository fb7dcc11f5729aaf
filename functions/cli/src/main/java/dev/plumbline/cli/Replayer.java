package dev.plumbline.cli;

import dev.plumbline.cli.local.StepTimeline;
import dev.plumbline.cli.local.event.RetrySchedule;
import dev.plumbline.functions.PublishPending;
import dev.plumbline.functions.ResourceChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands recorded deliveries to the function, each as a call of its own, and repeats those that fail as Event Grid does: by its
 * schedule, for a day at most. The timeline jumps, so nobody waits.
 */
final class Replayer {
    private static final Logger LOG = LoggerFactory.getLogger(Replayer.class);
    private static final int MOST_ATTEMPTS = 30;
    private static final Duration TIME_TO_LIVE = Duration.ofDays(1);
    private static final int FAILURE = 500;

    private final LocalMonitor monitor;
    private final StepTimeline timeline;
    private final List<String> undelivered = new ArrayList<>();

    Replayer(LocalMonitor monitor, StepTimeline timeline) {
        this.monitor = monitor;
        this.timeline = timeline;
    }

    /** Plays all deliveries in their order; gives why some could not be delivered. */
    List<String> play(List<String> deliveries) {
        // All of it has happened already: one read answers it all, and names who came last.
        deliveries.forEach(monitor.monitor()::announce);
        for (String delivery : deliveries) {
            attempt(delivery, 1, Duration.ZERO);
        }
        timeline.runUntilIdle();
        publishRest();
        return List.copyOf(undelivered);
    }

    private void attempt(String delivery, int attempt, Duration age) {
        try {
            monitor.invoke(ResourceChanged.class, delivery);
        } catch (RuntimeException e) {
            Optional<Duration> wait = RetrySchedule.wait(attempt, FAILURE)
                    .filter(next -> attempt < MOST_ATTEMPTS && age.plus(next).compareTo(TIME_TO_LIVE) <= 0);
            if (wait.isPresent()) {
                timeline.after(wait.get(), () -> attempt(delivery, attempt + 1, age.plus(wait.get())));
            } else {
                undelivered.add("a delivery was given up after " + attempt + " attempts: " + e.getMessage());
            }
        }
    }

    /** What the sink did not take at once is published later, as the timer would; as long as that helps. */
    private void publishRest() {
        Duration pause = Duration.ofMinutes(2);
        for (int run = 0; run < MOST_ATTEMPTS && monitor.pending(); run++) {
            timeline.advance(pause);
            try {
                monitor.invoke(PublishPending.class, "{}");
            } catch (RuntimeException e) {
                // The function's own log told it; what is still pending at the end is reported below.
                LOG.debug("pending rows were not taken", e);
            }
        }
        if (monitor.pending()) {
            undelivered.add("some rows could not be published; they are still in the ledger");
        }
    }
}

package dev.plumbline.cli.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The timeline of a running local monitor: the machine's clock and a small pool of daemon threads. */
public final class WallTimeline implements Timeline {
    private static final Logger LOG = LoggerFactory.getLogger(WallTimeline.class);

    private final Clock clock = Clock.systemUTC();
    private final ScheduledThreadPoolExecutor threads;

    /** A timeline whose tasks run on {@code threads} daemon threads. */
    public WallTimeline(int threads) {
        this.threads = new ScheduledThreadPoolExecutor(threads, task -> {
            Thread thread = new Thread(task, "timeline");
            thread.setDaemon(true);
            return thread;
        });
        this.threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void after(Duration delay, Runnable task) {
        try {
            threads.schedule(() -> runLogged(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("a task was dropped because the timeline is closed");
        }
    }

    private static void runLogged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a scheduled task failed", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

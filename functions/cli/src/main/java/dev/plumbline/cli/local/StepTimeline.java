package dev.plumbline.cli.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A timeline that stands still until it is told to go on, and then jumps.
 *
 * <p>Tasks run on the thread that calls {@link #runUntilIdle} or {@link #advance}, in the order in which they are due;
 * equal times keep the order in which they were asked for. Not for use by several threads that advance at once.
 */
public final class StepTimeline implements Timeline {
    private record Due(Instant at, long order, Runnable task) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private Instant now;
    private long order;

    /** A timeline that begins at {@code start}. */
    public StepTimeline(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void after(Duration delay, Runnable task) {
        due.add(new Due(now.plus(delay.isNegative() ? Duration.ZERO : delay), order++, task));
    }

    /** Runs everything that is or becomes due, however far in the future, until nothing is left. */
    public void runUntilIdle() {
        for (Due next = take(Instant.MAX); next != null; next = take(Instant.MAX)) {
            next.task().run();
        }
    }

    /** Moves on by {@code step}, running what becomes due on the way. */
    public void advance(Duration step) {
        Instant until = instant().plus(step);
        for (Due next = take(until); next != null; next = take(until)) {
            next.task().run();
        }
        synchronized (this) {
            now = until;
        }
    }

    private synchronized @Nullable Due take(Instant until) {
        Due next = due.peek();
        if (next == null || next.at().isAfter(until)) {
            return null;
        }
        due.remove();
        if (next.at().isAfter(now)) {
            now = next.at();
        }
        return next;
    }

    @Override
    public synchronized void close() {
        due.clear();
    }
}

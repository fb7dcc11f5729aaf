package dev.plumbline.cli.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time as the embedded Azure lives it: what time it is, and what is to happen later.
 *
 * <p>{@link WallTimeline} follows the machine's clock; {@link StepTimeline} jumps from one due task to the next, so that
 * a retry schedule of a day is played in no time.
 */
public interface Timeline extends InstantSource, AutoCloseable {
    /** Runs {@code task} once, {@code delay} from now; a failure of the task is logged and goes no further. */
    void after(Duration delay, Runnable task);

    @Override
    Instant instant();

    @Override
    void close();
}

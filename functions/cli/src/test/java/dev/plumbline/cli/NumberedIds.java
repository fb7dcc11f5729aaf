package dev.plumbline.cli;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Ids that can be told beforehand: a part, set by the test, and a number that begins anew with each part. */
final class NumberedIds implements Supplier<UUID> {
    private final AtomicLong part = new AtomicLong();
    private final AtomicLong number = new AtomicLong();

    void part(long next) {
        part.set(next);
        number.set(0);
    }

    @Override
    public UUID get() {
        return new UUID(part.get(), number.incrementAndGet());
    }
}

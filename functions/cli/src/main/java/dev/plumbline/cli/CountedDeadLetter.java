package dev.plumbline.cli;

import dev.plumbline.finding.DeadDelivery;
import dev.plumbline.finding.DeadLetter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A dead letter that tells of each delivery it is given, counts them, and keeps them where there is a place. */
final class CountedDeadLetter implements DeadLetter {
    private final Optional<? extends DeadLetter> place;
    private final PrintWriter err;
    private final AtomicInteger kept = new AtomicInteger();

    CountedDeadLetter(Optional<? extends DeadLetter> place, PrintWriter err) {
        this.place = place;
        this.err = err;
    }

    int kept() {
        return kept.get();
    }

    @Override
    public void keep(DeadDelivery delivery) {
        place.ifPresent(folder -> folder.keep(delivery));
        kept.incrementAndGet();
        err.println("put aside: " + Text.printable(delivery.reason()));
    }

    @Override
    public List<DeadDelivery> recent(int limit) {
        return place.map(folder -> folder.recent(limit)).orElse(List.of());
    }
}

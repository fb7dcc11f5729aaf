package dev.plumbline;

import dev.plumbline.finding.DeadDelivery;
import dev.plumbline.finding.DeadLetter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A dead letter in memory. */
final class MemoryDeadLetter implements DeadLetter {
    final List<DeadDelivery> kept = new CopyOnWriteArrayList<>();

    @Override
    public void keep(DeadDelivery delivery) {
        kept.add(0, delivery);
    }

    @Override
    public List<DeadDelivery> recent(int limit) {
        return kept.stream().limit(limit).toList();
    }
}

package dev.plumbline.finding;

import java.util.List;

/** Keeps what can never succeed. Thread safe; throws {@link dev.plumbline.estate.TransientFailure} when it cannot. */
public interface DeadLetter {
    /** Keeps a delivery. Keeping the same one twice is allowed and may show twice. */
    void keep(DeadDelivery delivery);

    /** Up to that many of the newest, newest first. */
    List<DeadDelivery> recent(int limit);
}

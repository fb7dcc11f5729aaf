package dev.plumbline.finding;

import dev.plumbline.estate.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the current verdicts, the edges of the graph and the unpublished transitions are kept.
 *
 * <p>Thread safe, shared by every instance of the app. Ids are compared without regard to case. Every method throws
 * {@link dev.plumbline.estate.TransientFailure} for what can succeed later.
 */
public interface Ledger {
    /** The entry of a resource. */
    Optional<Versioned<LedgerEntry>> find(ResourceId id);

    /**
     * Writes an entry whole: state, edges and outbox in one step, and the reverse edges so that {@link #referrers}
     * finds them (before the entry or with it, never only after).
     *
     * @param expectedTag the tag of the version that was read; absent when there must be no entry yet
     * @return the new tag
     * @throws LedgerConflict if the stored version is another one
     */
    String put(LedgerEntry entry, Optional<String> expectedTag);

    /**
     * The resources whose entry has an edge to the target. An entry whose write failed half-way may be named although
     * its edge is not there: who asks reads the entry.
     */
    Set<ResourceId> referrers(ResourceId target);

    /** Up to that many resources whose outbox is not empty. */
    List<ResourceId> pending(int limit);

    /**
     * Up to that many resources of a subscription that have an entry and were there when it was written, in an order that does not change, from behind
     * the given one on.
     */
    List<ResourceId> known(String subscriptionId, Optional<ResourceId> after, int limit);

    /** How far the sweeps of a subscription have come. */
    Optional<Versioned<Snapshot>> snapshot(String subscriptionId);

    /**
     * Writes how far the sweeps of a subscription have come.
     *
     * @param expectedTag as in {@link #put}
     * @return the new tag
     * @throws LedgerConflict if the stored version is another one
     */
    String putSnapshot(Snapshot snapshot, Optional<String> expectedTag);
}

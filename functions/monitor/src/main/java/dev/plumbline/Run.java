package dev.plumbline;

import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.TransientFailure;
import dev.plumbline.finding.Counters;
import dev.plumbline.finding.Counters.Count;
import dev.plumbline.finding.DeadDelivery;
import dev.plumbline.finding.DeadLetter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One delivery or page on its way; a failure of one resource does not keep the others from being evaluated. */
final class Run {
    private final Instant receivedAt;
    private final DeadLetter deadLetter;
    private final Counters counters;
    private final List<String> remarks = new ArrayList<>();
    private int evaluated;
    private boolean deadLettered;
    private Optional<TransientFailure> failure = Optional.empty();

    Run(Instant receivedAt, DeadLetter deadLetter, Counters counters) {
        this.receivedAt = receivedAt;
        this.deadLetter = deadLetter;
        this.counters = counters;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    void evaluated(Evaluations.Done done) {
        evaluated++;
        done.remark().ifPresent(remarks::add);
    }

    /** Keeps what can never succeed, with the reason. */
    void putAside(String body, String reason) {
        deadLetter.keep(new DeadDelivery(body, reason, receivedAt, "event"));
        counters.add(Count.DEAD_LETTERED);
        deadLettered = true;
        remarks.add(reason);
    }

    /** Keeps the first failure that may succeed later; puts aside what cannot. */
    void attempt(Runnable step, ResourceId id) {
        try {
            step.run();
        } catch (TransientFailure e) {
            failure = failure.isPresent() ? failure : Optional.of(e);
        } catch (RuntimeException e) {
            putAside(
                    id.toString(),
                    "evaluation of `" + id + "`: expected verdicts, found "
                            + e.getClass().getName() + ": " + e.getMessage() + "; report it with this entry");
        }
    }

    boolean failed() {
        return failure.isPresent();
    }

    /**
     * What became of it.
     *
     * @throws TransientFailure if some of it can succeed later
     */
    Outcome outcome() {
        if (failure.isPresent()) {
            counters.add(Count.RETRIED);
            throw failure.get();
        }
        Outcome.Kind kind =
                deadLettered ? Outcome.Kind.DEAD_LETTERED : evaluated > 0 ? Outcome.Kind.HANDLED : Outcome.Kind.IGNORED;
        return new Outcome(kind, evaluated, remarks);
    }
}

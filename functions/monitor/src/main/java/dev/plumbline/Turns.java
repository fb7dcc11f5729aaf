package dev.plumbline;

import dev.plumbline.change.ChangeEvent;
import dev.plumbline.estate.ResourceId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One evaluation of a resource at a time within this instance. Whoever has the turn sees the events of all who wait and
 * those that were announced, so that a burst is answered by one evaluation that names the newest of them.
 */
final class Turns {
    /** The most events that are remembered before their delivery. */
    static final int MAX_ANNOUNCED = 50_000;

    private final Map<ResourceId, Turn> turns = new ConcurrentHashMap<>();
    private final AtomicInteger announced = new AtomicInteger();
    private final InstantSource clock;

    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock();
        private final Set<ChangeEvent> waiting = new LinkedHashSet<>();
        private final Set<ChangeEvent> announced = new LinkedHashSet<>();
        private int takers;
    }

    Turns(InstantSource clock) {
        this.clock = clock;
    }

    /** Remembers an event that is on its way; beyond the limit it is forgotten, which costs no more than its name. */
    void announce(ChangeEvent event) {
        if (announced.get() >= MAX_ANNOUNCED) {
            return;
        }
        turns.compute(event.subject(), (key, known) -> {
            Turn turn = known == null ? new Turn() : known;
            if (turn.announced.add(event)) {
                announced.incrementAndGet();
            }
            return turn;
        });
    }

    /** Runs when it is the resource's turn, with the events of all who wait for it. */
    <T> T take(ResourceId id, Collection<ChangeEvent> events, Function<List<ChangeEvent>, T> evaluation) {
        Turn turn = join(id, events);
        Set<ChangeEvent> answered = new LinkedHashSet<>();
        turn.lock.lock();
        try {
            Set<ChangeEvent> open = open(id, turn, events);
            T result = evaluation.apply(new ArrayList<>(open));
            answered.addAll(open);
            return result;
        } finally {
            turn.lock.unlock();
            leave(id, events, answered);
        }
    }

    private Turn join(ResourceId id, Collection<ChangeEvent> events) {
        return turns.compute(id, (key, known) -> {
            Turn turn = known == null ? new Turn() : known;
            turn.takers++;
            turn.waiting.addAll(events);
            return turn;
        });
    }

    /** The own events, and of the others those that have happened by now: the read that follows answers them. */
    private Set<ChangeEvent> open(ResourceId id, Turn turn, Collection<ChangeEvent> own) {
        Set<ChangeEvent> open = new LinkedHashSet<>(own);
        Instant now = clock.instant();
        turns.computeIfPresent(id, (key, known) -> {
            for (Set<ChangeEvent> others : List.of(turn.waiting, turn.announced)) {
                others.stream().filter(event -> !event.eventTime().isAfter(now)).forEach(open::add);
            }
            return known;
        });
        return open;
    }

    private void leave(ResourceId id, Collection<ChangeEvent> events, Set<ChangeEvent> answered) {
        turns.computeIfPresent(id, (key, turn) -> {
            turn.takers--;
            turn.waiting.removeAll(new LinkedHashSet<>(events));
            int before = turn.announced.size();
            turn.announced.removeAll(answered);
            turn.announced.removeAll(new LinkedHashSet<>(events));
            announced.addAndGet(turn.announced.size() - before);
            return turn.takers == 0 && turn.announced.isEmpty() ? null : turn;
        });
    }
}

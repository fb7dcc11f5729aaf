package dev.plumbline.estate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read of an estate, kept for a while, because the neighbours of one resource are those of the next.
 *
 * <p>Looked at through a {@link Look}, which says how old what it is given may be. What an event tells of is forgotten, and
 * an answer to a request that was sent before is not kept any more. Thread safe. A {@link TransientFailure} is not kept.
 */
public final class KeptEstate {
    private static final int MOST_READINGS = 40_000;
    private static final int MOST_RESOURCES = 40_000;
    private static final int STRIPES = 1 << 14;

    private final Estate estate;
    private final InstantSource clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final AtomicLong resources = new AtomicLong();
    /** When something with a name of that hash was last forgotten: too often for its neighbours in the array does no harm. */
    private final AtomicReferenceArray<Instant> forgotten = new AtomicReferenceArray<>(STRIPES);

    /** An answer, and when it was asked for. */
    private record Kept(Object answer, Instant sent, int size) {}

    /** Keeps what is read of an estate, by a clock. */
    public KeptEstate(Estate estate, InstantSource clock) {
        this.estate = estate;
        this.clock = clock;
    }

    /** The estate, with answers to what was asked after the given time. */
    public Look since(Instant oldest) {
        return new Look(oldest, clock.instant(), Optional.empty());
    }

    /**
     * The estate around a resource: itself and all that is part of it is asked for anew, because Azure changes parts in step
     * with other resources and tells of those only; of the rest there are answers to what was asked after the given time.
     */
    public Look around(ResourceId judged, Instant oldest) {
        return new Look(oldest, clock.instant(), Optional.of(judged.root()));
    }

    /**
     * Forgets whatever an event makes doubtful: the resource, what it is part of, and the lists that it may be in.
     *
     * @param types the full types of what has changed with it, its own as a rule
     * @param deleted whether it may be gone
     */
    public void forget(ResourceId changed, Collection<String> types, boolean deleted) {
        Instant now = clock.instant();
        forget(readKey(changed), now);
        for (Optional<ResourceId> above = changed.parent();
                above.isPresent();
                above = above.get().parent()) {
            ResourceId container = above.get();
            forget(readKey(container), now);
            types.forEach(type -> forget(childrenKey(container, type), now));
        }
        changed.subscriptionId()
                .ifPresent(subscription -> types.forEach(type -> {
                    forgetList(listKey(subscription, Optional.empty(), type), changed, deleted, now);
                    forgetList(listKey(subscription, changed.resourceGroup(), type), changed, deleted, now);
                }));
    }

    /** Of a workload's settings nobody reads in a list, so that a list stays as long as it names the same workloads. */
    private void forgetList(String key, ResourceId changed, boolean deleted, Instant now) {
        boolean same = !deleted && ReferenceGraph.isWorkload(changed.type()) && names(kept.get(key), changed);
        if (!same) {
            forget(key, now);
        }
    }

    private static boolean names(@Nullable Kept list, ResourceId id) {
        return list != null
                && list.answer() instanceof Reading.Present<?> present
                && present.value() instanceof List<?> all
                && all.stream()
                        .anyMatch(each -> each instanceof Resource resource
                                && resource.id().equals(id));
    }

    private void forget(String key, Instant now) {
        forgotten.set(stripe(key), now);
        Kept old = kept.remove(key);
        if (old != null) {
            resources.addAndGet(-old.size());
        }
    }

    private static int stripe(String key) {
        return (key.hashCode() ^ key.hashCode() >>> 16) & STRIPES - 1;
    }

    private static String readKey(ResourceId id) {
        return "read " + id.key();
    }

    private static String childrenKey(ResourceId parent, String type) {
        return "children " + type.toLowerCase(Locale.ROOT) + " " + parent.key();
    }

    private static String listKey(String subscription, Optional<String> group, String type) {
        return ("list " + type + " " + subscription + " " + group.orElse("")).toLowerCase(Locale.ROOT);
    }

    private void keep(String key, Object answer, Instant sent) {
        int size = answer instanceof Reading.Present<?> present && present.value() instanceof List<?> list
                ? list.size()
                : 1;
        if (kept.size() >= MOST_READINGS || resources.get() + size > MOST_RESOURCES) {
            kept.clear();
            resources.set(0);
        }
        Kept old = kept.put(key, new Kept(answer, sent, size));
        resources.addAndGet(size - (long) (old == null ? 0 : old.size()));
        Instant doubtful = forgotten.get(stripe(key));
        if (doubtful != null && !sent.isAfter(doubtful)) {
            forget(key, doubtful);
        }
    }

    /** The estate as one evaluation looks at it. For one thread. */
    public final class Look implements Estate {
        private final Instant oldest;
        private final Instant begun;
        private final Optional<ResourceId> own;
        private boolean old;

        private Look(Instant oldest, Instant begun, Optional<ResourceId> own) {
            this.oldest = oldest;
            this.begun = begun;
            this.own = own;
        }

        /** Whether anything that was given had been read before the look began. */
        public boolean old() {
            return old;
        }

        @Override
        public Reading<Resource> read(ResourceId id) {
            return answer(readKey(id), isOwn(id), () -> estate.read(id));
        }

        @Override
        public Reading<List<Resource>> children(ResourceId parent, String type) {
            return answer(childrenKey(parent, type), isOwn(parent), () -> estate.children(parent, type));
        }

        @Override
        public Reading<List<Resource>> list(String subscriptionId, Optional<String> resourceGroup, String type) {
            return answer(
                    listKey(subscriptionId, resourceGroup, type),
                    false,
                    () -> estate.list(subscriptionId, resourceGroup, type));
        }

        /** Always asked anew: a page is one of a listing, and its token runs out. */
        @Override
        public GraphPage page(Set<String> subscriptions, Set<String> types, Optional<String> skipToken) {
            return estate.page(subscriptions, types, skipToken);
        }

        @Override
        public Reading<JsonNode> directory(String path) {
            return answer("directory " + path, false, () -> estate.directory(path));
        }

        private boolean isOwn(ResourceId id) {
            return own.filter(root -> id.equals(root) || id.isWithin(root)).isPresent();
        }

        @SuppressWarnings("unchecked") // each key belongs to one kind of question
        private <T> T answer(String key, boolean anew, Supplier<T> ask) {
            Kept known = anew ? null : kept.get(key);
            if (known != null && known.sent().isAfter(oldest)) {
                old |= known.sent().isBefore(begun);
                return (T) known.answer();
            }
            Instant sent = clock.instant();
            T answer = ask.get();
            keep(key, answer, sent);
            return answer;
        }
    }
}

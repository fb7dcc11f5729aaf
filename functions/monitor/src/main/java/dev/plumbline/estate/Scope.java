package dev.plumbline.estate;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The subscriptions that are monitored; nothing outside is ever read.
 *
 * @param subscriptions their ids, in lower case
 */
public record Scope(Set<String> subscriptions) {
    public Scope {
        subscriptions =
                subscriptions.stream().map(id -> id.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** The scope of the given subscriptions. */
    public static Scope of(Collection<String> subscriptions) {
        return new Scope(Set.copyOf(subscriptions));
    }

    /** Whether the id lies in a monitored subscription. */
    public boolean contains(ResourceId id) {
        return id.subscriptionId().map(s -> contains(s)).orElse(false);
    }

    /** Whether the subscription is monitored. */
    public boolean contains(String subscriptionId) {
        return subscriptions.contains(subscriptionId.toLowerCase(Locale.ROOT));
    }
}

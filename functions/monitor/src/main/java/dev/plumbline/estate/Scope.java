package dev.plumbline.estate;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The subscriptions that are monitored; nothing outside is ever read.
 *
 * @param subscriptions their ids, in lower case
 * @param tag what says of a resource in them that AI workloads lean on it, where no reference tells
 */
public record Scope(Set<String> subscriptions, ScopeTag tag) {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("microsoft\\.authorization/", Pattern.CASE_INSENSITIVE);
    /** Microsoft's own definitions, and whether the tenant opted in to Customer Lockbox. */
    private static final Pattern COMMON = Pattern.compile(
            "microsoft\\.authorization/(policy|policySet)Definitions|microsoft\\.customerLockbox/tenantOptedIn",
            Pattern.CASE_INSENSITIVE);

    public Scope {
        subscriptions =
                subscriptions.stream().map(id -> id.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** The scope of the given subscriptions, with the usual tag. */
    public static Scope of(Collection<String> subscriptions) {
        return new Scope(Set.copyOf(subscriptions), ScopeTag.USUAL);
    }

    /** Whether the id lies in a monitored subscription. */
    public boolean contains(ResourceId id) {
        return id.subscriptionId().map(s -> contains(s)).orElse(false);
    }

    /** Whether the subscription is monitored. */
    public boolean contains(String subscriptionId) {
        return subscriptions.contains(subscriptionId.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether the id is of something that is listed in every subscription below it: an assignment or exemption at a management
     * group or the tenant, or a definition that belongs to no subscription.
     */
    public static boolean inherited(ResourceId id) {
        return id.subscriptionId().isEmpty() && AUTHORIZATION.matcher(id.type()).lookingAt();
    }

    /** Whether the id is of something of the whole tenant that may be read with the subscriptions in it. */
    public static boolean common(ResourceId id) {
        return id.subscriptionId().isEmpty() && COMMON.matcher(id.type()).matches() && !id.isExtension();
    }
}

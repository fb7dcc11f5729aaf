package dev.plumbline.policy;

import dev.plumbline.policy.value.Comparison;
import java.util.Optional;
import java.util.Set;

/**
 * The lookup of related resources that an {@code auditIfNotExists} or {@code deployIfNotExists} rule asks for.
 *
 * <p>Where {@code type} is a child type of the resource, only the resource's own children are meant and neither scope
 * nor resource group applies.
 *
 * @param resource the resource that the rule matched
 * @param type the related type, as the definition spells it
 * @param name the related name; a last segment {@code ?} stands for all children of that parent; empty: any name
 * @param kind the related kind; empty: any
 * @param resourceGroupName the resource group to look in; empty: that of the resource
 * @param existenceScope how far to look
 */
public record RelatedQuery(
        PreparedResource resource,
        String type,
        Optional<String> name,
        Optional<String> kind,
        Optional<String> resourceGroupName,
        ExistenceScope existenceScope) {

    private static final Set<String> HOLDING_BELOW = Set.of(
            "microsoft.authorization/locks",
            "microsoft.authorization/policyassignments",
            "microsoft.authorization/policyexemptions",
            "microsoft.authorization/roleassignments");
    private static final String PROVIDERS = "/providers/";

    /**
     * Whether a resource is one that the lookup means.
     *
     * <p>A document without an id says too little to choose by: somebody else's lookup has found it, and it is taken at
     * its type.
     */
    public boolean means(PreparedResource candidate) {
        if (!candidate.type().isEmpty() && !Comparison.sameName(candidate.type(), type)) {
            return false;
        }
        boolean bare = candidate.id().isEmpty();
        return bare || names(candidate.fullName()) && ofKind(candidate) && within(candidate.id());
    }

    private boolean ofKind(PreparedResource candidate) {
        return kind.isEmpty() || kind.get().isBlank() || Comparison.sameText(candidate.kind(), kind.get());
    }

    /**
     * Whether the name that is looked for is this one.
     *
     * <p>Names are compared from their ends, {@code parent/child} segment by segment, as far as both go; a last segment
     * {@code ?} stands for any name.
     *
     * @param fullName the resource's name, of a child resource with its parents' names
     */
    public boolean names(String fullName) {
        if (name.isEmpty() || name.get().isBlank()) {
            return true;
        }
        String[] wanted = name.get().split("/", -1);
        String[] given = fullName.split("/", -1);
        for (int i = 1; i <= Math.min(wanted.length, given.length); i++) {
            String segment = wanted[wanted.length - i];
            boolean any = i == 1 && segment.equals("?");
            if (!any && !Comparison.sameText(segment, given[given.length - i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether what is looked for in the subscription counts for everything below where it stands, as a lock on a resource group
     * does: then it is looked for on all of the subscription, and the rule says which of it applies.
     */
    public boolean holdsBelow() {
        return existenceScope == ExistenceScope.SUBSCRIPTION && HOLDING_BELOW.contains(Comparison.fold(type));
    }

    private boolean within(String id) {
        String own = Comparison.fold(resource.id());
        String other = Comparison.fold(id);
        Optional<String> named =
                resourceGroupName.filter(text -> !text.isBlank()).map(Comparison::fold);
        if (own.isEmpty() || other.isEmpty()) {
            return true;
        }
        boolean child = Comparison.fold(type).startsWith(resource.foldedType() + "/");
        if (other.startsWith(own + "/")) {
            boolean onAChild = !child && own.contains(PROVIDERS) && !other.startsWith(PROVIDERS, own.length());
            if (onAChild) {
                return false;
            }
            // Below a subscription there are many groups, and the rule may mean one of them.
            return named.isEmpty()
                    || existenceScope == ExistenceScope.SUBSCRIPTION
                    || !segment(own, "resourcegroups").isEmpty()
                    || named.get().equals(segment(other, "resourcegroups"));
        }
        if (holdsBelow() && segment(own, "subscriptions").equals(segment(other, "subscriptions"))) {
            return true;
        }
        boolean extension = other.indexOf(PROVIDERS) != other.lastIndexOf(PROVIDERS);
        if (child || extension || !segment(own, "subscriptions").equals(segment(other, "subscriptions"))) {
            return false;
        }
        String group = named.orElse(segment(own, "resourcegroups"));
        return existenceScope == ExistenceScope.SUBSCRIPTION || group.equals(segment(other, "resourcegroups"));
    }

    /** The segment after the one of this name; empty if there is none. */
    private static String segment(String id, String name) {
        int at = id.indexOf("/" + name + "/");
        if (at < 0) {
            return "";
        }
        int start = at + name.length() + 2;
        int end = id.indexOf('/', start);
        return end < 0 ? id.substring(start) : id.substring(start, end);
    }
}

package dev.plumbline.estate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which workload leans on which resource.
 *
 * <p>A workload is an AI account, a machine learning workspace or a registry. It leans on what its own JSON, its
 * children and its extension resources refer to, and onward from there; backward only from a private endpoint to what
 * it leads to, from a setting or an assignment to its scope, from a gateway to the address behind it. Where a cluster is
 * leaned on, so are the registries whose images its identity may pull. Nothing is
 * reached backward through a shared resource: two accounts in one network do not lean on each other. Cycles end, and
 * no walk visits more than {@value #MAX_VISITED} resources. Thread safe if its {@link Links} are.
 */
public final class ReferenceGraph {
    /** The most resources that one walk visits. */
    public static final int MAX_VISITED = 5_000;

    private static final String ACCOUNTS = "microsoft.cognitiveservices/accounts";

    /** The kinds of Cognitive Services accounts that offer language models; speech, vision and the like are strangers. */
    private static final Set<String> AI_KINDS = Set.of("openai", "aiservices");

    private static final Set<String> WORKLOADS = Set.of(
            ACCOUNTS, "microsoft.machinelearningservices/workspaces", "microsoft.machinelearningservices/registries");

    private final Links links;

    private ReferenceGraph(Links links) {
        this.links = links;
    }

    /** The graph over the given edges; it sees every later change of them. */
    public static ReferenceGraph over(Links links) {
        return new ReferenceGraph(links);
    }

    /** The graph of the given resources. */
    public static ReferenceGraph of(Collection<Resource> resources) {
        return new ReferenceGraph(EdgeTable.of(resources));
    }

    /** The types of a workload, in lower case. */
    public static Set<String> workloadTypes() {
        return WORKLOADS;
    }

    /** Whether an account is of a kind that offers language models. */
    public static boolean offersModels(JsonNode account) {
        return AI_KINDS.contains(kind(account));
    }

    /** Whether a resource is a workload by itself; an account that does not say its kind may be one. */
    public static boolean isWorkload(Resource resource) {
        return isWorkload(resource.type())
                && otherKind(resource.type(), resource.json()).isEmpty();
    }

    /** The kind that makes a resource of a workload's type none. */
    static Optional<String> otherKind(String type, JsonNode json) {
        String kind = kind(json);
        boolean other = type.equalsIgnoreCase(ACCOUNTS) && !kind.isBlank() && !AI_KINDS.contains(kind);
        return other ? Optional.of(kind) : Optional.empty();
    }

    private static String kind(JsonNode json) {
        return Comparison.member(json, "kind").asText("").toLowerCase(Locale.ROOT);
    }

    private boolean isOfOtherKind(ResourceId id) {
        return links.from(id).stream().anyMatch(edge -> edge.kind() == Edge.Kind.OTHER_KIND);
    }

    /** Whether resources of the type may be workloads. */
    public static boolean isWorkload(String type) {
        return WORKLOADS.contains(type.toLowerCase(Locale.ROOT));
    }

    /**
     * What a walk found.
     *
     * @param ids what was looked for
     * @param complete whether the whole graph was seen; if not, there may be more
     */
    public record Walk(Set<ResourceId> ids, boolean complete) {}

    /**
     * The nearest workload that leans on a resource, itself included; the first in the order of ids where several are
     * equally near.
     */
    public Optional<ResourceId> workloadOf(ResourceId id) {
        return backward(id, true).ids().stream().findFirst();
    }

    /** Whether any workload leans on the resource; empty if the walk was cut before it found one. */
    public Optional<Boolean> isLeanedOn(ResourceId id) {
        Walk walk = backward(id, true);
        return walk.ids().isEmpty() && !walk.complete()
                ? Optional.empty()
                : Optional.of(!walk.ids().isEmpty());
    }

    /** Every workload that leans on a resource, itself included. */
    public Walk workloadsLeaningOn(ResourceId id) {
        return backward(id, false);
    }

    /** Everything that a workload leans on, itself included; host names are left out. */
    public Walk leanedOnBy(ResourceId workload) {
        Set<ResourceId> seen = new LinkedHashSet<>();
        Deque<ResourceId> open = new ArrayDeque<>();
        visit(workload, seen, open);
        while (!open.isEmpty() && seen.size() < MAX_VISITED) {
            ResourceId at = open.remove();
            forward(at, seen, open);
        }
        boolean complete = open.isEmpty();
        seen.removeIf(ResourceId::isHost);
        return new Walk(seen, complete);
    }

    private void forward(ResourceId at, Set<ResourceId> seen, Deque<ResourceId> open) {
        boolean whole = isWhole(at);
        ancestors(at).forEach(parent -> visit(parent, seen, open));
        for (Edge edge : links.from(at)) {
            if (edge.from().equals(at) && (edge.kind() == Edge.Kind.REFERENCE || edge.kind() == Edge.Kind.ADDRESS)) {
                visit(edge.to(), seen, open);
            }
        }
        for (Edge edge : links.to(at)) {
            boolean leads = switch (edge.kind()) {
                case TARGET, SCOPE, BACKEND -> true;
                case ADDRESS -> at.isHost();
                case PARENT -> whole || References.speaksForParent(edge.from());
                case GRANT -> at.isHost();
                case REFERENCE, OTHER_KIND -> false;
            };
            if (leads) {
                visit(edge.from(), seen, open);
            }
        }
    }

    /** Breadth first, against the direction of {@link #forward}; by whole levels, so that the nearest are all seen. */
    private Walk backward(ResourceId id, boolean nearestOnly) {
        Set<ResourceId> found = new TreeSet<>();
        Set<ResourceId> seen = new LinkedHashSet<>();
        Deque<ResourceId> level = new ArrayDeque<>();
        visit(id, seen, level);
        for (Optional<ResourceId> whole = whole(id); whole.isPresent(); whole = whole(whole.get())) {
            visit(whole.get(), seen, level);
        }
        while (!level.isEmpty()) {
            level.stream()
                    .filter(at -> isWorkload(at.type()) && !isOfOtherKind(at))
                    .forEach(found::add);
            if (nearestOnly && !found.isEmpty() || seen.size() >= MAX_VISITED) {
                return new Walk(found, false);
            }
            Deque<ResourceId> next = new ArrayDeque<>();
            level.forEach(at -> predecessors(at, seen, next));
            level.clear();
            level.addAll(next);
        }
        return new Walk(found, true);
    }

    private void predecessors(ResourceId at, Set<ResourceId> seen, Deque<ResourceId> open) {
        boolean speaks = References.speaksForParent(at);
        ancestors(at).stream().filter(up -> speaks || isWhole(up)).forEach(up -> visit(up, seen, open));
        if (at.root().isExtension()) {
            at.root().scope().ifPresent(scope -> visit(scope, seen, open));
        }
        for (Edge edge : links.from(at)) {
            boolean leads = switch (edge.kind()) {
                case TARGET, SCOPE, BACKEND, ADDRESS, GRANT -> true;
                case REFERENCE, PARENT, OTHER_KIND -> false;
            };
            if (leads && edge.from().equals(at)) {
                visit(edge.to(), seen, open);
            }
        }
        for (Edge edge : links.to(at)) {
            boolean leads = switch (edge.kind()) {
                case REFERENCE, ADDRESS, PARENT -> true;
                case TARGET, SCOPE, BACKEND, GRANT, OTHER_KIND -> false;
            };
            if (leads) {
                visit(edge.from(), seen, open);
            }
        }
    }

    /** What is followed with its children: a workload, and an endpoint with the name zones it registers in. */
    private static boolean isWhole(ResourceId id) {
        return isWorkload(id.type()) || References.isEndpoint(id.type());
    }

    /** What a part belongs to. A subnet may be a stranger's although its network is leaned on. */
    private static Optional<ResourceId> whole(ResourceId id) {
        return References.network(id).isPresent()
                ? Optional.empty()
                : id.parent().filter(ResourceId::isResource);
    }

    private static Set<ResourceId> ancestors(ResourceId id) {
        Set<ResourceId> ancestors = new LinkedHashSet<>();
        for (ResourceId at = id; at.isChild(); ) {
            at = at.parent().orElseThrow();
            ancestors.add(at);
        }
        return ancestors;
    }

    private static void visit(ResourceId id, Set<ResourceId> seen, Deque<ResourceId> open) {
        if (seen.size() < MAX_VISITED && seen.add(id)) {
            open.add(id);
        }
    }
}

package dev.plumbline.change;

import dev.plumbline.estate.Edge;
import dev.plumbline.estate.EstateWorld;
import dev.plumbline.estate.Links;
import dev.plumbline.estate.ReferenceGraph;
import dev.plumbline.estate.References;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.policy.baseline.TriggerIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose verdicts a change may have changed, by what the rules read and by what leans on what.
 *
 * <p>Only resources that some rule judges are named: the resource itself; its parents; what an endpoint leads to and what
 * stands behind a gateway, since Azure keeps the other end in step without an event; and those whose rules look the
 * changed type up. Thread safe.
 */
public final class AffectedResources {
    /** The most resources that one change is followed to; the sweep looks at the rest. */
    public static final int MAX_AFFECTED = 250;

    /** What is set at a scope and holds below it. */
    private static final Set<String> INHERITED = Set.of(
            "microsoft.authorization/locks",
            "microsoft.authorization/roleassignments",
            "microsoft.authorization/policyassignments",
            "microsoft.authorization/policyexemptions");

    private final TriggerIndex index;
    private final Links links;
    private final Ends ends;
    private final Listing listing;

    /** Finds resources by type where no edge leads to them. */
    public interface Listing {
        /** The children of the full type below a resource. */
        Collection<ResourceId> children(ResourceId parent, String type);

        /** The resources of the type in a subscription. */
        Collection<ResourceId> list(String subscriptionId, String type);

        /** The resources of the type in all monitored subscriptions. */
        Collection<ResourceId> everywhere(String type);
    }

    /** The resources affected under an index, over the edges of an estate. */
    public AffectedResources(TriggerIndex index, Links links, Listing listing) {
        this.index = index;
        this.links = links;
        this.ends = new Ends(links);
        this.listing = listing;
    }

    /**
     * A change as it is known after the resource was read.
     *
     * @param subject the resource
     * @param gone whether it exists no more
     * @param known whether anything was known about it before
     * @param edges what it referred to before the change and what it refers to now
     */
    public record Subject(ResourceId subject, boolean gone, boolean known, Set<Edge> edges) {}

    /** Whether a change of the resource can matter at all; where not, nothing is read. */
    public boolean concerns(ResourceId subject) {
        if (subject.isExtension()) {
            return subject.scope()
                    .map(scope -> concerns(scope) || concerns(scope.root()))
                    .orElse(false);
        }
        return index.concerns(Announced.type(subject))
                || Announced.isTags(subject)
                        && subject.parent().map(this::concerns).orElse(false)
                || concernsParents(subject)
                || concernsChildren(subject)
                || ReferenceGraph.isWorkload(subject.root().type())
                || References.leadsBackward(subject);
    }

    private boolean concernsParents(ResourceId subject) {
        boolean inline = Announced.isInline(subject.type());
        ResourceId at = subject;
        while (at.isChild()) {
            at = at.parent().orElse(at.root());
            if (index.targets(at.type()) || inline && index.concerns(at.type())) {
                return true;
            }
        }
        return false;
    }

    private boolean concernsChildren(ResourceId subject) {
        return Announced.carried(subject.type()).anyMatch(index::targets);
    }

    /** The resources to look at again, the changed one first if it is judged itself. */
    public Set<ResourceId> of(Subject change) {
        ResourceId subject = change.subject();
        Set<ResourceId> affected = new LinkedHashSet<>();
        add(subject, affected);
        addContainers(change, affected);
        change.edges().stream()
                .filter(edge -> edge.kind() == Edge.Kind.TARGET || edge.kind() == Edge.Kind.BACKEND)
                .forEach(edge -> ends.far(edge).forEach(end -> add(end, affected)));
        if (change.gone()) {
            addParts(subject, affected);
        }
        boolean nobodyKnows = addReferrers(change, affected) == 0 && !change.known();
        addReaders(change, Announced.type(subject), affected);
        addInline(change, affected);
        if (change.gone() && nobodyKnows && References.leadsBackward(subject) && !subject.isExtension()) {
            addWorkloads(subject, affected);
        }
        return affected;
    }

    private void addContainers(Subject change, Set<ResourceId> affected) {
        ResourceId subject = change.subject();
        String type = Announced.type(subject);
        ResourceId at = subject;
        while (at.parent().isPresent()) {
            ResourceId container = at.parent().get();
            boolean reader = comesOrGoes(change) && reads(container.type(), type);
            if (at.isChild() || reader || Announced.isTags(at)) {
                add(container, affected);
            }
            at = container;
        }
    }

    private void addInline(Subject change, Set<ResourceId> affected) {
        ResourceId subject = change.subject();
        Optional<ResourceId> parent = subject.parent();
        if (Announced.isInline(subject.type()) && parent.isPresent()) {
            Subject whole = new Subject(parent.get(), false, true, Set.of());
            addReferrers(whole, affected);
            addReaders(whole, fold(parent.get().type()), affected);
        }
        boolean tags = Announced.isTags(subject);
        if (tags || !change.gone()) {
            ResourceId whole = tags ? parent.orElse(subject) : subject;
            partsOf(whole, subject)
                    .forEach(type -> listing.children(whole, type).forEach(child -> add(child, affected)));
        }
    }

    /** The parts that change with a whole: those in its document; all that are judged where a tag may bring it into scope. */
    private Stream<String> partsOf(ResourceId whole, ResourceId subject) {
        return Announced.isTags(subject) && !ReferenceGraph.isWorkload(whole.type())
                ? index.types().stream().filter(type -> type.startsWith(fold(whole.type()) + "/"))
                : Announced.carried(subject.type()).filter(index::targets);
    }

    /** What the resource names or is named by; a key is not named, but its vault is. */
    private void addNear(Subject change, String reader, Set<ResourceId> affected) {
        Set<ResourceId> near = new LinkedHashSet<>();
        change.edges().stream()
                .filter(edge -> edge.kind() != Edge.Kind.ADDRESS)
                .forEach(edge -> near.addAll(ends.far(edge)));
        ends.to(change).forEach(edge -> near.add(edge.from()));
        for (ResourceId id : near) {
            if (fold(id.type()).equals(reader)) {
                add(id, affected);
            } else if (reader.startsWith(fold(id.type()) + "/")) {
                listing.children(id, reader).forEach(child -> add(child, affected));
            }
        }
    }

    /** What an id stands for: itself, or what answers at a host. */
    public List<ResourceId> meant(ResourceId id) {
        return ends.meant(id);
    }

    /** What was part of a resource that is gone is gone with it, without an event of its own. */
    private void addParts(ResourceId subject, Set<ResourceId> affected) {
        for (Edge edge : links.to(subject)) {
            if (edge.kind() == Edge.Kind.PARENT || edge.kind() == Edge.Kind.SCOPE) {
                add(edge.from(), affected);
            }
        }
    }

    /** Those that name the resource in their own JSON, if they are likely to tell of its change there, or of its end. */
    private int addReferrers(Subject change, Set<ResourceId> affected) {
        ResourceId subject = change.subject();
        boolean tells = References.isEndpoint(subject.type()) || change.gone();
        if (subject.isExtension() || !tells && !index.related().containsKey(fold(subject.type()))) {
            return 1;
        }
        int referrers = 0;
        for (Edge edge : ends.to(change)) {
            if (edge.kind() == Edge.Kind.REFERENCE) {
                referrers++;
                for (ResourceId from : List.of(edge.from(), edge.from().root())) {
                    if (tells || reads(from.type(), subject.type())) {
                        add(from, affected);
                    }
                }
            }
        }
        return referrers;
    }

    private void addReaders(Subject change, String type, Set<ResourceId> affected) {
        ResourceId subject = change.subject();
        for (String reader : index.readersOf(type)) {
            boolean elsewhere = index.looksElsewhere(reader, type);
            if (elsewhere && comesOrGoes(change)) {
                listing.everywhere(reader).forEach(id -> add(id, affected));
            } else if (elsewhere) {
                addNear(change, reader, affected);
            } else if (reader.startsWith(type + "/")) {
                for (ResourceId parent : likewise(subject)) {
                    listing.children(parent, reader).forEach(child -> add(child, affected));
                }
            } else if (INHERITED.contains(type)) {
                addBelow(subject, reader, affected);
            } else if (sameRoot(type, reader)) {
                listing.children(subject.root(), reader).forEach(id -> add(id, affected));
            } else if (!type.startsWith(reader + "/") && !EstateWorld.isExtension(type)) {
                subject.subscriptionId()
                        .ifPresent(subscription ->
                                listing.list(subscription, reader).forEach(id -> add(id, affected)));
            }
        }
    }

    /** Others are told of a workload when it appears or goes, not of each of its settings. */
    private static boolean comesOrGoes(Subject change) {
        return change.gone()
                || !change.known()
                || !ReferenceGraph.isWorkload(change.subject().type());
    }

    /** What is assigned at a scope holds for everything below it. */
    private void addBelow(ResourceId subject, String reader, Set<ResourceId> affected) {
        Optional<ResourceId> scope = subject.scope();
        subject.subscriptionId()
                .ifPresent(subscription -> listing.list(subscription, reader).stream()
                        .filter(id -> scope.isEmpty() || id.equals(scope.get()) || id.isWithin(scope.get()))
                        .forEach(id -> add(id, affected)));
    }

    /** Whether both are parts of the same kind of resource, as deployments and filters are of an account. */
    private static boolean sameRoot(String type, String reader) {
        String root = root(type);
        return root.equals(root(reader)) && !root.equals(type) && !root.equals(reader);
    }

    private static String root(String type) {
        int second = type.indexOf('/', type.indexOf('/') + 1);
        return second < 0 ? type : type.substring(0, second);
    }

    /** The resource and those of its own type that refer to it, as the projects of a hub do. */
    private List<ResourceId> likewise(ResourceId subject) {
        List<ResourceId> same = new ArrayList<>(List.of(subject));
        for (Edge edge : links.to(subject)) {
            if (edge.kind() == Edge.Kind.REFERENCE
                    && edge.from().type().equalsIgnoreCase(subject.type())
                    && !same.contains(edge.from())) {
                same.add(edge.from());
            }
        }
        return same;
    }

    private void addWorkloads(ResourceId subject, Set<ResourceId> affected) {
        Optional<String> subscription = subject.subscriptionId();
        for (String type : ReferenceGraph.workloadTypes()) {
            if (subscription.isPresent() && index.targets(type)) {
                listing.list(subscription.get(), type).forEach(id -> add(id, affected));
            }
        }
    }

    private boolean reads(String reader, String type) {
        Set<String> readers = index.readersOf(type);
        return index.related().containsKey(fold(type)) && (readers.isEmpty() || readers.contains(fold(reader)));
    }

    private void add(ResourceId id, Set<ResourceId> affected) {
        if (affected.size() < MAX_AFFECTED && !id.isHost() && index.targets(id.type())) {
            affected.add(id);
        }
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

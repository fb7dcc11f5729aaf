package dev.plumbline;

import dev.plumbline.estate.Edge;
import dev.plumbline.estate.PartTypes;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import dev.plumbline.finding.Cause;
import dev.plumbline.finding.Counters.Count;
import dev.plumbline.policy.baseline.TriggerIndex;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The resources of one page of a sweep, and what is reached from them, each once. For one thread. */
final class PageVisit {
    private static final int MAX_REACHED = 2_000;

    private final Sweeps.Parts parts;
    private final TriggerIndex index;
    private final Scope scope;
    private final Evaluations evaluations;
    private final Run run;
    private final Cause cause;
    private final Set<ResourceId> visited = new HashSet<>();
    private boolean cut;

    PageVisit(Sweeps.Parts parts, TriggerIndex index, Scope scope, Evaluations evaluations, Run run) {
        this.parts = parts;
        this.index = index;
        this.scope = scope;
        this.evaluations = evaluations;
        this.run = run;
        this.cause = Cause.sweep(run.receivedAt());
    }

    void resource(ResourceId id) {
        visit(id, Optional.empty());
    }

    private void visit(ResourceId id, Optional<Resource> listed) {
        if (visited.contains(id)) {
            return;
        }
        if (visited.size() >= MAX_REACHED) {
            cut();
            return;
        }
        visited.add(id);
        run.attempt(() -> evaluate(id, listed), id);
    }

    /** Said once: the next sweep and events look at the rest. */
    private void cut() {
        if (!cut) {
            cut = true;
            parts.counters().add(Count.CUT);
            run.remark(
                    "a page of the sweep leads to more than " + MAX_REACHED + " resources; the rest was not looked at");
        }
    }

    private void evaluate(ResourceId id, Optional<Resource> listed) {
        Evaluations.Done done = evaluations.evaluate(id, cause, listed);
        run.evaluated(done);
        Set<ResourceId> found = new HashSet<>();
        if (done.result() == Evaluations.Result.JUDGED) {
            PartTypes.of(index, id.type()).forEach(type -> parts(id, type, found));
            done.edgesAfter().forEach(this::reference);
        }
        for (Edge edge : parts.links().to(id)) {
            boolean part = edge.kind() == Edge.Kind.PARENT || edge.kind() == Edge.Kind.SCOPE;
            if (part && !found.contains(edge.from()) && scope.contains(edge.from())) {
                visit(edge.from(), Optional.empty());
            }
        }
    }

    private void parts(ResourceId id, String type, Set<ResourceId> found) {
        if (parts.kept().since(run.receivedAt()).children(id, type)
                instanceof Reading.Present<List<Resource>> present) {
            for (Resource part : present.value()) {
                found.add(part.id());
                visit(part.id(), PartTypes.isAbridged(type) ? anew(part) : Optional.of(part));
            }
        }
    }

    /** Nothing, so that the resource is read by itself. */
    private Optional<Resource> anew(Resource listed) {
        if (!visited.contains(listed.id())) {
            parts.counters().add(Count.READ_ANEW);
        }
        return Optional.empty();
    }

    /** What is referred to and not known yet is looked at too, so that its own references are known. */
    private void reference(Edge edge) {
        ResourceId to = edge.to();
        boolean wanted = edge.kind() == Edge.Kind.REFERENCE && to.isResource() && scope.contains(to);
        if (wanted && !visited.contains(to) && parts.ledger().find(to).isEmpty()) {
            visit(to, Optional.empty());
        }
    }
}

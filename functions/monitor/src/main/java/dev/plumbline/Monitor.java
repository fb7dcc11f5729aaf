package dev.plumbline;

import dev.plumbline.change.AffectedResources;
import dev.plumbline.change.Announced;
import dev.plumbline.change.ChangeEvent;
import dev.plumbline.change.ChangeReader;
import dev.plumbline.change.Delivery;
import dev.plumbline.change.Operation;
import dev.plumbline.estate.Edge;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.GraphReach;
import dev.plumbline.estate.KeptEstate;
import dev.plumbline.estate.ListedLinks;
import dev.plumbline.estate.ReferenceGraph;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import dev.plumbline.estate.Surroundings;
import dev.plumbline.estate.TransientFailure;
import dev.plumbline.finding.Cause;
import dev.plumbline.finding.Counters;
import dev.plumbline.finding.Counters.Count;
import dev.plumbline.finding.Findings;
import dev.plumbline.finding.LedgerLinks;
import dev.plumbline.finding.Origin;
import dev.plumbline.finding.Publisher;
import dev.plumbline.finding.SweptSubscriptions;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.view.EstateViews;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The main street: a change comes in, the affected resources are read and judged, and what follows is recorded and
 * published.
 *
 * <p>Thread safe; one for an instance of the app. What can succeed later is thrown as {@link TransientFailure}, so that
 * whoever delivered tries again; what never can is put aside with the reason, counted, and done with.
 */
public final class Monitor {
    private static final int MAX_PENDING = 100_000;

    private final MonitorPorts ports;
    private final Baseline baseline;
    private final Scope scope;
    private final InstantSource clock;
    private final Counters counters = new Counters();
    private final ChangeReader reader = new ChangeReader();
    private final Surroundings surroundings;
    private final KeptEstate kept;
    private final GraphReach reach;
    private final AffectedResources affected;
    private final Evaluations evaluations;
    private final Publisher publisher;
    private final Sweeps sweeps;
    private final SweptSubscriptions swept;
    private final Instant startedAt;

    private Monitor(MonitorPorts ports, Baseline baseline, MonitorSettings settings, InstantSource clock) {
        this.ports = ports;
        this.baseline = baseline;
        this.scope = settings.scope();
        this.clock = clock;
        this.startedAt = clock.instant();
        this.swept = new SweptSubscriptions(ports.ledger(), clock);
        this.kept = new KeptEstate(ports.estate(), settings.neighboursKept(), clock);
        ListedLinks listed = new ListedLinks(ports.estate(), clock);
        LedgerLinks links = new LedgerLinks(ports.ledger(), listed, scope, swept::swept, settings.edgesKept(), clock);
        ReferenceGraph graph = ReferenceGraph.over(links);
        this.surroundings = new Surroundings(ports.estate(), clock);
        this.reach = new GraphReach(this::neighbours, graph, scope, clock);
        this.publisher = new Publisher(ports.sink(), ports.ledger(), ports.deadLetter(), counters, clock);
        this.evaluations = new Evaluations(new Evaluations.Parts(
                ports.estate(),
                kept,
                ports.ledger(),
                links,
                graph,
                reach,
                surroundings,
                new EstateViews(scope, reach),
                swept,
                baseline,
                new Findings(new Origin(baseline.version(), settings.version(), settings.instance())),
                publisher,
                counters,
                clock));
        this.affected = new AffectedResources(baseline.index(), links, new EstateListing(this::neighbours, scope));
        this.sweeps = new Sweeps(
                new Sweeps.Parts(ports.estate(), kept, ports.ledger(), links, swept, listed, counters, clock),
                baseline,
                scope,
                evaluations);
    }

    private Estate neighbours() {
        return kept.since(kept.oldest());
    }

    /** A monitor over the given ports. */
    public static Monitor of(MonitorPorts ports, Baseline baseline, MonitorSettings settings, InstantSource clock) {
        return new Monitor(ports, baseline, settings, clock);
    }

    /** The baseline that it judges by. */
    public Baseline baseline() {
        return baseline;
    }

    /** What it has done so far. */
    public Counters counters() {
        return counters;
    }

    /**
     * Tells of a delivery that is on its way. An evaluation of the resource before it arrives then answers its events as
     * well, and names the newest of all; nothing is read or recorded for it here.
     */
    public void announce(String body) {
        for (Delivery delivery : reader.read(body)) {
            if (delivery instanceof Delivery.Change change
                    && scope.contains(change.event().subject())) {
                evaluations.announce(change.event());
            }
        }
    }

    /**
     * Takes a delivery: one event or an array of events, in either schema.
     *
     * @throws TransientFailure if some of it can succeed later; delivering all of it again does no harm
     */
    public Outcome changed(String body) {
        Instant receivedAt = clock.instant();
        counters.add(Count.DELIVERIES);
        Run run = new Run(receivedAt, ports.deadLetter(), counters);
        Map<ResourceId, List<ChangeEvent>> bySubject = new LinkedHashMap<>();
        for (Delivery delivery : reader.read(body)) {
            if (delivery instanceof Delivery.Change change) {
                sort(change.event(), bySubject, run);
            } else if (delivery instanceof Delivery.Ignored ignored) {
                counters.add(Count.IGNORED);
                run.remark(ignored.reason());
            } else if (delivery instanceof Delivery.Malformed malformed) {
                counters.add(Count.MALFORMED);
                run.putAside(malformed.excerpt(), malformed.reason());
            }
        }
        bySubject.forEach((subject, events) -> run.attempt(() -> changed(subject, events, run), subject));
        return run.outcome();
    }

    private void sort(ChangeEvent event, Map<ResourceId, List<ChangeEvent>> bySubject, Run run) {
        counters.add(Count.EVENTS);
        if (!scope.contains(event.subject())) {
            counters.add(Count.OUT_OF_SCOPE);
            String reason = "event `" + event.id() + "`: expected a resource in a monitored subscription, found `"
                    + event.subject() + "`; nothing was read, monitor the subscription or do not subscribe to it";
            run.putAside(String.valueOf(event), reason);
            return;
        }
        bySubject.computeIfAbsent(event.subject(), subject -> new ArrayList<>()).add(event);
    }

    private void changed(ResourceId subject, List<ChangeEvent> events, Run run) {
        forgetWhatMayHaveChanged(subject, events);
        if (!affected.concerns(subject) && ports.ledger().find(subject).isEmpty()) {
            counters.add(Count.STRANGERS);
            return;
        }
        Cause cause = Cause.events(events, run.receivedAt());
        Evaluations.Done done = evaluate(subject, cause, run);
        boolean gone = done.result() == Evaluations.Result.GONE
                || done.result() == Evaluations.Result.ABSENT
                || done.after().map(entry -> entry.deleted()).orElse(false);
        Set<Edge> edges = new LinkedHashSet<>(done.edgesBefore());
        edges.addAll(done.edgesAfter());
        boolean known = done.before().isPresent();
        Set<ResourceId> others =
                new LinkedHashSet<>(affected.of(new AffectedResources.Subject(subject, gone, known, edges)));
        others.addAll(newlyLeanedOn(done));
        others.remove(subject);
        if (others.size() >= AffectedResources.MAX_AFFECTED) {
            counters.add(Count.CUT);
            run.remark("`" + subject + "` affects more than " + AffectedResources.MAX_AFFECTED
                    + " resources; the sweep looks at the rest");
        }
        for (ResourceId other : others) {
            if (scope.contains(other)) {
                run.attempt(() -> evaluate(other, cause, run), other);
            }
        }
    }

    /** What the resource refers to since the change, or no longer: rules may begin or cease to apply there. */
    private Set<ResourceId> newlyLeanedOn(Evaluations.Done done) {
        Set<ResourceId> found = new LinkedHashSet<>();
        Optional<String> subscription = done.after().flatMap(entry -> entry.id().subscriptionId());
        boolean changed = !done.edgesBefore().equals(done.edgesAfter());
        if (changed && subscription.isPresent() && swept.swept(subscription.get())) {
            Set<Edge> different = new LinkedHashSet<>(done.edgesBefore());
            different.removeAll(done.edgesAfter());
            done.edgesAfter().stream()
                    .filter(edge -> !done.edgesBefore().contains(edge))
                    .forEach(different::add);
            different.stream()
                    .filter(edge -> edge.kind() == Edge.Kind.REFERENCE)
                    .flatMap(edge -> affected.meant(edge.to()).stream())
                    .limit(AffectedResources.MAX_AFFECTED)
                    .forEach(found::add);
        }
        return found;
    }

    private Evaluations.Done evaluate(ResourceId id, Cause cause, Run run) {
        Evaluations.Done done = evaluations.evaluate(id, cause, Optional.empty());
        run.evaluated(done);
        return done;
    }

    private void forgetWhatMayHaveChanged(ResourceId subject, List<ChangeEvent> events) {
        boolean deleted = events.stream().anyMatch(event -> event.operation().kind() == Operation.Kind.DELETE);
        kept.forget(subject, Announced.types(subject), deleted);
        if (!subject.isResource()) {
            surroundings.forget(subject);
        }
        if (ReferenceGraph.isWorkload(subject.type())) {
            subject.subscriptionId().ifPresent(reach::forget);
        }
    }

    /** Begins a sweep of every monitored subscription: the messages to queue, each a page of resources. */
    public List<String> sweep() {
        return sweeps.begin();
    }

    /**
     * Evaluates the resources of a page, and what belongs to them.
     *
     * @throws TransientFailure if some of it can succeed later; evaluating all of it again does no harm
     */
    public Outcome evaluatePage(String message) {
        Run run = new Run(clock.instant(), ports.deadLetter(), counters);
        sweeps.evaluate(message, run, reason -> run.putAside(message, reason));
        return run.outcome();
    }

    /** Publishes what outboxes still hold; gives how many rows were taken. */
    public int publishPending() {
        return publisher.publishPending(MAX_PENDING);
    }

    /** The state of this instance in one line. */
    public String heartbeat() {
        StringBuilder line = new StringBuilder("plumbline baseline=" + baseline.version() + " rules="
                + baseline.rules().size() + " subscriptions="
                + scope.subscriptions().size() + " upSince=" + startedAt);
        int pending = ports.ledger().pending(1_000).size();
        line.append(" pending=").append(pending).append(pending == 1_000 ? "+" : "");
        for (String subscription : scope.subscriptions()) {
            line.append(" sweptOnce[").append(subscription).append("]=").append(swept.swept(subscription));
        }
        for (Count count : Count.values()) {
            line.append(' ').append(count.wireName()).append('=').append(counters.get(count));
        }
        return line.toString();
    }
}

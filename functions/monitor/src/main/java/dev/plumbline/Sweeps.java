package dev.plumbline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.GraphPage;
import dev.plumbline.estate.KeptEstate;
import dev.plumbline.estate.ListedLinks;
import dev.plumbline.estate.ReferenceGraph;
import dev.plumbline.estate.References;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import dev.plumbline.finding.Counters;
import dev.plumbline.finding.Counters.Count;
import dev.plumbline.finding.Ledger;
import dev.plumbline.finding.LedgerConflict;
import dev.plumbline.finding.LedgerLinks;
import dev.plumbline.finding.Snapshot;
import dev.plumbline.finding.SweptSubscriptions;
import dev.plumbline.finding.Versioned;
import dev.plumbline.policy.baseline.Baseline;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The sweep: pages of resources, each a message on a queue, evaluated one by one wherever the queue is read.
 *
 * <p>A page names what Resource Graph lists, or what the ledger knows and the listing lacks. Children, settings and what a
 * resource refers to are reached from the resource. A page may be evaluated twice without harm.
 */
final class Sweeps {
    private static final int MAX_PAGES = 5_000;
    private static final int MAX_MESSAGE = 40_000;
    private static final int MAX_IDS = 100;
    private static final int KNOWN_BATCH = 1_000;
    private static final int ATTEMPTS = 20;

    private final Parts parts;
    private final Baseline baseline;
    private final Scope scope;
    private final Evaluations evaluations;
    private final ObjectMapper mapper = new ObjectMapper();

    /** What a sweep needs. */
    record Parts(
            Estate estate,
            KeptEstate kept,
            Ledger ledger,
            LedgerLinks links,
            SweptSubscriptions swept,
            ListedLinks listed,
            Counters counters,
            InstantSource clock) {}

    Sweeps(Parts parts, Baseline baseline, Scope scope, Evaluations evaluations) {
        this.parts = parts;
        this.baseline = baseline;
        this.scope = scope;
        this.evaluations = evaluations;
    }

    /** The messages of a new sweep. */
    List<String> begin() {
        List<String> messages = new ArrayList<>();
        Optional<ResourceId> tenant = tenant();
        for (String subscription : new TreeSet<>(scope.subscriptions())) {
            messages.addAll(begin(subscription, tenant));
            tenant = Optional.empty();
        }
        return messages;
    }

    /** The tenant of the monitored subscriptions, if rules judge tenants; it goes with the first of them. */
    private Optional<ResourceId> tenant() {
        if (!baseline.index().targets(Tenant.TYPE)) {
            return Optional.empty();
        }
        return new TreeSet<>(scope.subscriptions())
                .stream()
                        .map(ResourceId::subscription)
                        .map(parts.estate()::read)
                        .flatMap(reading -> Tenant.of(reading).stream())
                        .findFirst();
    }

    private List<String> begin(String subscription, Optional<ResourceId> tenant) {
        Instant now = parts.clock().instant();
        Set<ResourceId> listed = listed(subscription);
        tenant.ifPresent(listed::add);
        List<List<ResourceId>> pages = paged(listed);
        pages.addAll(paged(unlisted(subscription, listed)));
        String sweep = now.toString();
        update(subscription, before -> Optional.of(begun(subscription, sweep, now, pages.size(), before)));
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            ObjectNode message = JsonNodeFactory.instance
                    .objectNode()
                    .put("sweep", sweep)
                    .put("subscription", subscription)
                    .put("page", i);
            pages.get(i).forEach(id -> message.withArray("ids").add(id.toString()));
            messages.add(message.toString());
        }
        return messages;
    }

    private Snapshot begun(String subscription, String sweep, Instant now, int pages, Optional<Snapshot> before) {
        return new Snapshot(
                subscription,
                sweep,
                now,
                pages,
                Set.of(),
                baseline.version(),
                before.flatMap(Snapshot::completedAt),
                before.map(Snapshot::completedVersion).orElse(""));
    }

    private Set<ResourceId> listed(String subscription) {
        Set<ResourceId> ids = new TreeSet<>(Set.of(ResourceId.subscription(subscription)));
        Optional<String> token = Optional.empty();
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            GraphPage page = parts.estate().page(Set.of(subscription), types(), token);
            page.resources().stream().map(Resource::id).filter(scope::contains).forEach(ids::add);
            token = page.next();
            if (token.isEmpty()) {
                break;
            }
        }
        return ids;
    }

    /** What is listed: the types that rules speak of, workloads, and what leads backward to them. */
    private Set<String> types() {
        if (baseline.index().anyType()) {
            return Set.of();
        }
        Set<String> types = new TreeSet<>(ReferenceGraph.workloadTypes());
        types.addAll(References.backwardTypes());
        for (String type : baseline.index().types()) {
            int provider = type.indexOf('/');
            int child = type.indexOf('/', provider + 1);
            types.add(child < 0 ? type : type.substring(0, child));
        }
        return types;
    }

    /** What the ledger knows and the listing lacks, but for what its parent or scope will show. */
    private Set<ResourceId> unlisted(String subscription, Set<ResourceId> listed) {
        Set<ResourceId> ids = new TreeSet<>();
        Optional<ResourceId> after = Optional.empty();
        while (true) {
            List<ResourceId> known = parts.ledger().known(subscription, after, KNOWN_BATCH);
            known.stream()
                    .filter(id -> !listed.contains(id) && scope.contains(id))
                    .filter(id -> !listed.contains(id.root())
                            && !listed.contains(
                                    id.root().scope().map(ResourceId::root).orElse(id)))
                    .forEach(ids::add);
            if (known.size() < KNOWN_BATCH) {
                return ids;
            }
            after = Optional.of(known.get(known.size() - 1));
        }
    }

    private static List<List<ResourceId>> paged(Set<ResourceId> ids) {
        List<List<ResourceId>> pages = new ArrayList<>();
        List<ResourceId> page = new ArrayList<>();
        int length = 0;
        for (ResourceId id : ids) {
            length += id.toString().length() + 3;
            if (page.size() == MAX_IDS || length > MAX_MESSAGE) {
                pages.add(page);
                page = new ArrayList<>();
                length = id.toString().length() + 3;
            }
            page.add(id);
        }
        if (!page.isEmpty()) {
            pages.add(page);
        }
        return pages;
    }

    /** Evaluates the page of a message; what is wrong with the message itself is told to the consumer. */
    void evaluate(String message, Run run, Consumer<String> refused) {
        JsonNode page;
        try {
            page = mapper.readTree(message);
        } catch (JsonProcessingException e) {
            refused.accept("page: expected a message of the sweep, found text that is no JSON; clear the queue");
            return;
        }
        String subscription = page.path("subscription").asText();
        if (!page.path("ids").isArray() || !scope.contains(subscription)) {
            refused.accept("page: expected `ids` in a monitored subscription, found none; clear the queue");
            return;
        }
        PageVisit visit = new PageVisit(parts, baseline.index(), scope, evaluations, run);
        for (JsonNode text : page.path("ids")) {
            ResourceId.tryParse(text.asText()).filter(this::ours).ifPresent(visit::resource);
        }
        parts.counters().add(Count.PAGES);
        if (!run.failed()) {
            done(subscription, page.path("sweep").asText(), page.path("page").asInt());
        }
    }

    private boolean ours(ResourceId id) {
        return scope.contains(id)
                || Tenant.is(id) && tenant().filter(id::equals).isPresent();
    }

    private void done(String subscription, String sweep, int page) {
        update(
                subscription,
                before -> before.filter(snapshot -> snapshot.sweepId().equals(sweep))
                        .map(snapshot -> snapshot.withDone(page, parts.clock().instant())));
        parts.swept().forget(subscription);
        if (parts.swept().swept(subscription)) {
            parts.listed().forget(subscription);
        }
    }

    private void update(String subscription, Function<Optional<Snapshot>, Optional<Snapshot>> change) {
        for (int attempt = 0; ; attempt++) {
            Optional<Versioned<Snapshot>> stored = parts.ledger().snapshot(subscription);
            Optional<Snapshot> next = change.apply(stored.map(Versioned::value));
            if (next.isEmpty()) {
                return;
            }
            try {
                parts.ledger().putSnapshot(next.get(), stored.map(Versioned::tag));
                return;
            } catch (LedgerConflict e) {
                parts.counters().add(Count.CONFLICTS);
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}

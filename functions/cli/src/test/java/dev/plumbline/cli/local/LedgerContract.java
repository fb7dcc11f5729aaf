package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Edge;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.finding.FindingRow;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.Ledger;
import dev.plumbline.finding.LedgerConflict;
import dev.plumbline.finding.LedgerEntry;
import dev.plumbline.finding.Snapshot;
import dev.plumbline.finding.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every ledger promises. */
interface LedgerContract {
    String SUBSCRIPTION = "0b5c6a1e-38d2-4b7a-9c11-000000000001";
    String ELSEWHERE = "0b5c6a1e-38d2-4b7a-9c11-000000000002";
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** A ledger with nothing in it. */
    Ledger ledger();

    static ResourceId account(String name) {
        return account(SUBSCRIPTION, name);
    }

    static ResourceId account(String subscription, String name) {
        return ResourceId.parse("/subscriptions/" + subscription
                + "/resourceGroups/rg-ai/providers/Microsoft.CognitiveServices/accounts/" + name);
    }

    static ResourceId vault(String name) {
        return ResourceId.parse(
                "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-ai/providers/Microsoft.KeyVault/vaults/" + name);
    }

    static LedgerEntry entry(ResourceId id, ResourceId... targets) {
        Set<Edge> edges = new HashSet<>();
        for (ResourceId target : targets) {
            edges.add(
                    new Edge(id, target, Edge.Kind.REFERENCE, "properties.encryption.keyVaultProperties.keyVaultUri"));
        }
        return new LedgerEntry(id, "1.0.0+abc", NOON, false, Map.of(), edges, List.of(), List.of(), Optional.empty());
    }

    static FindingRow row(String transitionId) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("FindingId", "f").put("TransitionId", transitionId);
        json.putArray("Reasons")
                .addObject()
                .put("path", "properties.publicNetworkAccess")
                .put("actual", "Enabled");
        return new FindingRow(json);
    }

    static Snapshot snapshot(String sweep) {
        return new Snapshot(SUBSCRIPTION, sweep, NOON, 3, Set.of(0, 2), "1.0.0+abc", Optional.of(NOON), "1.0.0+abb");
    }

    @Test
    default void hasNoEntryBeforeTheFirstWrite() {
        assertThat(ledger().find(account("nobody"))).isEmpty();
    }

    @Test
    default void givesBackAllThatWasWritten() {
        Ledger ledger = ledger();
        ResourceId id = account("oai-one");
        FindingState state = new FindingState(
                "finding-1",
                "/subscriptions/" + SUBSCRIPTION + "/providers/Microsoft.Authorization/policyAssignments/plumbline",
                "ai-public-network",
                FindingState.Life.OPEN,
                "nonCompliant",
                "1.0.0+abc",
                7,
                JsonNodeFactory.instance
                        .arrayNode()
                        .add(JsonNodeFactory.instance.objectNode().put("path", "a.b")),
                NOON.minusSeconds(60),
                Optional.of(JsonNodeFactory.instance.objectNode().put("name", "ai-public-network")),
                "event-1");
        ObjectNode seen =
                JsonNodeFactory.instance.objectNode().put("größe", "é😀\u0001").putNull("nothing");
        LedgerEntry written = new LedgerEntry(
                id,
                "1.0.0+abc",
                NOON,
                true,
                Map.of(state.findingId(), state),
                Set.of(new Edge(id, vault("kv"), Edge.Kind.TARGET, "properties.x[0].id")),
                List.of(row("finding-1-7"), row("finding-1-8")),
                List.of("event-1", "event-2"),
                Optional.of(seen));

        String tag = ledger.put(written, Optional.empty());

        Versioned<LedgerEntry> stored = ledger.find(id).orElseThrow();
        assertThat(stored.tag()).isEqualTo(tag);
        assertThat(stored.value()).isEqualTo(written);
        assertThat(stored.value().toJson()).isEqualTo(written.toJson());
    }

    @Test
    default void findsAnEntryWhateverTheCaseOfItsId() {
        Ledger ledger = ledger();
        ledger.put(entry(account("OAI-One")), Optional.empty());

        LedgerEntry found = ledger.find(account("oai-ONE")).orElseThrow().value();
        assertThat(found.id()).hasToString(account("OAI-One").toString());
        assertThatThrownBy(() -> ledger.put(entry(account("oai-one")), Optional.empty()))
                .isInstanceOf(LedgerConflict.class);
    }

    @Test
    default void refusesASecondFirstWrite() {
        Ledger ledger = ledger();
        ledger.put(entry(account("a")), Optional.empty());
        assertThatThrownBy(() -> ledger.put(entry(account("a")), Optional.empty()))
                .isInstanceOf(LedgerConflict.class);
    }

    @Test
    default void refusesAWriteOverAnotherVersionAndKeepsThatVersion() {
        Ledger ledger = ledger();
        LedgerEntry first = entry(account("a"), vault("one"));
        String old = ledger.put(first, Optional.empty());
        LedgerEntry second = entry(account("a"), vault("two"));
        String current = ledger.put(second, Optional.of(old));
        assertThat(current).isNotEqualTo(old);

        assertThatThrownBy(() -> ledger.put(entry(account("a"), vault("three")), Optional.of(old)))
                .isInstanceOf(LedgerConflict.class);

        Versioned<LedgerEntry> stored = ledger.find(account("a")).orElseThrow();
        assertThat(stored.value()).isEqualTo(second);
        assertThat(stored.tag()).isEqualTo(current);
        assertThat(ledger.referrers(vault("two"))).containsExactly(account("a"));
    }

    @Test
    default void refusesAWriteOverAnEntryThatIsNotThere() {
        Ledger ledger = ledger();
        String tag = ledger.put(entry(account("a")), Optional.empty());
        assertThatThrownBy(() -> ledger.put(entry(account("b")), Optional.of(tag)))
                .isInstanceOf(LedgerConflict.class);
        assertThat(ledger.find(account("b"))).isEmpty();
    }

    @Test
    default void oneOfManyConcurrentWritersWins() throws Exception {
        Ledger ledger = ledger();
        String tag = ledger.put(entry(account("a")), Optional.empty());
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> writes = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(n -> () -> {
                        try {
                            ledger.put(entry(account("a"), vault("v" + n)), Optional.of(tag));
                            return true;
                        } catch (LedgerConflict e) {
                            return false;
                        }
                    })
                    .toList();
            int won = 0;
            for (Future<Boolean> write : writers.invokeAll(writes)) {
                won += write.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            writers.shutdownNow();
        }
        Edge edge = ledger.find(account("a"))
                .orElseThrow()
                .value()
                .edges()
                .iterator()
                .next();
        assertThat(ledger.referrers(edge.to())).containsExactly(account("a"));
    }

    @Test
    default void knowsWhoRefersToATarget() {
        Ledger ledger = ledger();
        ledger.put(entry(account("a"), vault("shared"), vault("own")), Optional.empty());
        ledger.put(entry(account("b"), vault("SHARED")), Optional.empty());
        ledger.put(entry(account("c")), Optional.empty());

        assertThat(ledger.referrers(vault("Shared"))).containsExactlyInAnyOrder(account("a"), account("b"));
        assertThat(ledger.referrers(vault("own"))).containsExactly(account("a"));
        assertThat(ledger.referrers(vault("share"))).isEmpty();
    }

    @Test
    default void forgetsAReferrerWhoseEdgeIsGoneAndKeepsTheOthers() {
        Ledger ledger = ledger();
        String tag = ledger.put(entry(account("a"), vault("one"), vault("two")), Optional.empty());
        ledger.put(entry(account("b"), vault("one")), Optional.empty());

        tag = ledger.put(entry(account("a"), vault("two"), vault("three")), Optional.of(tag));

        assertThat(ledger.referrers(vault("one"))).containsExactly(account("b"));
        assertThat(ledger.referrers(vault("two"))).containsExactly(account("a"));
        assertThat(ledger.referrers(vault("three"))).containsExactly(account("a"));

        ledger.put(entry(account("a"), vault("one")), Optional.of(tag));
        assertThat(ledger.referrers(vault("one"))).containsExactlyInAnyOrder(account("a"), account("b"));
        assertThat(ledger.referrers(vault("two"))).isEmpty();
    }

    @Test
    default void listsFullOutboxesUntilTheyAreEmpty() {
        Ledger ledger = ledger();
        LedgerEntry a = entry(account("a")).withOutbox(List.of(row("a-1")));
        LedgerEntry b = entry(account("b")).withOutbox(List.of(row("b-1")));
        String tagA = ledger.put(a, Optional.empty());
        ledger.put(b, Optional.empty());
        ledger.put(entry(account("c")), Optional.empty());

        assertThat(ledger.pending(10)).containsExactlyInAnyOrder(account("a"), account("b"));
        assertThat(ledger.pending(1)).hasSize(1);
        assertThat(ledger.pending(0)).isEmpty();

        tagA = ledger.put(a.withOutbox(List.of(row("a-1"), row("a-2"))), Optional.of(tagA));
        assertThat(ledger.pending(10)).containsExactlyInAnyOrder(account("a"), account("b"));

        tagA = ledger.put(a.withOutbox(List.of()), Optional.of(tagA));
        assertThat(ledger.pending(10)).containsExactly(account("b"));

        ledger.put(a.withOutbox(List.of(row("a-3"))), Optional.of(tagA));
        assertThat(ledger.pending(10)).containsExactlyInAnyOrder(account("a"), account("b"));
    }

    @Test
    default void pagesThroughWhatItKnowsOfASubscription() {
        Ledger ledger = ledger();
        List<ResourceId> all =
                IntStream.range(0, 25).mapToObj(n -> account("a" + n)).toList();
        all.forEach(id -> ledger.put(entry(id, vault("v")), Optional.empty()));
        ledger.put(entry(account(ELSEWHERE, "foreign")), Optional.empty());
        ledger.put(entry(ResourceId.subscription(SUBSCRIPTION)), Optional.empty());
        ledger.put(entry(ResourceId.parse("/tenants/72f988bf-86f1-41af-91ab-2d7cd011db47")), Optional.empty());

        List<ResourceId> known = new ArrayList<>();
        Optional<ResourceId> after = Optional.empty();
        List<ResourceId> page;
        do {
            page = ledger.known(SUBSCRIPTION.toUpperCase(java.util.Locale.ROOT), after, 10);
            assertThat(page.size()).isLessThanOrEqualTo(10);
            known.addAll(page);
            after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1));
        } while (!page.isEmpty());

        assertThat(known)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(all.stream(), Stream.of(ResourceId.subscription(SUBSCRIPTION)))
                                .toList());
        assertThat(ledger.known(SUBSCRIPTION, Optional.empty(), 100)).isEqualTo(known);
        assertThat(ledger.known("0b5c6a1e-38d2-4b7a-9c11-00000000000f", Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    default void leavesOutOfWhatItKnowsWhatWasDeleted() {
        Ledger ledger = ledger();
        ledger.put(entry(account("there")), Optional.empty());
        LedgerEntry gone = entry(account("gone"));
        String tag = ledger.put(gone, Optional.empty());
        LedgerEntry tombstone = new LedgerEntry(
                gone.id(),
                gone.baselineVersion(),
                NOON,
                true,
                Map.of(),
                Set.of(),
                List.of(),
                List.of(),
                Optional.empty());
        tag = ledger.put(tombstone, Optional.of(tag));

        assertThat(ledger.known(SUBSCRIPTION, Optional.empty(), 10)).containsExactly(account("there"));
        assertThat(ledger.find(account("gone")).orElseThrow().value().deleted()).isTrue();

        ledger.put(gone, Optional.of(tag));
        assertThat(ledger.known(SUBSCRIPTION, Optional.empty(), 10)).hasSize(2);
    }

    @Test
    default void keepsLargeEntries() {
        Ledger ledger = ledger();
        Random random = new Random(7);
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < 3_000; i++) {
            seen.put("member" + i, Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
        }
        LedgerEntry entry = entry(account("large"));
        LedgerEntry large = new LedgerEntry(
                entry.id(),
                entry.baselineVersion(),
                NOON,
                false,
                Map.of(),
                Set.of(),
                List.of(),
                List.of(),
                Optional.of(seen));

        String tag = ledger.put(large, Optional.empty());
        assertThat(ledger.find(account("large")).orElseThrow().value()).isEqualTo(large);
        ledger.put(entry, Optional.of(tag));
        assertThat(ledger.find(account("large")).orElseThrow().value()).isEqualTo(entry);
    }

    @Test
    default void takesIdsOfAnyLengthAndScript() {
        Ledger ledger = ledger();
        ResourceId odd = account("ünï-" + "x".repeat(1_500) + "-'quoted'");
        ledger.put(entry(odd, vault("größe")).withOutbox(List.of(row("1"))), Optional.empty());

        assertThat(ledger.find(odd)).isPresent();
        assertThat(ledger.pending(5)).containsExactly(odd);
        assertThat(ledger.referrers(vault("größe"))).containsExactly(odd);
        assertThat(ledger.known(SUBSCRIPTION, Optional.empty(), 5)).containsExactly(odd);
    }

    @Test
    default void keepsTheSnapshotOfEachSubscriptionUnderItsVersion() {
        Ledger ledger = ledger();
        assertThat(ledger.snapshot(SUBSCRIPTION)).isEmpty();

        String tag = ledger.putSnapshot(snapshot("sweep-1"), Optional.empty());
        assertThat(ledger.snapshot(SUBSCRIPTION.toUpperCase(java.util.Locale.ROOT)))
                .contains(new Versioned<>(snapshot("sweep-1"), tag));
        assertThat(ledger.snapshot(ELSEWHERE)).isEmpty();
        assertThatThrownBy(() -> ledger.putSnapshot(snapshot("sweep-2"), Optional.empty()))
                .isInstanceOf(LedgerConflict.class);

        ledger.putSnapshot(snapshot("sweep-2"), Optional.of(tag));
        assertThatThrownBy(() -> ledger.putSnapshot(snapshot("sweep-3"), Optional.of(tag)))
                .isInstanceOf(LedgerConflict.class);
        assertThat(ledger.snapshot(SUBSCRIPTION).orElseThrow().value()).isEqualTo(snapshot("sweep-2"));
    }
}

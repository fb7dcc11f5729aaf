package dev.plumbline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.finding.Ledger;
import dev.plumbline.finding.LedgerConflict;
import dev.plumbline.finding.LedgerEntry;
import dev.plumbline.finding.Snapshot;
import dev.plumbline.finding.Versioned;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A ledger in memory; it keeps text, as a real one does. */
final class MemoryLedger implements Ledger {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<ResourceId, Versioned<String>> entries = new TreeMap<>();
    private final Map<String, Versioned<String>> snapshots = new TreeMap<>();
    private int version;
    private Optional<Runnable> beforePut = Optional.empty();

    /** Runs once, just before the next write is decided. */
    void beforeNextPut(Runnable action) {
        beforePut = Optional.of(action);
    }

    @Override
    public synchronized Optional<Versioned<LedgerEntry>> find(ResourceId id) {
        return Optional.ofNullable(entries.get(id))
                .map(stored -> new Versioned<>(LedgerEntry.fromJson(json(stored.value())), stored.tag()));
    }

    @Override
    public synchronized String put(LedgerEntry entry, Optional<String> expectedTag) {
        Optional<Runnable> action = beforePut;
        beforePut = Optional.empty();
        action.ifPresent(Runnable::run);
        Optional<String> tag = Optional.ofNullable(entries.get(entry.id())).map(Versioned::tag);
        if (!tag.equals(expectedTag)) {
            throw new LedgerConflict("entry of `" + entry.id() + "`: expected " + expectedTag + ", found " + tag);
        }
        String next = "v" + ++version;
        entries.put(entry.id(), new Versioned<>(entry.toJson().toString(), next));
        return next;
    }

    @Override
    public synchronized Set<ResourceId> referrers(ResourceId target) {
        Set<ResourceId> found = new TreeSet<>();
        entries.keySet()
                .forEach(id -> find(id).filter(entry -> entry.value().edges().stream()
                                .anyMatch(edge -> edge.to().equals(target)))
                        .ifPresent(entry -> found.add(id)));
        return found;
    }

    @Override
    public synchronized List<ResourceId> pending(int limit) {
        return entries.keySet().stream()
                .filter(id ->
                        find(id).map(entry -> !entry.value().outbox().isEmpty()).orElse(false))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<ResourceId> known(String subscriptionId, Optional<ResourceId> after, int limit) {
        return entries.keySet().stream()
                .filter(id -> id.subscriptionId()
                        .map(subscriptionId::equalsIgnoreCase)
                        .orElse(false))
                .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
                .filter(id -> find(id).map(entry -> !entry.value().deleted()).orElse(false))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Versioned<Snapshot>> snapshot(String subscriptionId) {
        return Optional.ofNullable(snapshots.get(subscriptionId))
                .map(stored -> new Versioned<>(Snapshot.fromJson(json(stored.value())), stored.tag()));
    }

    @Override
    public synchronized String putSnapshot(Snapshot snapshot, Optional<String> expectedTag) {
        Optional<String> tag =
                Optional.ofNullable(snapshots.get(snapshot.subscriptionId())).map(Versioned::tag);
        if (!tag.equals(expectedTag)) {
            throw new LedgerConflict("snapshot");
        }
        String next = "s" + ++version;
        snapshots.put(
                snapshot.subscriptionId(), new Versioned<>(snapshot.toJson().toString(), next));
        return next;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}

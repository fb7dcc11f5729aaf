package dev.plumbline.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.finding.Ledger;
import dev.plumbline.finding.LedgerConflict;
import dev.plumbline.finding.LedgerEntry;
import dev.plumbline.finding.Snapshot;
import dev.plumbline.finding.Versioned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The ledger of a local run: a store in one file, or in memory.
 *
 * <p>Writes are one at a time, so entry, reverse edges and the list of full outboxes always agree. A write that puts
 * something into an outbox is on disk when {@link #put} returns; of the others a crash may lose the last tenth of a second,
 * which costs a repeat and no finding. One process at a time; thread safe in it. Closing it writes what is left.
 */
public final class MvStoreLedger implements Ledger, AutoCloseable {
    private static final String FILE = "ledger.mv";
    private static final char SEPARATOR = '\n';
    private static final int WRITE_DELAY_MILLIS = 100;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final MVStore store;
    /** By id: the tag, a line's end, the entry's JSON. */
    private final MVMap<String, String> entries;
    /** Target and referrer by a line's end between them, to the referrer as spelt. */
    private final MVMap<String, String> reverse;
    /** By id: what its entry has edges to, a line each. */
    private final MVMap<String, String> targets;

    private final MVMap<String, String> pending;
    private final MVMap<String, String> snapshots;
    private final MVMap<String, Long> counters;

    private MvStoreLedger(MVStore store) {
        this.store = store;
        this.entries = store.openMap("entries");
        this.reverse = store.openMap("reverse");
        this.targets = store.openMap("targets");
        this.pending = store.openMap("pending");
        this.snapshots = store.openMap("snapshots");
        this.counters = store.openMap("counters");
    }

    /**
     * Opens the ledger of a folder, which is made where it is missing.
     *
     * @throws IOException if the folder cannot be used, is in use, or holds something else
     */
    public static MvStoreLedger open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        try {
            MVStore store = new MVStore.Builder().fileName(file.toString()).open();
            store.setAutoCommitDelay(WRITE_DELAY_MILLIS);
            return new MvStoreLedger(store);
        } catch (MVStoreException e) {
            throw new IOException(
                    "ledger `" + file + "`: expected a ledger that no other process has open, found: " + e.getMessage()
                            + "; stop the other process, or name another folder",
                    e);
        }
    }

    /** A ledger that lives as long as the process. */
    public static MvStoreLedger inMemory() {
        return new MvStoreLedger(new MVStore.Builder().open());
    }

    @Override
    public Optional<Versioned<LedgerEntry>> find(ResourceId id) {
        return Optional.ofNullable(entries.get(id.key()))
                .map(stored -> new Versioned<>(LedgerEntry.fromJson(json(stored)), tag(stored)));
    }

    @Override
    public synchronized String put(LedgerEntry entry, Optional<String> expectedTag) {
        String key = entry.id().key();
        check("entry `" + entry.id() + "`", Optional.ofNullable(entries.get(key)), expectedTag);
        Set<String> after = entry.edges().stream().map(edge -> edge.to().key()).collect(Collectors.toSet());
        String spelt = entry.id().toString();
        // In this order, because the store may be written to disk between any two of these steps.
        after.forEach(target -> reverse.put(target + SEPARATOR + key, spelt));
        if (!entry.outbox().isEmpty()) {
            pending.put(key, spelt);
        }
        String tag = write(entries, key, entry.toJson());
        Optional.ofNullable(targets.put(key, String.join("\n", after))).stream()
                .flatMap(String::lines)
                .filter(target -> !after.contains(target))
                .forEach(target -> reverse.remove(target + SEPARATOR + key));
        if (entry.outbox().isEmpty()) {
            pending.remove(key);
        } else {
            store.commit();
        }
        return tag;
    }

    @Override
    public Set<ResourceId> referrers(ResourceId target) {
        String prefix = target.key() + SEPARATOR;
        Set<ResourceId> referrers = new LinkedHashSet<>();
        Iterator<String> keys = reverse.keyIterator(prefix);
        while (keys.hasNext()) {
            String key = keys.next();
            if (!key.startsWith(prefix)) {
                break;
            }
            spelt(reverse, key).ifPresent(referrers::add);
        }
        return referrers;
    }

    @Override
    public List<ResourceId> pending(int limit) {
        List<ResourceId> ids = new ArrayList<>();
        Iterator<String> keys = pending.keyIterator(null);
        while (ids.size() < limit && keys.hasNext()) {
            spelt(pending, keys.next()).ifPresent(ids::add);
        }
        return ids;
    }

    @Override
    public List<ResourceId> known(String subscriptionId, Optional<ResourceId> after, int limit) {
        String subscription = ResourceId.subscription(subscriptionId).key();
        List<ResourceId> ids = new ArrayList<>();
        Iterator<String> keys = entries.keyIterator(after.map(ResourceId::key).orElse(subscription));
        while (ids.size() < limit && keys.hasNext()) {
            String key = keys.next();
            if (!key.startsWith(subscription)) {
                break;
            }
            boolean inside = key.length() == subscription.length() || key.charAt(subscription.length()) == '/';
            if (inside && !after.map(ResourceId::key).filter(key::equals).isPresent()) {
                Optional.ofNullable(entries.get(key))
                        .map(MvStoreLedger::json)
                        .filter(entry -> !entry.path("deleted").asBoolean())
                        .map(entry -> ResourceId.parse(entry.path("id").asText()))
                        .ifPresent(ids::add);
            }
        }
        return ids;
    }

    @Override
    public Optional<Versioned<Snapshot>> snapshot(String subscriptionId) {
        return Optional.ofNullable(snapshots.get(subscriptionId.toLowerCase(Locale.ROOT)))
                .map(stored -> new Versioned<>(Snapshot.fromJson(json(stored)), tag(stored)));
    }

    @Override
    public synchronized String putSnapshot(Snapshot snapshot, Optional<String> expectedTag) {
        String key = snapshot.subscriptionId();
        check("snapshot of `" + key + "`", Optional.ofNullable(snapshots.get(key)), expectedTag);
        return write(snapshots, key, snapshot.toJson());
    }

    /** How many resources have an entry. */
    public long size() {
        return entries.sizeAsLong();
    }

    /** Every resource that has an entry, in the order of the ids. */
    public Set<ResourceId> all() {
        Set<ResourceId> all = new TreeSet<>();
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            all.add(ResourceId.parse(json(entry.getValue()).path("id").asText()));
        }
        return all;
    }

    @Override
    public synchronized void close() {
        store.close();
    }

    private static void check(String what, Optional<String> stored, Optional<String> expectedTag) {
        Optional<String> tag = stored.map(MvStoreLedger::tag);
        if (!tag.equals(expectedTag)) {
            throw new LedgerConflict(what + ": expected version "
                    + expectedTag.map(t -> "`" + t + "`").orElse("none") + ", found "
                    + tag.map(t -> "`" + t + "`").orElse("none") + "; read it again");
        }
    }

    private String write(MVMap<String, String> map, String key, JsonNode json) {
        String tag = Long.toString(counters.merge("tag", 1L, Long::sum));
        map.put(key, tag + SEPARATOR + json);
        return tag;
    }

    private static Optional<ResourceId> spelt(MVMap<String, String> map, String key) {
        return Optional.ofNullable(map.get(key)).flatMap(ResourceId::tryParse);
    }

    private static String tag(String stored) {
        return stored.substring(0, stored.indexOf(SEPARATOR));
    }

    private static JsonNode json(String stored) {
        try {
            return JSON.readTree(stored.substring(stored.indexOf(SEPARATOR) + 1));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "ledger: expected JSON in an entry, found something else; remove the ledger's file, it is made anew",
                    e);
        }
    }
}

package dev.plumbline.finding.azure;

import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.TableEntity;
import dev.plumbline.estate.Edge;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.finding.Ledger;
import dev.plumbline.finding.LedgerConflict;
import dev.plumbline.finding.LedgerEntry;
import dev.plumbline.finding.Snapshot;
import dev.plumbline.finding.Versioned;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The ledger in one table of Table Storage.
 *
 * <p>Ids are hashed into keys, which may hold neither slashes nor more than 1 KiB. The rows:
 *
 * <ul>
 *   <li>partition {@code entry-<subscription>}, row {@code <id>}: an entry, written under its ETag;
 *   <li>partition {@code to-<id>}, row {@code <id>}: a reverse edge, from the second to the first;
 *   <li>partition {@code pending-<0..f>}, row {@code <id>}: an entry with something in its outbox;
 *   <li>partition {@code snapshot}, row {@code <subscription>}: how far the sweeps have come.
 * </ul>
 *
 * <p>No transaction spans partitions. So what points to an entry is written before it and removed after it, under the tag
 * read before: a crash leaves a pointer too many, never one too few. Whoever writes an entry that needs a pointer writes
 * the pointer too, which changes its tag, and a removal decided before that no longer applies.
 */
public final class TablesLedger implements Ledger {
    private static final String ID = "ResourceId";
    private static final String DELETED = "Deleted";
    private static final List<String> POINTER = List.of("PartitionKey", "RowKey", "Timestamp", ID);
    private static final int SHARDS = 16;
    /** No write takes so long: a pending row this old that its entry does not bear out was left by a failed write. */
    private static final Duration LONGEST_WRITE = Duration.ofHours(1);

    private final TableRows rows;
    private final InstantSource clock;
    private final Recent recent = new Recent();

    /**
     * A ledger in the table of a client.
     *
     * @param clients builds the client, once, when it is first needed
     * @param clock tells how old a row is
     */
    public TablesLedger(Supplier<TableClient> clients, InstantSource clock) {
        this.rows = new TableRows(clients);
        this.clock = clock;
    }

    @Override
    public Optional<Versioned<LedgerEntry>> find(ResourceId id) {
        return rows.find(partition(id), key(id.key())).map(row -> {
            LedgerEntry entry = LedgerEntry.fromJson(PackedJson.from(row));
            recent.remember(id, row.getETag(), Pointers.of(entry));
            return new Versioned<>(entry, row.getETag());
        });
    }

    @Override
    public String put(LedgerEntry entry, Optional<String> expectedTag) {
        TableEntity row = PackedJson.into(
                new TableEntity(partition(entry.id()), key(entry.id().key()))
                        .addProperty(ID, entry.id().toString())
                        .addProperty(DELETED, entry.deleted()),
                entry.toJson());
        Pointers before = expectedTag.map(tag -> before(entry.id(), tag)).orElse(Pointers.NONE);
        Pointers after = Pointers.of(entry);
        Set<RowName> needless = before.rows(entry.id());
        needless.removeAll(after.rows(entry.id()));
        Map<RowName, String> removals = tags(needless);
        Set<RowName> missing = after.rows(entry.id());
        missing.removeAll(before.rows(entry.id()));
        for (RowName pointer : missing) {
            rows.overwrite(new TableEntity(pointer.partition(), pointer.row())
                    .addProperty(ID, entry.id().toString()));
        }
        String tag = expectedTag.isPresent() ? rows.replace(row, expectedTag.get()) : rows.create(row);
        recent.remember(entry.id(), tag, after);
        removals.forEach((pointer, pointerTag) -> rows.remove(pointer.partition(), pointer.row(), pointerTag));
        return tag;
    }

    @Override
    public Set<ResourceId> referrers(ResourceId target) {
        String filter = "PartitionKey eq '" + reversePartition(target.key()) + "'";
        return rows.list(filter, POINTER, Integer.MAX_VALUE).stream()
                .flatMap(row -> id(row).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public List<ResourceId> pending(int limit) {
        String filter = "PartitionKey ge 'pending-' and PartitionKey lt 'pending.'";
        List<ResourceId> pending = new ArrayList<>();
        for (TableEntity row : rows.list(filter, POINTER, limit)) {
            id(row).filter(id -> !repaired(row, id)).ifPresent(pending::add);
        }
        return pending;
    }

    @Override
    public List<ResourceId> known(String subscriptionId, Optional<ResourceId> after, int limit) {
        String filter = "PartitionKey eq '" + partition(subscriptionId) + "' and " + DELETED + " eq false"
                + after.map(id -> " and RowKey gt '" + key(id.key()) + "'").orElse("");
        return ids(rows.list(filter, POINTER, limit));
    }

    @Override
    public Optional<Versioned<Snapshot>> snapshot(String subscriptionId) {
        return rows.find("snapshot", snapshotKey(subscriptionId))
                .map(row -> new Versioned<>(Snapshot.fromJson(PackedJson.from(row)), row.getETag()));
    }

    @Override
    public String putSnapshot(Snapshot snapshot, Optional<String> expectedTag) {
        TableEntity row =
                PackedJson.into(new TableEntity("snapshot", snapshotKey(snapshot.subscriptionId())), snapshot.toJson());
        return expectedTag.map(tag -> rows.replace(row, tag)).orElseGet(() -> rows.create(row));
    }

    /** Removes a pending row that a failed write left behind. */
    private boolean repaired(TableEntity row, ResourceId id) {
        if (row.getTimestamp() == null
                || row.getTimestamp().toInstant().plus(LONGEST_WRITE).isAfter(clock.instant())
                || find(id).filter(stored -> !stored.value().outbox().isEmpty()).isPresent()) {
            return false;
        }
        rows.remove(row.getPartitionKey(), row.getRowKey(), row.getETag());
        return true;
    }

    /** What pointed to the version with the given tag; read again if this instance has forgotten. */
    private Pointers before(ResourceId id, String tag) {
        return recent.of(id, tag)
                .or(() ->
                        find(id).filter(stored -> stored.tag().equals(tag)).map(stored -> Pointers.of(stored.value())))
                .orElseThrow(() -> new LedgerConflict("ledger entry `" + id + "`: another version is stored"));
    }

    private Map<RowName, String> tags(Set<RowName> pointers) {
        Map<RowName, String> tags = new LinkedHashMap<>();
        for (RowName pointer : pointers) {
            rows.find(pointer.partition(), pointer.row()).ifPresent(row -> tags.put(pointer, row.getETag()));
        }
        return tags;
    }

    private static List<ResourceId> ids(List<TableEntity> rows) {
        List<ResourceId> ids = new ArrayList<>();
        rows.forEach(row -> id(row).ifPresent(ids::add));
        return ids;
    }

    private static Optional<ResourceId> id(TableEntity row) {
        return row.getProperty(ID) instanceof String text ? ResourceId.tryParse(text) : Optional.empty();
    }

    private static String partition(ResourceId id) {
        return partition(id.subscriptionId().orElse("none"));
    }

    private static String partition(String subscriptionId) {
        return "entry-" + snapshotKey(subscriptionId);
    }

    private static String reversePartition(String target) {
        return "to-" + key(target);
    }

    private static String snapshotKey(String subscriptionId) {
        String lower = subscriptionId.toLowerCase(Locale.ROOT);
        return lower.matches("[0-9a-z-]{1,64}") ? lower : key(lower);
    }

    /** A row key for any text: 43 characters, all of them allowed. */
    static String key(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(text));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The keys of one row. */
    private record RowName(String partition, String row) {}

    /**
     * What points to an entry.
     *
     * @param targets the keys of the ids that it has edges to
     * @param pending whether its outbox holds something
     */
    record Pointers(Set<String> targets, boolean pending) {
        static final Pointers NONE = new Pointers(Set.of(), false);

        static Pointers of(LedgerEntry entry) {
            return new Pointers(
                    entry.edges().stream().map(Edge::to).map(ResourceId::key).collect(Collectors.toUnmodifiableSet()),
                    !entry.outbox().isEmpty());
        }

        private Set<RowName> rows(ResourceId id) {
            String row = key(id.key());
            Set<RowName> names = new LinkedHashSet<>();
            if (pending) {
                int shard = Math.floorMod(id.key().hashCode(), SHARDS);
                names.add(new RowName("pending-" + Integer.toHexString(shard), row));
            }
            targets.forEach(target -> names.add(new RowName(reversePartition(target), row)));
            return names;
        }
    }
}

package dev.plumbline.finding.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableServiceException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plumbline.estate.Edge;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.TransientFailure;
import dev.plumbline.finding.FindingRow;
import dev.plumbline.finding.LedgerConflict;
import dev.plumbline.finding.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.stubbing.Answer;

/** The order of the ledger's writes, and what a failure between two of them leaves. */
class TablesLedgerOrderTest {
    private static final String GROUP =
            "/subscriptions/0b5c6a1e-38d2-4b7a-9c11-000000000001/resourceGroups/rg-ai/providers/";
    private static final ResourceId ACCOUNT = ResourceId.parse(GROUP + "Microsoft.CognitiveServices/accounts/oai");

    private final Map<String, TableEntity> stored = new HashMap<>();
    private final List<String> writes = new ArrayList<>();
    private final TableClient client = mock(TableClient.class);
    private final TablesLedger ledger = new TablesLedger(() -> client, InstantSource.system());
    private int tags;
    private int failAt = Integer.MAX_VALUE;
    private int status = 503;

    @BeforeEach
    void table() {
        when(client.createEntityWithResponse(any(), any(), any())).thenAnswer(call -> {
            step("create", call.getArgument(0));
            return stored(call.getArgument(0));
        });
        when(client.upsertEntityWithResponse(any(), any(), any(), any())).thenAnswer(call -> {
            step("upsert", call.getArgument(0));
            return stored(call.getArgument(0));
        });
        when(client.updateEntityWithResponse(any(), any(), anyBoolean(), any(), any()))
                .thenAnswer(call -> {
                    step("update", call.getArgument(0));
                    return stored(call.getArgument(0));
                });
        when(client.deleteEntityWithResponse(any(TableEntity.class), anyBoolean(), any(), any()))
                .thenAnswer(call -> {
                    TableEntity entity = call.getArgument(0);
                    step("delete", entity);
                    TableEntity there = stored.get(name(entity));
                    if (there == null || !there.getETag().equals(entity.getETag())) {
                        throw failure(412);
                    }
                    stored.remove(name(entity));
                    return new SimpleResponse<Void>(null, 204, new HttpHeaders(), null);
                });
        Answer<Object> find = call -> {
            TableEntity there = stored.get(call.getArgument(0) + "|" + call.getArgument(1));
            if (there == null) {
                throw failure(404);
            }
            return new SimpleResponse<>(null, 200, new HttpHeaders(), there);
        };
        when(client.getEntityWithResponse(anyString(), anyString(), any(), any(), any()))
                .thenAnswer(find);
    }

    @Test
    void writesPointersFirstThenTheEntryAndRemovesPointersLast() {
        String tag = ledger.put(entry(true, "kv-old"), Optional.empty());
        assertThat(writes).hasSize(3);
        assertThat(writes.subList(0, 2)).allMatch(write -> write.matches("upsert (to-|pending-).*"));
        assertThat(writes.get(2)).startsWith("create entry-");

        writes.clear();
        ledger.put(entry(false, "kv-new"), Optional.of(tag));
        assertThat(writes).hasSize(4);
        assertThat(writes.get(0)).startsWith("upsert to-");
        assertThat(writes.get(1)).startsWith("update entry-");
        assertThat(writes.subList(2, 4)).allMatch(write -> write.matches("delete (to-|pending-).*"));
        assertThat(stored).hasSize(2);
    }

    @Test
    void writesTheEntryAloneWhereNoPointerChanges() {
        String tag = ledger.put(entry(true, "kv"), Optional.empty());
        writes.clear();
        ledger.put(entry(true, "kv"), Optional.of(tag));
        assertThat(writes).hasSize(1);
        assertThat(writes.get(0)).startsWith("update entry-");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void neverLosesAPointerWhereverAWriteBreaks(int broken) {
        String tag = ledger.put(entry(true, "kv-old"), Optional.empty());
        LedgerEntry next = entry(true, "kv-new", "kv-newer");
        failAt = writes.size() + broken;
        if (broken <= 4) {
            assertThatThrownBy(() -> ledger.put(next, Optional.of(tag))).isInstanceOf(TransientFailure.class);
        } else {
            ledger.put(next, Optional.of(tag));
        }
        failAt = Integer.MAX_VALUE;

        LedgerEntry kept = ledger.find(ACCOUNT).orElseThrow().value();
        Set<String> partitions = new HashSet<>();
        stored.values().forEach(row -> partitions.add(row.getPartitionKey()));
        kept.edges()
                .forEach(edge -> assertThat(partitions)
                        .contains("to-" + TablesLedger.key(edge.to().key())));
        assertThat(partitions).anyMatch(partition -> partition.startsWith("pending-"));
    }

    @Test
    void leavesAPointerThatSomebodyElseWroteMeanwhile() {
        String tag = ledger.put(entry(true, "kv"), Optional.empty());
        doAnswer(call -> {
                    // Between the entry and the removals another instance finds something to publish.
                    stored.values().stream()
                            .filter(row -> row.getPartitionKey().startsWith("pending-"))
                            .forEach(row -> row.addProperty("odata.etag", "theirs"));
                    return stored(call.getArgument(0));
                })
                .when(client)
                .updateEntityWithResponse(any(), any(), anyBoolean(), any(), any());
        ledger.put(entry(false, "kv"), Optional.of(tag));
        assertThat(stored.values()).anyMatch(row -> row.getPartitionKey().startsWith("pending-"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 503})
    void throwsWhatALaterAttemptCanMend(int status) {
        this.status = status;
        failAt = 1;
        TransientFailure failure =
                catchThrowableOfType(TransientFailure.class, () -> ledger.put(entry(false, "kv"), Optional.empty()));
        assertThat(failure).hasMessageContaining(String.valueOf(status));
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 412})
    void tellsThatSomebodyElseWasFirst(int status) {
        this.status = status;
        failAt = 1;
        assertThatThrownBy(() -> ledger.put(entry(false), Optional.empty())).isInstanceOf(LedgerConflict.class);
    }

    @Test
    void refusesAnEntryThatNoRowCanHold() {
        StringBuilder noise = new StringBuilder();
        new Random(3).ints(1_500_000, 0x20, 0x7f).forEach(c -> noise.append((char) c));
        LedgerEntry entry = entry(false);
        LedgerEntry huge = new LedgerEntry(
                entry.id(),
                noise.toString(),
                entry.readTime(),
                false,
                Map.of(),
                Set.of(),
                List.of(),
                List.of(),
                Optional.empty());
        assertThatThrownBy(() -> ledger.put(huge, Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("983040 bytes");
        assertThat(writes).isEmpty();
    }

    private static LedgerEntry entry(boolean pending, String... vaults) {
        Set<Edge> edges = new HashSet<>();
        for (String vault : vaults) {
            edges.add(new Edge(
                    ACCOUNT,
                    ResourceId.parse(GROUP + "Microsoft.KeyVault/vaults/" + vault),
                    Edge.Kind.REFERENCE,
                    "properties.x"));
        }
        FindingRow row = new FindingRow(JsonNodeFactory.instance.objectNode().put("TransitionId", "t"));
        return new LedgerEntry(
                ACCOUNT,
                "1.0.0",
                Instant.parse("2026-03-01T12:00:00Z"),
                false,
                Map.of(),
                edges,
                pending ? List.of(row) : List.of(),
                List.of(),
                Optional.empty());
    }

    private void step(String kind, TableEntity entity) {
        writes.add(kind + " " + entity.getPartitionKey());
        if (writes.size() == failAt) {
            throw failure(status);
        }
    }

    private SimpleResponse<Void> stored(TableEntity entity) {
        String tag = "W/\"datetime'" + ++tags + "'\"";
        entity.addProperty("odata.etag", tag);
        stored.put(name(entity), entity);
        return new SimpleResponse<>(null, 204, new HttpHeaders().set(HttpHeaderName.ETAG, tag), null);
    }

    private static String name(TableEntity entity) {
        return entity.getPartitionKey() + "|" + entity.getRowKey();
    }

    private static TableServiceException failure(int status) {
        HttpResponse response = mock(HttpResponse.class);
        when(response.getStatusCode()).thenReturn(status);
        when(response.getHeaderValue(HttpHeaderName.RETRY_AFTER)).thenReturn("9");
        return new TableServiceException("scripted", response);
    }
}

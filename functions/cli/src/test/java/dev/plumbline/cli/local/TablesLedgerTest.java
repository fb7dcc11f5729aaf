package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionType;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.finding.Ledger;
import dev.plumbline.finding.LedgerEntry;
import dev.plumbline.finding.azure.TablesLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ledger on Table Storage, against Azurite. */
class TablesLedgerTest implements LedgerContract {
    private final TableClient table = Azurite.running().table();
    private final TablesLedger ledger = on(Duration.ZERO);

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Test
    void twoInstancesOfTheAppShareOneLedger() {
        TablesLedger other = on(Duration.ZERO);
        ResourceId id = LedgerContract.account("a");
        LedgerEntry full =
                LedgerContract.entry(id, LedgerContract.vault("one")).withOutbox(List.of(LedgerContract.row("a-1")));
        String tag = ledger.put(full, Optional.empty());

        // The other instance has not read this version, and still knows what it has to take away.
        other.put(LedgerContract.entry(id, LedgerContract.vault("two")), Optional.of(tag));

        assertThat(ledger.pending(5)).isEmpty();
        assertThat(ledger.referrers(LedgerContract.vault("one"))).isEmpty();
        assertThat(ledger.referrers(LedgerContract.vault("two"))).containsExactly(id);
    }

    @Test
    void keepsThePointersThatAFailedWriteLeftUntilTheyAreOldEnough() {
        ResourceId id = LedgerContract.account("a");
        String tag = ledger.put(LedgerContract.entry(id), Optional.empty());
        table.listEntities().forEach(row -> {
            if (row.getPartitionKey().startsWith("entry-")) {
                // What a write leaves that ends after its pointer and before its entry.
                table.createEntity(
                        new TableEntity("pending-0", row.getRowKey()).addProperty("ResourceId", id.toString()));
            }
        });

        assertThat(ledger.pending(5)).containsExactly(id);
        assertThat(on(Duration.ofHours(2)).pending(5)).isEmpty();
        assertThat(ledger.pending(5)).isEmpty();
        assertThat(ledger.find(id).orElseThrow().tag()).isEqualTo(tag);
    }

    @Test
    void pagesOverMoreRowsThanOneAnswerHolds() {
        int count = 1_100;
        table.createTable();
        for (int from = 0; from < count; from += 100) {
            List<TableTransactionAction> rows = IntStream.range(from, from + 100)
                    .mapToObj(n -> new TableTransactionAction(
                            TableTransactionActionType.CREATE,
                            new TableEntity("pending-0", "row" + n)
                                    .addProperty(
                                            "ResourceId",
                                            LedgerContract.account("a" + n).toString())))
                    .toList();
            table.submitTransaction(rows);
        }
        assertThat(ledger.pending(count + 5)).hasSize(count);
    }

    private TablesLedger on(Duration later) {
        InstantSource clock = () -> InstantSource.system().instant().plus(later);
        return new TablesLedger(() -> table, clock);
    }
}

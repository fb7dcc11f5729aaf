package dev.plumbline.finding.azure;

import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.TableEntity;
import dev.plumbline.finding.DeadDelivery;
import dev.plumbline.finding.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Dead deliveries in one table, the newest first: the row key counts down with time.
 *
 * <p>Thread safe; the client is built when first needed.
 */
public final class TablesDeadLetter implements DeadLetter {
    private static final String PARTITION = "dead";
    /** Past any time that a delivery can have, in seconds since 1970: the year 5138. */
    private static final long END_OF_TIME = 100_000_000_000L;

    private final TableRows rows;

    /**
     * A dead letter in the table of a client.
     *
     * @param clients builds the client, once, when it is first needed
     */
    public TablesDeadLetter(Supplier<TableClient> clients) {
        this.rows = new TableRows(clients);
    }

    @Override
    public void keep(DeadDelivery delivery) {
        rows.overwrite(new TableEntity(PARTITION, row(delivery))
                .addProperty("Body", delivery.body())
                .addProperty("Reason", delivery.reason())
                .addProperty("Time", delivery.time().toString())
                .addProperty("Source", delivery.source()));
    }

    @Override
    public List<DeadDelivery> recent(int limit) {
        return rows
                .list("PartitionKey eq '" + PARTITION + "'", List.of("Body", "Reason", "Time", "Source"), limit)
                .stream()
                .map(row -> new DeadDelivery(
                        text(row, "Body"), text(row, "Reason"), Instant.parse(text(row, "Time")), text(row, "Source")))
                .toList();
    }

    private static String row(DeadDelivery delivery) {
        Instant time = delivery.time();
        return String.format(
                Locale.ROOT,
                "%012d-%09d-%s",
                END_OF_TIME - time.getEpochSecond(),
                999_999_999 - time.getNano(),
                TablesLedger.key(delivery.source() + '\n' + delivery.reason() + '\n' + delivery.body()));
    }

    private static String text(TableEntity row, String name) {
        return row.getProperty(name) instanceof String text ? text : "";
    }
}

package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.finding.Column;
import dev.plumbline.finding.FindingRow;
import dev.plumbline.finding.FindingSink;
import dev.plumbline.finding.PublishResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every sink promises. */
interface FindingSinkContract {
    /** The sink under test. */
    FindingSink sink();

    /** What has arrived behind the sink, in the order of arrival. */
    List<JsonNode> arrived();

    /** Lets the other side fail from now on, as long as it is told to. */
    void down(boolean down);

    static FindingRow row(int number) {
        return row(number, "public network access is `Enabled`");
    }

    static FindingRow row(int number, String message) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("TimeGenerated", "2026-03-01T12:00:00Z")
                .put("FindingId", "finding-" + number)
                .put("TransitionId", "finding-" + number + "-1")
                .put("Transition", "opened")
                .put("Severity", "High")
                .put("Message", message);
        json.putArray("Controls").add("NS-2");
        json.putArray("Reasons")
                .addObject()
                .put("path", "properties.publicNetworkAccess")
                .put("operator", "notEquals")
                .put("expected", "Disabled")
                .put("actual", "Enabled");
        json.putObject("Latency").put("read", 12);
        return new FindingRow(json);
    }

    static List<FindingRow> rows(int count) {
        return IntStream.range(0, count).mapToObj(FindingSinkContract::row).toList();
    }

    private List<String> arrivedIds() {
        return arrived().stream().map(row -> row.path("TransitionId").asText()).toList();
    }

    @Test
    default void passesOnEachRowWithItsValues() {
        FindingRow row = row(7, "größe \"😀\" \u0007");
        PublishResult result = sink().publish(List.of(row));

        assertThat(result.failed()).isEmpty();
        assertThat(result.accepted()).containsExactly(row);
        assertThat(arrived()).hasSize(1);
        JsonNode arrived = arrived().get(0);
        assertThat(arrived.path("Message").asText()).isEqualTo("größe \"😀\" \u0007");
        assertThat(arrived.path("Reasons").get(0).path("expected").asText()).isEqualTo("Disabled");
        assertThat(arrived.path("Controls").get(0).asText()).isEqualTo("NS-2");
        assertThat(arrived.path("Latency").path("read").asInt()).isEqualTo(12);
        assertThat(arrived.path(Column.ACTOR_NAME.wireName()).isNull()
                        || arrived.path(Column.ACTOR_NAME.wireName()).isMissingNode())
                .isTrue();
    }

    @Test
    default void takesNothing() {
        assertThat(sink().publish(List.of())).isEqualTo(new PublishResult(List.of(), List.of()));
        assertThat(arrived()).isEmpty();
    }

    @Test
    default void keepsTheOrderOfManyRows() {
        List<FindingRow> rows = rows(3_000);
        assertThat(sink().publish(rows).accepted()).isEqualTo(rows);
        assertThat(arrivedIds())
                .isEqualTo(rows.stream().map(FindingRow::transitionId).toList());
    }

    @Test
    default void passesOnARowOfAnySize() {
        FindingRow large = row(1, "x".repeat(2_000_000));
        PublishResult result = sink().publish(List.of(row(0), large, row(2)));
        assertThat(result.failed()).isEmpty();
        assertThat(arrivedIds()).containsExactly("finding-0-1", "finding-1-1", "finding-2-1");
    }

    @Test
    default void publishesARepeatAgain() {
        sink().publish(rows(2));
        sink().publish(rows(2));
        assertThat(arrivedIds()).containsExactly("finding-0-1", "finding-1-1", "finding-0-1", "finding-1-1");
    }

    @Test
    default void saysWhichRowsToTryAgainInsteadOfThrowing() {
        List<FindingRow> rows = rows(3);
        down(true);
        PublishResult result = sink().publish(rows);
        assertThat(result.accepted()).isEmpty();
        assertThat(result.failed()).extracting(PublishResult.Failed::row).isEqualTo(rows);
        assertThat(result.failed()).allSatisfy(failed -> {
            assertThat(failed.retryable()).isTrue();
            assertThat(failed.reason()).isNotBlank();
        });
        assertThat(arrived()).isEmpty();

        down(false);
        assertThat(sink().publish(rows).accepted()).isEqualTo(rows);
        assertThat(arrived()).hasSize(3);
    }

    @Test
    default void servesSeveralThreads() throws Exception {
        FindingSink sink = sink();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<PublishResult>> calls = IntStream.range(0, 20)
                    .<Callable<PublishResult>>mapToObj(n -> () -> sink.publish(List.of(row(2 * n), row(2 * n + 1))))
                    .toList();
            List<String> accepted = new ArrayList<>();
            for (Future<PublishResult> call : threads.invokeAll(calls)) {
                call.get().accepted().forEach(row -> accepted.add(row.transitionId()));
            }
            assertThat(accepted).hasSize(40);
            assertThat(arrivedIds()).containsExactlyInAnyOrderElementsOf(accepted);
        } finally {
            threads.shutdownNow();
        }
    }
}

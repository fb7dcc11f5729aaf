package dev.plumbline.finding.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.azure.AzureClients;
import dev.plumbline.azure.ScriptedTransport;
import dev.plumbline.azure.ScriptedTransport.Answer;
import dev.plumbline.azure.ScriptedTransport.Call;
import dev.plumbline.finding.FindingRow;
import dev.plumbline.finding.PublishResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** The protocol of Logs Ingestion, on the real client and a scripted transport. */
class LogsIngestionSinkTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Answer TAKEN = new Answer(204, Map.of(), "");

    private final List<String> taken = new ArrayList<>();

    private ScriptedTransport transport = new ScriptedTransport(this::take);

    @Test
    void sendsAJsonArrayToTheStreamOfTheRule() {
        PublishResult result = sink().publish(rows(3, 10));

        assertThat(result.failed()).isEmpty();
        assertThat(result.accepted()).hasSize(3);
        Call call = transport.calls().get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path())
                .isEqualTo(
                        "/dataCollectionRules/dcr-0123456789abcdef0123456789abcdef/streams/Custom-PlumblineFindings_CL");
        assertThat(call.url().getQuery()).isEqualTo("api-version=2023-01-01");
        assertThat(call.headers())
                .containsEntry("Content-Encoding", "gzip")
                .containsEntry("Authorization", "Bearer token");
        assertThat(call.headers().get("Content-Type")).startsWith("application/json");
        assertThat(call.headers().get("User-Agent")).contains("plumbline");
        assertThat(taken).containsExactly("row-0", "row-1", "row-2");
    }

    @Test
    void makesNoCallForNoRows() {
        assertThat(sink().publish(List.of())).isEqualTo(new PublishResult(List.of(), List.of()));
        assertThat(transport.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 40_000})
    void neverSendsMoreThanTheServiceTakesCommasIncluded(int padding) {
        List<FindingRow> rows = rows(padding == 1 ? 4_000 : 300, padding);

        PublishResult result = sink().publish(rows);

        assertThat(result.accepted()).isEqualTo(rows);
        assertThat(taken).hasSize(rows.size()).doesNotHaveDuplicates();
        assertThat(transport.calls())
                .allSatisfy(call -> assertThat(call.text().getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(LogsIngestionSink.LARGEST_CALL));
        int total =
                rows.stream().mapToInt(row -> row.toJson().toString().length()).sum();
        assertThat(transport.calls()).hasSizeLessThanOrEqualTo(total / 800_000 + 1);
    }

    @Test
    void reportsExactlyTheRowsOfACallThatFailedAndSendsNoFurtherOne() {
        List<FindingRow> rows = rows(60, 40_000);
        transport = new ScriptedTransport(call -> transport.calls().size() == 2 ? Answer.wait(429, "40") : take(call));

        PublishResult result = sink().publish(rows);

        assertThat(transport.calls()).hasSize(2);
        assertThat(taken).isNotEmpty().hasSizeLessThan(60);
        assertThat(result.accepted()).isEqualTo(rows.subList(0, taken.size()));
        assertThat(result.failed()).extracting(PublishResult.Failed::row).isEqualTo(rows.subList(taken.size(), 60));
        assertThat(result.failed()).allSatisfy(failed -> {
            assertThat(failed.retryable()).isTrue();
            assertThat(failed.reason()).contains("429");
        });
    }

    @Test
    void retriesAServerErrorAFewTimes() {
        transport = new ScriptedTransport(call -> transport.calls().size() < 3 ? Answer.status(503, "") : take(call));
        assertThat(sink().publish(rows(2, 10)).failed()).isEmpty();
        assertThat(transport.calls()).hasSize(3);
        assertThat(taken).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 429, 500, 502, 503, 504})
    void takesWhatMayBeRepairedForRetryable(int status) {
        transport = new ScriptedTransport(call -> Answer.error(status, "Code", "the role may not count yet"));
        PublishResult result = sink().publish(rows(3, 10));
        assertThat(result.accepted()).isEmpty();
        assertThat(result.failed()).hasSize(3).allSatisfy(failed -> {
            assertThat(failed.retryable()).isTrue();
            assertThat(failed.reason()).startsWith("Logs Ingestion answered " + status);
        });
        assertThat(transport.calls()).hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void failsForGoodOnlyTheRowsAtFault(int status) {
        transport = new ScriptedTransport(call -> call.text().contains("\"row-5\"")
                ? Answer.error(status, "InvalidRecord", "a record cannot be read")
                : take(call));
        List<FindingRow> rows = rows(16, 10);

        PublishResult result = sink().publish(rows);

        assertThat(result.accepted()).hasSize(15);
        assertThat(taken).hasSize(15).doesNotContain("row-5").doesNotHaveDuplicates();
        assertThat(result.failed()).hasSize(1);
        PublishResult.Failed failed = result.failed().get(0);
        assertThat(failed.row()).isSameAs(rows.get(5));
        assertThat(failed.retryable()).isFalse();
        assertThat(failed.reason()).contains(String.valueOf(status)).contains("a record cannot be read");
    }

    @Test
    void givesUpHalvingAfterABoundedNumberOfCalls() {
        transport = new ScriptedTransport(call -> Answer.error(400, "Bad", "no"));
        PublishResult result = sink().publish(rows(500, 10));
        assertThat(result.accepted()).isEmpty();
        assertThat(result.failed()).hasSize(500);
        assertThat(result.failed())
                .anySatisfy(failed -> assertThat(failed.retryable()).isTrue());
        assertThat(transport.calls()).hasSize(64);
    }

    @Test
    void saysThatTheConnectionBroke() {
        transport = new ScriptedTransport(call -> {
            throw new UncheckedIOException(new IOException("reset"));
        });
        assertThat(sink().publish(rows(2, 10)).failed()).hasSize(2).allSatisfy(failed -> {
            assertThat(failed.retryable()).isTrue();
            assertThat(failed.reason()).isEqualTo("no answer from Logs Ingestion: IOException");
        });
    }

    @Test
    void saysThatThereIsNoTokenWithoutShowingOne() {
        AzureClients clients = transport.clients(
                request -> Mono.error(new ClientAuthenticationException("secret-token was refused", null)));
        PublishResult result = sink(clients).publish(rows(2, 10));
        assertThat(result.failed()).hasSize(2).allSatisfy(failed -> {
            assertThat(failed.retryable()).isTrue();
            assertThat(failed.reason()).contains("no token").doesNotContain("secret-token");
        });
    }

    @Test
    void cutsWhatIsTooLongAndSaysSo() throws IOException {
        ObjectNode json = row("long", 10).toJson();
        json.put("Message", "ä\"\u0001😀".repeat(50_000));
        ArrayNode reasons = json.putArray("Reasons");
        for (int i = 0; i < 5_000; i++) {
            reasons.addObject()
                    .put("path", "properties.rules[" + i + "]")
                    .put("actual", "x".repeat(i == 0 ? 90_000 : 9));
        }
        json.putObject("Remediation").put("before", "y".repeat(200_000)).put("after", 1);

        PublishResult result = sink().publish(List.of(new FindingRow(json), row("short", 10)));

        assertThat(result.failed()).isEmpty();
        JsonNode sent = JSON.readTree(transport.calls().get(0).text()).get(0);
        sent.fields()
                .forEachRemaining(
                        field -> assertThat(field.getValue().toString().getBytes(StandardCharsets.UTF_8))
                                .as(field.getKey())
                                .hasSizeLessThan(65_536));
        assertThat(sent.path("Message").asText()).contains("… (truncated, 250000 characters)");
        assertThat(sent.path("Reasons").get(0).path("actual").asText()).endsWith("… (truncated, 90000 characters)");
        assertThat(sent.path("Reasons").get(1).path("path").asText()).isEqualTo("properties.rules[1]");
        assertThat(sent.path("Reasons")
                        .get(sent.path("Reasons").size() - 1)
                        .path("truncated")
                        .asText())
                .matches("[0-9]+ more");
        assertThat(sent.path("Remediation").path("after").asInt()).isEqualTo(1);
        assertThat(sent.path("FindingId").asText()).isEqualTo("finding");
        assertThat(json.path("Message").asText())
                .as("the row itself stays whole")
                .hasSize(250_000);
    }

    @Test
    void cutsHarderWhereTheWholeRowIsTooLong() {
        ObjectNode json = row("wide", 10).toJson();
        json.fieldNames().forEachRemaining(name -> {
            if (!name.equals("TransitionId")) {
                json.put(name, "x".repeat(58_000));
            }
        });
        assertThat(sink().publish(List.of(new FindingRow(json))).failed()).isEmpty();
        assertThat(transport.calls().get(0).text().length()).isLessThanOrEqualTo(LogsIngestionSink.LARGEST_CALL);
        assertThat(taken).containsExactly("wide");
    }

    private Answer take(Call call) {
        try {
            JSON.readTree(call.text())
                    .forEach(row -> taken.add(row.path("TransitionId").asText()));
            return TAKEN;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LogsIngestionSink sink() {
        return sink(transport.clients());
    }

    private static LogsIngestionSink sink(AzureClients clients) {
        return new LogsIngestionSink(clients::logsIngestion, clients.endpoints().rule(), clients.endpoints().stream());
    }

    private static List<FindingRow> rows(int count, int padding) {
        Function<Integer, FindingRow> row = n -> row("row-" + n, padding);
        return IntStream.range(0, count).boxed().map(row).toList();
    }

    private static FindingRow row(String id, int padding) {
        return new FindingRow(JsonNodeFactory.instance
                .objectNode()
                .put("FindingId", "finding")
                .put("TransitionId", id)
                .put("Message", "x".repeat(padding)));
    }
}

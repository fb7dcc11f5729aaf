package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.azure.AzureClients;
import dev.plumbline.azure.AzureEndpoints;
import dev.plumbline.cli.local.logs.LogsIngestionService;
import dev.plumbline.cli.local.logs.Table;
import dev.plumbline.finding.FindingRow;
import dev.plumbline.finding.FindingSink;
import dev.plumbline.finding.azure.LogsIngestionSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FindingSinksTest {
    /** The real adapter, its unmodified client talking to the embedded Logs Ingestion endpoint. */
    @Nested
    class LogsIngestion implements FindingSinkContract {
        private final List<JsonNode> arrived = Collections.synchronizedList(new ArrayList<>());
        private final LogsIngestionService service = new LogsIngestionService(
                Table.packaged(Table.FINDINGS),
                arrived::add,
                InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")));
        private final EmbeddedTransport transport = new EmbeddedTransport(List.of(new Breakable()));
        private final AzureClients clients = new AzureClients(
                transport,
                new StaticCredential(),
                AzureEndpoints.of(Map.of(
                        AzureEndpoints.INGESTION_ENDPOINT, "https://plumbline.westeurope-1.ingest.monitor.azure.com",
                        AzureEndpoints.INGESTION_RULE, LogsIngestionService.RULE,
                        AzureEndpoints.TABLE_ENDPOINT, "https://plumbline.table.core.windows.net")));
        private final LogsIngestionSink sink = new LogsIngestionSink(
                clients::logsIngestion, clients.endpoints().rule(), clients.endpoints().stream());

        private volatile boolean down;

        private final class Breakable implements LocalService {
            @Override
            public boolean serves(HttpCall call) {
                return service.serves(call);
            }

            @Override
            public HttpAnswer answer(HttpCall call) {
                return down ? new HttpAnswer(503, Map.of("Retry-After", "0"), new byte[0]) : service.answer(call);
            }
        }

        @Override
        public FindingSink sink() {
            return sink;
        }

        @Override
        public List<JsonNode> arrived() {
            return List.copyOf(arrived);
        }

        @Override
        public void down(boolean down) {
            this.down = down;
        }

        @AfterEach
        void close() {
            transport.close();
        }

        @Test
        void sendsNoColumnThatTheTableLacks() {
            sink.publish(FindingSinkContract.rows(3));
            assertThat(service.droppedColumns()).isZero();
        }
    }

    /** The embedded one that prints. */
    @Nested
    class JsonLines implements FindingSinkContract {
        private final StringBuilder out = new StringBuilder();
        private final JsonLinesSink sink = new JsonLinesSink(new BreakableOutput());

        private boolean down;

        private final class BreakableOutput implements Appendable {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                if (down) {
                    throw new IOException("disk full");
                }
                out.append(text);
                return this;
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                return append(text.subSequence(start, end));
            }

            @Override
            public Appendable append(char c) throws IOException {
                return append(String.valueOf(c));
            }
        }

        @Override
        public FindingSink sink() {
            return sink;
        }

        @Override
        public List<JsonNode> arrived() {
            return out.toString().lines().map(FindingSinksTest::json).toList();
        }

        @Override
        public void down(boolean down) {
            this.down = down;
        }
    }

    @Test
    void theRecordingSinkKeepsTheNewestRowsOnly() {
        RecordingSink sink = new RecordingSink(3);
        List<FindingRow> rows = FindingSinkContract.rows(5);
        assertThat(sink.publish(rows).accepted()).isEqualTo(rows);
        assertThat(sink.rows()).isEqualTo(rows.subList(2, 5));
        assertThat(new RecordingSink(0).publish(rows).failed()).isEmpty();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.plumbline.cli.local.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.StaticCredential;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LogsIngestionServiceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String PATH = "/dataCollectionRules/" + LogsIngestionService.RULE + "/streams/Custom-T_CL";

    private final List<ObjectNode> rows = new ArrayList<>();
    private final LogsIngestionService service = new LogsIngestionService(
            new Table(
                    "T_CL",
                    Map.of(
                            "TimeGenerated", ColumnType.DATETIME,
                            "Name", ColumnType.STRING,
                            "Count", ColumnType.INT,
                            "Extra", ColumnType.DYNAMIC)),
            rows::add,
            InstantSource.fixed(NOW));

    @Test
    void keepsDeclaredColumnsAndCountsTheOthers() {
        assertThat(post("[{\"Name\":\"a\",\"Count\":1,\"Extra\":{\"x\":[1]},\"Secret\":2}]")
                        .status())
                .isEqualTo(204);
        assertThat(rows).hasSize(1);
        JsonNode row = rows.get(0);
        assertThat(row.path("Name").asText()).isEqualTo("a");
        assertThat(row.at("/Extra/x/0").asInt()).isEqualTo(1);
        assertThat(row.has("Secret")).isFalse();
        assertThat(row.path("TimeGenerated").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(service.droppedColumns()).isEqualTo(1);
    }

    @Test
    void aValueOfAnotherTypeBecomesNullAndALongOneIsCut() {
        post("[{\"Name\":\"" + "x".repeat(70_000) + "\",\"Count\":\"many\"}]");
        assertThat(rows.get(0).path("Count").isNull()).isTrue();
        assertThat(rows.get(0).path("Name").asText()).hasSize(LogsIngestionService.LONGEST_VALUE);
    }

    @Test
    void readsGzip() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("[{\"Name\":\"zipped\"}]".getBytes(StandardCharsets.UTF_8));
        }
        Map<String, String> headers = headers();
        headers.put("content-encoding", "gzip");
        assertThat(call("POST", PATH, headers, zipped.toByteArray()).status()).isEqualTo(204);
        assertThat(rows.get(0).path("Name").asText()).isEqualTo("zipped");
        assertThat(call("POST", PATH, headers, new byte[] {1, 2, 3}).status()).isEqualTo(400);
    }

    @Test
    void takesNothingOfACallThatItRefuses() {
        assertThat(post("[{\"Name\":\"a\"}, 3]").status()).isEqualTo(400);
        assertThat(post("{\"Name\":\"a\"}").status()).isEqualTo(400);
        assertThat(post("[{\"Name\":\"a\"").status()).isEqualTo(400);
        assertThat(post("[{\"Name\":\"" + "x".repeat(1_048_576) + "\"}]").status())
                .isEqualTo(413);
        assertThat(rows).isEmpty();
    }

    @Test
    void refusesWhatTheServiceRefuses() {
        byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
        assertThat(call("POST", PATH, Map.of("content-type", "application/json"), body)
                        .status())
                .isEqualTo(401);
        Map<String, String> wrongAudience = headers();
        wrongAudience.put("authorization", "Bearer " + token("https://management.azure.com/.default"));
        assertThat(call("POST", PATH, wrongAudience, body).status()).isEqualTo(401);
        assertThat(call("GET", PATH, headers(), body).status()).isEqualTo(405);
        assertThat(call("POST", PATH.replace("dcr-7", "dcr-8"), headers(), body).status())
                .isEqualTo(404);
        assertThat(call("POST", PATH.replace("T_CL", "U_CL"), headers(), body).status())
                .isEqualTo(404);
        Map<String, String> text = headers();
        text.put("content-type", "text/plain");
        assertThat(call("POST", PATH, text, body).status()).isEqualTo(415);
        HttpCall otherVersion = new HttpCall("POST", PATH, Map.of("api-version", "2020-01-01"), headers(), body);
        assertThat(service.answer(otherVersion).status()).isEqualTo(400);
    }

    @Test
    void throttlesAfterTwelveThousandCallsInAMinute() {
        HttpAnswer last = post("[]");
        for (int i = 1; i <= 12_000; i++) {
            last = post("[]");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).contains("60");
    }

    @Test
    void theFindingsTableIsTheOneThatIsDeployed() {
        Table table = Table.packaged(Table.FINDINGS);
        assertThat(table.stream()).isEqualTo("Custom-PlumblineFindings_CL");
        assertThat(table.columns())
                .containsEntry("TimeGenerated", ColumnType.DATETIME)
                .containsEntry("FindingId", ColumnType.STRING)
                .containsEntry("Reasons", ColumnType.DYNAMIC);
    }

    private HttpAnswer post(String body) {
        return call("POST", PATH, headers(), body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpAnswer call(String method, String path, Map<String, String> headers, byte[] body) {
        return service.answer(new HttpCall(method, path, Map.of("api-version", "2023-01-01"), headers, body));
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", "application/json");
        headers.put("authorization", "Bearer " + token("https://monitor.azure.com//.default"));
        return headers;
    }

    private static String token(String scope) {
        return new StaticCredential()
                .getTokenSync(new TokenRequestContext().addScopes(scope))
                .getToken();
    }
}

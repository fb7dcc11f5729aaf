package dev.plumbline.cli.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.LocalService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * The embedded Logs Ingestion endpoint of one data collection rule.
 *
 * <p>It refuses what the service documents as refused (token, api-version, rule, stream, content type, gzip, shape, 1 MB raw
 * or compressed, requests a minute), takes a call whole or not at all, and then does to rows what the service does in
 * silence: undeclared columns are dropped and counted, values that do not fit become null, long values are cut,
 * {@code TimeGenerated} is filled in. The texts of its errors are not the service's. Thread-safe.
 */
public final class LogsIngestionService implements LocalService {
    /** The immutable id of the embedded data collection rule. */
    public static final String RULE = "dcr-706c756d626c696e6500000000000001";

    /** The one api-version of the data plane. */
    static final String API_VERSION = "2023-01-01";

    static final int LARGEST_CALL = 1_048_576;
    static final int LONGEST_VALUE = 65_536;
    private static final int CALLS_A_MINUTE = 12_000;
    private static final String AUDIENCE = "monitor.azure.com";

    private final ObjectMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Table table;
    private final RowStore rows;
    private final InstantSource clock;
    private final AtomicLong droppedColumns = new AtomicLong();
    private long minute = Long.MIN_VALUE;
    private int callsThisMinute;

    /** An endpoint for {@code table} whose accepted rows go to {@code rows}. */
    public LogsIngestionService(Table table, RowStore rows, InstantSource clock) {
        this.table = table;
        this.rows = rows;
        this.clock = clock;
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(200)
                        .maxStringLength(LARGEST_CALL)
                        .build());
    }

    /** How many values were dropped because their column is not declared. */
    public long droppedColumns() {
        return droppedColumns.get();
    }

    @Override
    public boolean serves(HttpCall call) {
        return call.path().toLowerCase(Locale.ROOT).startsWith("/datacollectionrules/");
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        try {
            admit(call);
            List<ObjectNode> accepted = records(body(call));
            Instant now = clock.instant();
            accepted.forEach(row -> rows.add(stored(row, now)));
            return new HttpAnswer(204, Map.of(), new byte[0]);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private void admit(HttpCall call) throws Refusal {
        if (!authorized(call)) {
            throw new Refusal(401, "AuthenticationFailed", "a valid bearer token for `" + AUDIENCE + "` is expected");
        }
        String[] segments = call.path().split("/", -1);
        if (segments.length != 5 || !segments[3].equalsIgnoreCase("streams")) {
            throw new Refusal(404, "NotFound", "the path is not /dataCollectionRules/{rule}/streams/{stream}");
        }
        if (!call.method().equals("POST")) {
            throw new Refusal(405, "MethodNotAllowed", "`POST` is expected, found `" + call.method() + "`");
        }
        if (!API_VERSION.equals(call.parameter("api-version").orElse(""))) {
            throw new Refusal(400, "UnsupportedApiVersion", "api-version `" + API_VERSION + "` is expected");
        }
        if (!segments[2].equals(RULE)) {
            throw new Refusal(404, "NotFound", "no data collection rule `" + segments[2] + "`");
        }
        if (!segments[4].equals(table.stream())) {
            throw new Refusal(404, "NotFound", "the rule has no stream `" + segments[4] + "`");
        }
        throttle();
        if (!call.header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new Refusal(415, "UnsupportedMediaType", "content type `application/json` is expected");
        }
        if (call.body().length > LARGEST_CALL) {
            throw new Refusal(413, "ContentLengthLimitExceeded", "a call carries at most 1 MB");
        }
    }

    private boolean authorized(HttpCall call) {
        String[] token = call.header("authorization").orElse("").split("[ .]", -1);
        if (token.length != 4 || !token[0].equalsIgnoreCase("Bearer")) {
            return false;
        }
        try {
            JsonNode claims = json.readTree(Base64.getUrlDecoder().decode(token[2]));
            return claims.path("aud").asText().contains(AUDIENCE)
                    && claims.path("exp").asLong() > clock.instant().getEpochSecond();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private synchronized void throttle() throws Refusal {
        long now = clock.instant().getEpochSecond() / 60;
        if (now != minute) {
            minute = now;
            callsThisMinute = 0;
        }
        if (++callsThisMinute > CALLS_A_MINUTE) {
            Duration wait = Duration.ofSeconds(60 - clock.instant().getEpochSecond() % 60);
            throw new Refusal(429, "TooManyRequests", "more than 12,000 calls in this minute", wait);
        }
    }

    private static byte[] body(HttpCall call) throws Refusal {
        if (!"gzip".equalsIgnoreCase(call.header("content-encoding").orElse(""))) {
            return call.body();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(call.body()))) {
            byte[] raw = in.readNBytes(LARGEST_CALL + 1);
            if (raw.length > LARGEST_CALL) {
                throw new Refusal(413, "ContentLengthLimitExceeded", "a call carries at most 1 MB before compression");
            }
            return raw;
        } catch (IOException e) {
            throw new Refusal(400, "InvalidContentEncoding", "the body is not gzip");
        }
    }

    private List<ObjectNode> records(byte[] body) throws Refusal {
        JsonNode root;
        try {
            root = json.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new Refusal(400, "InvalidRequestBody", "the body is not UTF-8");
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "InvalidRequestBody", "the body is not JSON: " + e.getOriginalMessage());
        }
        if (root == null || !root.isArray()) {
            throw new Refusal(400, "InvalidRequestBody", "a JSON array of records is expected");
        }
        List<ObjectNode> records = new ArrayList<>(root.size());
        for (JsonNode record : root) {
            if (!(record instanceof ObjectNode object)) {
                throw new Refusal(400, "InvalidRequestBody", "each record must be an object");
            }
            records.add(object);
        }
        return records;
    }

    private ObjectNode stored(ObjectNode row, Instant now) {
        ObjectNode stored = json.createObjectNode();
        table.columns().forEach((name, type) -> {
            JsonNode value = row.get(name);
            if (value != null) {
                stored.set(name, cut(type.stored(value)));
            }
        });
        if (!stored.hasNonNull("TimeGenerated")) {
            stored.put("TimeGenerated", now.toString());
        }
        row.fieldNames().forEachRemaining(name -> {
            if (!table.columns().containsKey(name)) {
                droppedColumns.incrementAndGet();
            }
        });
        return stored;
    }

    private JsonNode cut(JsonNode value) {
        if (value.isContainerNode()) {
            String text = value.toString();
            return text.length() <= LONGEST_VALUE
                    ? value
                    : json.getNodeFactory().textNode(text.substring(0, LONGEST_VALUE));
        }
        return value.isTextual() && value.textValue().length() > LONGEST_VALUE
                ? json.getNodeFactory().textNode(value.textValue().substring(0, LONGEST_VALUE))
                : value;
    }

    /** A call that is refused whole, with the status it is answered with. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;
        private final long retryAfterSeconds;

        Refusal(int status, String code, String message) {
            this(status, code, message, Duration.ZERO);
        }

        Refusal(int status, String code, String message, Duration retryAfter) {
            super(message);
            this.status = status;
            this.code = code;
            this.retryAfterSeconds = retryAfter.toSeconds();
        }

        HttpAnswer answer() {
            Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", "application/json; charset=utf-8"));
            if (retryAfterSeconds > 0) {
                headers.put("Retry-After", String.valueOf(retryAfterSeconds));
            }
            ObjectNode body = new ObjectMapper().createObjectNode();
            body.putObject("error").put("code", code).put("message", getMessage());
            return new HttpAnswer(status, headers, body.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}

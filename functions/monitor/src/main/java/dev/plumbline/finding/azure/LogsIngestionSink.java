package dev.plumbline.finding.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.rest.RequestOptions;
import com.azure.core.util.BinaryData;
import com.azure.monitor.ingestion.LogsIngestionClient;
import dev.plumbline.azure.RootCause;
import dev.plumbline.finding.FindingRow;
import dev.plumbline.finding.FindingSink;
import dev.plumbline.finding.PublishResult;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Publishes rows to a Log Analytics table by way of the Logs Ingestion API.
 *
 * <p>A call is all or nothing, so rows are sent in calls that the service accepts whole: the SDK's own split counts no
 * commas and can exceed the limit. A call that is refused for its content is halved until the rows at fault stand alone;
 * only those fail for good. A call that may succeed later ends the attempt: the rows behind it would meet the same
 * trouble while the invocation waits. Thread safe; the client is built when first needed.
 */
public final class LogsIngestionSink implements FindingSink {
    /** The most bytes of one call; the service takes 1 MB, counted before and after compression. */
    static final int LARGEST_CALL = 900_000;

    private static final int MOST_CALLS = 64;
    private static final int LONGEST_REASON = 300;

    private final Supplier<LogsIngestionClient> clients;
    private final String rule;
    private final String stream;
    private volatile Optional<LogsIngestionClient> client = Optional.empty();

    /**
     * A sink that publishes to one stream.
     *
     * @param clients builds the client, once
     * @param rule the immutable id of the data collection rule
     * @param stream the name of the stream
     */
    public LogsIngestionSink(Supplier<LogsIngestionClient> clients, String rule, String stream) {
        this.clients = clients;
        this.rule = rule;
        this.stream = stream;
    }

    @Override
    public PublishResult publish(List<FindingRow> rows) {
        Attempt attempt = new Attempt();
        Deque<List<RowBytes>> calls = new ArrayDeque<>(chunks(rows));
        while (!calls.isEmpty()) {
            List<RowBytes> call = calls.removeFirst();
            Optional<Refusal> refusal = attempt.ended.isPresent() ? attempt.ended : attempt.send(call);
            if (refusal.isEmpty()) {
                call.forEach(row -> attempt.accepted.add(row.row()));
            } else if (refusal.get().halve() && call.size() > 1) {
                calls.addFirst(call.subList(call.size() / 2, call.size()));
                calls.addFirst(call.subList(0, call.size() / 2));
            } else {
                Refusal why = refusal.get();
                call.forEach(
                        row -> attempt.failed.add(new PublishResult.Failed(row.row(), why.reason(), why.retryable())));
            }
        }
        return new PublishResult(attempt.accepted, attempt.failed);
    }

    /** Rows in the order given, in calls of at most {@link #LARGEST_CALL} bytes, brackets and commas included. */
    private static List<List<RowBytes>> chunks(List<FindingRow> rows) {
        List<List<RowBytes>> chunks = new ArrayList<>();
        List<RowBytes> chunk = new ArrayList<>();
        int size = 2;
        for (FindingRow row : rows) {
            RowBytes bytes = RowBytes.of(row, LARGEST_CALL - 2);
            if (!chunk.isEmpty() && size + bytes.bytes().length + 1 > LARGEST_CALL) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                size = 2;
            }
            chunk.add(bytes);
            size += bytes.bytes().length + 1;
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }

    private static BinaryData body(List<RowBytes> rows) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        char before = '[';
        for (RowBytes row : rows) {
            body.write(before);
            body.writeBytes(row.bytes());
            before = ',';
        }
        body.write(']');
        return BinaryData.fromBytes(body.toByteArray());
    }

    private LogsIngestionClient client() {
        Optional<LogsIngestionClient> built = client;
        if (built.isEmpty()) {
            synchronized (this) {
                built = client;
                if (built.isEmpty()) {
                    built = Optional.of(clients.get());
                    client = built;
                }
            }
        }
        return built.orElseThrow();
    }

    /** One call of {@link #publish}: what became of its rows so far. */
    private final class Attempt {
        final List<FindingRow> accepted = new ArrayList<>();
        final List<PublishResult.Failed> failed = new ArrayList<>();
        Optional<Refusal> ended = Optional.empty();
        private int calls;

        Optional<Refusal> send(List<RowBytes> rows) {
            if (calls++ >= MOST_CALLS) {
                return end(new Refusal(
                        "not sent: " + MOST_CALLS + " calls were made for these rows already", true, false));
            }
            try {
                client().uploadWithResponse(rule, stream, body(rows), new RequestOptions());
                return Optional.empty();
            } catch (ClientAuthenticationException e) {
                return end(
                        e.getResponse() == null
                                ? new Refusal(
                                        "no token for Logs Ingestion: "
                                                + e.getClass().getSimpleName(),
                                        true,
                                        false)
                                : Refusal.of(e));
            } catch (HttpResponseException e) {
                return end(Refusal.of(e));
            } catch (RuntimeException e) {
                return end(new Refusal("no answer from Logs Ingestion: " + RootCause.name(e), true, false));
            }
        }

        private Optional<Refusal> end(Refusal refusal) {
            if (refusal.retryable()) {
                ended = Optional.of(refusal);
            }
            return Optional.of(refusal);
        }
    }

    /**
     * Why a call was not taken.
     *
     * @param retryable whether the same rows can be taken later: all but a refusal of the content, since a missing rule
     *     or role may be repaired (a role takes up to half an hour to count)
     * @param halve whether fewer rows may be taken now
     */
    private record Refusal(String reason, boolean retryable, boolean halve) {
        static Refusal of(HttpResponseException e) {
            int status = e.getResponse() == null ? 0 : e.getResponse().getStatusCode();
            boolean content = status == 400 || status == 413;
            return new Refusal("Logs Ingestion answered " + status + said(e), !content, content);
        }

        private static String said(HttpResponseException e) {
            String body = e.getValue() == null ? "" : String.valueOf(e.getValue());
            String text = body.replaceAll("\\p{Cntrl}+", " ").strip();
            if (text.isEmpty()) {
                return "";
            }
            return ": " + (text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text);
        }
    }
}

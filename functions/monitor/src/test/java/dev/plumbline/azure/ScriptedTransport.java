package dev.plumbline.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A transport that answers as a test says, and remembers what it was asked. */
public final class ScriptedTransport implements HttpClient {
    private static final String RULE = "dcr-0123456789abcdef0123456789abcdef";

    private final Function<Call, Answer> script;
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    public ScriptedTransport(Function<Call, Answer> script) {
        this.script = script;
    }

    /** A request as it was sent. */
    public record Call(String method, URI url, Map<String, String> headers, byte[] body) {
        public String text() {
            try {
                return "gzip".equals(headers.get("Content-Encoding"))
                        ? new String(
                                new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(),
                                StandardCharsets.UTF_8)
                        : new String(body, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String path() {
            return url.getPath();
        }
    }

    /** What is answered. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public static Answer json(String body) {
            return new Answer(200, Map.of("Content-Type", "application/json"), body);
        }

        public static Answer status(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/json", "Retry-After", "0"), body);
        }

        public static Answer wait(int status, String seconds) {
            return new Answer(status, Map.of("Retry-After", seconds), "");
        }

        public static Answer error(int status, String code, String message) {
            return status(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
        }
    }

    /** Everything that was asked, in order. */
    public List<Call> calls() {
        return calls;
    }

    /** Clients over this transport. */
    public AzureClients clients() {
        return clients(request -> Mono.just(new AccessToken("token", OffsetDateTime.MAX)));
    }

    /** Clients over this transport and the given credential. */
    public AzureClients clients(TokenCredential credential) {
        return new AzureClients(this, credential, endpoints());
    }

    public static AzureEndpoints endpoints() {
        return new AzureEndpoints(
                URI.create("https://management.azure.com"),
                URI.create("https://plumbline.westeurope-1.ingest.monitor.azure.com"),
                RULE,
                "Custom-PlumblineFindings_CL",
                URI.create("https://plumbline.table.core.windows.net"),
                "PlumblineLedger",
                "PlumblineDeadLetters",
                Optional.empty());
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromCallable(() -> sendSync(request, Context.NONE));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        BinaryData body = request.getBodyAsBinaryData();
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders().forEach(header -> headers.put(header.getName(), header.getValue()));
        Call call = new Call(
                request.getHttpMethod().toString(),
                URI.create(request.getUrl().toString()),
                headers,
                body == null ? new byte[0] : body.toBytes());
        calls.add(call);
        return new Response(request, script.apply(call));
    }

    private static final class Response extends HttpResponse {
        private final Answer answer;
        private final HttpHeaders headers = new HttpHeaders();

        Response(HttpRequest request, Answer answer) {
            super(request);
            this.answer = answer;
            answer.headers().forEach((name, value) -> headers.set(HttpHeaderName.fromString(name), value));
        }

        private byte[] bytes() {
            return answer.body().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int getStatusCode() {
            return answer.status();
        }

        @Override
        @Deprecated
        public String getHeaderValue(String name) {
            return headers.getValue(HttpHeaderName.fromString(name));
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.just(ByteBuffer.wrap(bytes()));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(bytes());
        }

        @Override
        public Mono<String> getBodyAsString() {
            return Mono.just(answer.body());
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return Mono.just(answer.body());
        }
    }
}

package dev.plumbline.cli.local;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An answer of the embedded Azure as an SDK client reads it; its body comes in pieces, as from a socket. */
final class EmbeddedResponse extends HttpResponse {
    private static final int PIECE = 16 * 1024;

    private final HttpAnswer answer;
    private final HttpHeaders headers = new HttpHeaders();

    EmbeddedResponse(HttpRequest request, HttpAnswer answer) {
        super(request);
        this.answer = answer;
        answer.headers().forEach((name, value) -> headers.set(HttpHeaderName.fromString(name), value));
        headers.set(HttpHeaderName.CONTENT_LENGTH, String.valueOf(answer.body().length));
    }

    @Override
    public int getStatusCode() {
        return answer.status();
    }

    @Override
    @Deprecated
    public @Nullable String getHeaderValue(String name) {
        return headers.getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
        byte[] body = answer.body();
        int pieces = (body.length + PIECE - 1) / PIECE;
        return Flux.range(0, pieces)
                .map(piece -> ByteBuffer.wrap(body, piece * PIECE, Math.min(PIECE, body.length - piece * PIECE))
                        .slice()
                        .asReadOnlyBuffer());
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
        return Mono.just(answer.body());
    }

    @Override
    public Mono<String> getBodyAsString() {
        return getBodyAsString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
        return Mono.just(new String(answer.body(), charset));
    }

    @Override
    public Mono<InputStream> getBodyAsInputStream() {
        return Mono.just(new ByteArrayInputStream(answer.body()));
    }

    @Override
    public BinaryData getBodyAsBinaryData() {
        return BinaryData.fromBytes(answer.body());
    }
}

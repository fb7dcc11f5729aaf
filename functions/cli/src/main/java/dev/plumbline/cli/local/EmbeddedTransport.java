package dev.plumbline.cli.local;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.FluxUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The HTTP client that an SDK client is given in place of a real one: it calls the services in this process.
 *
 * <p>Synchronous calls run on the caller's thread, asynchronous ones on a small bounded pool. A response timeout that the
 * client puts into its call's context ({@code azure-response-timeout}) is kept. A service that drops the connection
 * shows as an {@link IOException}, as with a socket. Thread-safe; {@link #close()} ends the pool.
 */
public final class EmbeddedTransport implements HttpClient, AutoCloseable {
    private static final int WORKERS = 8;
    private static final int QUEUED_CALLS = 10_000;
    private static final String RESPONSE_TIMEOUT = "azure-response-timeout";

    private final Services services;
    private final Scheduler workers = Schedulers.newBoundedElastic(WORKERS, QUEUED_CALLS, "embedded-azure", 30, true);

    /** A transport to {@code services}, asked in this order. */
    public EmbeddedTransport(List<? extends LocalService> services) {
        this.services = new Services(List.copyOf(services));
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        Mono<byte[]> body = request.getBody() == null
                ? Mono.just(new byte[0])
                : FluxUtil.collectBytesInByteBufferStream(request.getBody());
        Mono<HttpResponse> answer = body.publishOn(workers)
                .<HttpResponse>map(bytes -> new EmbeddedResponse(request, services.answer(call(request, bytes))))
                .onErrorMap(UncheckedIOException.class, UncheckedIOException::getCause);
        return context.getData(RESPONSE_TIMEOUT)
                .filter(Duration.class::isInstance)
                .map(timeout -> answer.timeout((Duration) timeout)
                        .onErrorMap(TimeoutException.class, late -> timedOut(request, (Duration) timeout)))
                .orElse(answer);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        if (context.getData(RESPONSE_TIMEOUT).isPresent()) {
            try {
                HttpResponse answer = send(request, context).block();
                if (answer == null) {
                    throw new IllegalStateException("no answer to " + request.getHttpMethod());
                }
                return answer;
            } catch (RuntimeException failed) {
                Throwable cause = Exceptions.unwrap(failed);
                throw cause instanceof IOException io ? new UncheckedIOException(io) : failed;
            }
        }
        BinaryData body = request.getBodyAsBinaryData();
        byte[] bytes = body == null ? new byte[0] : body.toBytes();
        return new EmbeddedResponse(request, services.answer(call(request, bytes)));
    }

    @Override
    public void close() {
        workers.dispose();
    }

    private static HttpCall call(HttpRequest request, byte[] body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpHeader header : request.getHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        headers.remove(HttpCall.ORIGIN_HEADER);
        headers.put("host", request.getUrl().getAuthority());
        try {
            URI url = request.getUrl().toURI();
            return HttpCall.to(request.getHttpMethod().toString(), url, headers, body);
        } catch (URISyntaxException malformed) {
            throw new UncheckedIOException(new IOException("not a URL that can be sent: " + malformed.getReason()));
        }
    }

    private static IOException timedOut(HttpRequest request, Duration timeout) {
        return new HttpTimeoutException(
                "no answer to " + request.getHttpMethod() + " within " + timeout.toMillis() + " ms");
    }
}

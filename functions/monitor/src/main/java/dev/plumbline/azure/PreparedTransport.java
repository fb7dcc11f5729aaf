package dev.plumbline.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * A transport that is built on another thread, while the first invocation still compiles the baseline: the JDK's client
 * reads every root certificate when it is made, a third of a second on a cold start.
 *
 * <p>Requests wait until it is there. Thread safe.
 */
final class PreparedTransport implements HttpClient {
    private final CompletableFuture<HttpClient> transport;

    PreparedTransport(Supplier<HttpClient> builder) {
        this(builder, PreparedTransport::onItsOwnThread);
    }

    PreparedTransport(Supplier<HttpClient> builder, Executor executor) {
        this.transport = CompletableFuture.supplyAsync(builder, executor);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return transport.join().send(request);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return transport.join().send(request, context);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return transport.join().sendSync(request, context);
    }

    private static void onItsOwnThread(Runnable build) {
        Thread thread = new Thread(build, "plumbline-transport");
        thread.setDaemon(true);
        thread.start();
    }
}

package dev.plumbline.cli.local;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import reactor.core.publisher.Mono;

/**
 * The HTTP client that an SDK client is given when the embedded Azure runs in another process of this machine.
 *
 * <p>Every call goes to {@code http://127.0.0.1:port}; the host that the client wanted travels in a header, so that
 * {@link LoopbackServer} knows which service is meant. Thread-safe.
 */
public final class LoopbackTransport implements HttpClient {
    private static final HttpHeaderName ORIGIN = HttpHeaderName.fromString(HttpCall.ORIGIN_HEADER);

    private final HttpClient sockets;
    private final int port;

    /** Sends through {@code sockets} to the {@link LoopbackServer} at {@code port}. */
    public LoopbackTransport(HttpClient sockets, int port) {
        this.sockets = sockets;
        this.port = port;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return Mono.defer(() -> sockets.send(rewritten(request), context));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return sockets.sendSync(rewritten(request), context);
    }

    private HttpRequest rewritten(HttpRequest request) {
        URL url = request.getUrl();
        HttpRequest local = request.copy();
        try {
            local.setUrl(URI.create("http://127.0.0.1:" + port + url.getFile()).toURL());
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
        local.setHeader(ORIGIN, url.getProtocol() + "://" + url.getAuthority());
        return local;
    }
}

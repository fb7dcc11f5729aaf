package dev.plumbline.cli.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * The services of the embedded Azure on a socket of this machine, and of no other.
 *
 * <p>Listens on 127.0.0.1 only. A call whose {@code Host} is another name (a foreign web page that had its name point
 * here) or that comes from a foreign page is refused with 403, a body over {@value #BODY_LIMIT} bytes with 413. A
 * service that throws {@link UncheckedIOException} has its connection cut.
 */
public final class LoopbackServer implements AutoCloseable {
    /** The largest body that is read. */
    public static final int BODY_LIMIT = 4 * 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(LoopbackServer.class.getName());
    private static final Pattern OURSELVES = Pattern.compile("(localhost|127\\.0\\.0\\.1)(:[0-9]{1,5})?");
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?");
    private static final int WORKERS = 16;
    private static final int WAITING = 1_000;

    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final Services services;

    private LoopbackServer(HttpServer server, Services services) {
        this.server = server;
        this.services = services;
        this.workers = new ThreadPoolExecutor(
                WORKERS, WORKERS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "loopback");
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Starts to listen.
     *
     * @param port the port, or 0 for any that is free
     * @throws IOException where the port is taken
     */
    public static LoopbackServer start(int port, List<? extends LocalService> services) throws IOException {
        settings();
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        LoopbackServer server = new LoopbackServer(http, new Services(List.copyOf(services)));
        http.setExecutor(server.workers);
        http.createContext("/", server::exchange);
        http.start();
        return server;
    }

    /** The JDK's server reads these once: send small answers at once, and cut clients that dribble their request. */
    private static void settings() {
        System.getProperties().putIfAbsent("sun.net.httpserver.nodelay", "true");
        System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", "30");
    }

    /** The port listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void exchange(HttpExchange exchange) {
        try (exchange) {
            Optional<HttpAnswer> foreign = foreign(exchange);
            HttpAnswer answer = foreign.isPresent() ? foreign.get() : answered(exchange);
            write(exchange, answer);
        } catch (UncheckedIOException dropped) {
            LOG.log(Level.FINE, "connection dropped", dropped);
        } catch (IOException gone) {
            LOG.log(Level.FINE, "the client went away", gone);
        }
    }

    private HttpAnswer answered(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(BODY_LIMIT + 1);
        }
        if (body.length > BODY_LIMIT) {
            return Services.refusal(
                    413,
                    "RequestEntityTooLarge",
                    "expected a body of at most " + BODY_LIMIT + " bytes, found more; send less");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String origin = headers.get(HttpCall.ORIGIN_HEADER);
        if (origin == null || !ORIGIN.matcher(origin.toLowerCase(Locale.ROOT)).matches()) {
            headers.put(HttpCall.ORIGIN_HEADER, "http://" + headers.get("host"));
        }
        try {
            return services.answer(HttpCall.to(exchange.getRequestMethod(), address(exchange), headers, body));
        } catch (UncheckedIOException dropped) {
            throw dropped;
        } catch (RuntimeException failed) {
            LOG.log(Level.SEVERE, "a service of the embedded Azure failed", failed);
            return Services.refusal(
                    500, "InternalServerError", "the embedded Azure failed; its log on stderr says where");
        }
    }

    /** An id begins with a slash, so that one pasted behind the port's slash makes two: read as a host otherwise. */
    private static URI address(HttpExchange exchange) {
        String sent = exchange.getRequestURI().toString();
        return URI.create(sent.startsWith("//") ? sent.substring(1) : sent);
    }

    private static Optional<HttpAnswer> foreign(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !OURSELVES.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of(Services.refusal(
                    403,
                    "ForeignHost",
                    "expected Host localhost or 127.0.0.1, found another; call http://localhost with the port"));
        }
        String page = exchange.getRequestHeaders().getFirst("Origin");
        if (page != null && !page.equalsIgnoreCase("http://" + host)) {
            return Optional.of(Services.refusal(
                    403, "ForeignOrigin", "expected a call from this machine, found one from a foreign web page"));
        }
        return Optional.empty();
    }

    private static void write(HttpExchange exchange, HttpAnswer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean bodiless =
                answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
        if (!bodiless) {
            exchange.getResponseBody().write(answer.body());
        }
    }
}

package dev.plumbline.cli.local;

import com.azure.core.credential.AzureNamedKeyCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A real Azurite table service, one for all tests of this JVM, ended with it.
 *
 * <p>It is installed by npm from the pinned list in {@code src/test/azurite}, once per list, into the user's cache
 * folder. A missing Node fails the tests: the README asks for it.
 */
final class Azurite {
    private static final Path PINNED = Path.of("src/test/azurite");
    private static final String ACCOUNT = "plumbline";
    private static final String KEY =
            Base64.getEncoder().encodeToString("this key opens an emulator".getBytes(StandardCharsets.UTF_8));
    private static final int STARTS = 3;
    private static final long LONGEST_INSTALL_MINUTES = 5;
    private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** As in the app: what it warns of on every call is not worth a line. */
    private static final Logger HTTP_CLIENT = Logger.getLogger("com.azure.core.http.jdk.httpclient");

    private static final AtomicInteger TABLES = new AtomicInteger();

    private static Optional<Azurite> running = Optional.empty();

    private final int port;

    private Azurite(int port) {
        HTTP_CLIENT.setLevel(Level.SEVERE);
        this.port = port;
    }

    static synchronized Azurite running() {
        if (running.isEmpty()) {
            running = Optional.of(started(installed()));
        }
        return running.get();
    }

    /** The client of a table that nobody else uses; the table itself is not made. */
    TableClient table() {
        return new TableClientBuilder()
                .endpoint("http://127.0.0.1:" + port + "/" + ACCOUNT)
                .credential(new AzureNamedKeyCredential(ACCOUNT, KEY))
                .httpClient(new JdkHttpClientBuilder().build())
                .tableName("Table" + TABLES.incrementAndGet())
                .buildClient();
    }

    private static Path installed() {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "plumbline");
        Path home = cache.resolve("azurite-" + fingerprint());
        if (Files.isRegularFile(main(home))) {
            return home;
        }
        try {
            Files.createDirectories(cache);
            Path fresh = Files.createTempDirectory(cache, "installing-");
            for (String name : List.of("package.json", "package-lock.json")) {
                Files.copy(PINNED.resolve(name), fresh.resolve(name));
            }
            Path log = fresh.resolve("npm.log");
            Process npm =
                    start(fresh, log, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline");
            if (!npm.waitFor(LONGEST_INSTALL_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new AssertionError("npm could not install Azurite: " + Files.readString(log));
            }
            try {
                Files.move(fresh, home);
            } catch (IOException e) {
                // Another build may have been faster; then its installation serves as well.
                remove(fresh);
            }
            if (!Files.isRegularFile(main(home))) {
                throw new AssertionError("npm installed no " + main(home));
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while npm installed Azurite", e);
        }
    }

    private static Azurite started(Path home) {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            Path log = home.resolve("azurite-" + port + ".log");
            Process process = start(
                    home,
                    log,
                    "node",
                    main(home).toString(),
                    "--silent",
                    "--disableTelemetry",
                    "--inMemoryPersistence",
                    "--skipApiVersionCheck",
                    "--tablePort",
                    Integer.toString(port));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                process.destroyForcibly();
                log.toFile().delete();
            }));
            if (answers(process, port)) {
                return new Azurite(port);
            }
            process.destroyForcibly();
            if (attempt == STARTS) {
                throw new AssertionError("Azurite did not start; see " + log);
            }
        }
    }

    /** Waits for the socket; what is between two looks is the time that a refused connection takes. */
    private static boolean answers(Process process, int port) {
        long start = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - start < LONGEST_START_NANOS) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return true;
            } catch (IOException e) {
                pause(process);
            }
        }
        return false;
    }

    /** Waits a moment, or less if the process ends. */
    private static void pause(Process process) {
        try {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while Azurite started", e);
        }
    }

    private static Process start(Path folder, Path log, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + KEY);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(
                    "`" + command[0]
                            + "` could not be started: these tests need Node.js 20 or newer with npm on the path,"
                            + " as the README says",
                    e);
        }
    }

    private static Path main(Path home) {
        return home.resolve("node_modules/azurite/dist/src/table/main.js");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(PINNED.resolve("package-lock.json")));
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), 8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}

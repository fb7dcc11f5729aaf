package dev.plumbline.cli.local.cold;

import com.microsoft.azure.functions.ExecutionContext;
import dev.plumbline.Monitor;
import dev.plumbline.MonitorPorts;
import dev.plumbline.MonitorSettings;
import dev.plumbline.cli.local.EmbeddedClients;
import dev.plumbline.cli.local.FolderDeadLetter;
import dev.plumbline.cli.local.MvStoreLedger;
import dev.plumbline.estate.Scope;
import dev.plumbline.functions.Deployment;
import dev.plumbline.functions.ResourceChanged;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;

/** What a cold process calls, inside the app's class loader. */
public final class ColdInvocation {
    private static final String SUBSCRIPTION = "7c1e94b2-5d3a-4f86-9b07-3e6a20d8c415";

    private ColdInvocation() {}

    /** The deployed function, with an event of the example estate; the nanoseconds that loading the baseline took. */
    public static long finding(int port, String event) throws IOException {
        AtomicLong loading = new AtomicLong();
        Deployment.use(() -> monitor(port, loading));
        new ResourceChanged().run(Files.readString(Path.of(event)), new Call("ResourceChanged"));
        return loading.get();
    }

    /** A function that does nothing, and loads nothing. */
    public static long nothing(int port, String event) {
        new Nothing().run(event, new Call("Nothing"));
        return 0;
    }

    private static Monitor monitor(int port, AtomicLong loading) {
        Scope scope = Scope.of(List.of(SUBSCRIPTION));
        EmbeddedClients clients = EmbeddedClients.overLoopback(port);
        Clock clock = Clock.systemUTC();
        long started = System.nanoTime();
        Baseline baseline = Baseline.lenient(
                        BaselineSources.shipped(ResourceChanged.class.getClassLoader())
                                .withSubscriptions(List.of(SUBSCRIPTION)),
                        AliasCatalogue.bundled())
                .baseline();
        loading.set(System.nanoTime() - started);
        try {
            Path folder = Files.createTempDirectory("plumbline-cold");
            return Monitor.of(
                    new MonitorPorts(
                            clients.estate(scope, clock),
                            MvStoreLedger.open(folder.resolve("ledger")),
                            clients.sink(),
                            new FolderDeadLetter(folder.resolve("dead-letters"))),
                    baseline,
                    MonitorSettings.of(scope, "cold"),
                    clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A function with nothing in it. */
    static final class Nothing {
        void run(String event, ExecutionContext context) {
            if (event.isEmpty() || context.getFunctionName().isEmpty()) {
                throw new IllegalArgumentException("an event and a name are expected");
            }
        }
    }

    private record Call(String name) implements ExecutionContext {
        @Override
        public Logger getLogger() {
            return Logger.getLogger("function." + name);
        }

        @Override
        public String getInvocationId() {
            return "cold";
        }

        @Override
        public String getFunctionName() {
            return name;
        }
    }
}

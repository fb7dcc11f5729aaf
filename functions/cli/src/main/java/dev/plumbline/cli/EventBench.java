package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.MvStoreLedger;
import dev.plumbline.cli.local.WallTimeline;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.fault.Faults;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import dev.plumbline.functions.ResourceChanged;
import dev.plumbline.functions.Sweep;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Baseline;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures events from the call of the function to the row that the stand-in has taken, or to the function's return where no
 * verdict changed.
 *
 * <p>1,000 accounts with a diagnostic setting each, the rules that ship, the real SDK clients over the in-process transport,
 * the ledger on disk. Accounts take turns, so that no event waits for another of its account; every tenth event finds the public switch
 * of its account turned. The open loop counts from when an event was due, not from when a thread was free for it.
 */
final class EventBench {
    /** Which loops are measured. */
    enum Loop {
        open,
        closed,
        both
    }

    private static final int ACCOUNTS = 1_000;
    private static final int CHANGES_EVERY = 10;
    private static final int OPEN_THREADS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final String SUBSCRIPTION = "10000000-0000-4000-8000-000000000001";

    private final ObjectMapper json = new ObjectMapper();
    private final PrintWriter out;
    private final Duration length;
    private final int rate;
    private final Map<String, Long> received = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final List<ResourceId> accounts = new ArrayList<>();
    private volatile Recorder recorder = new Recorder();

    EventBench(PrintWriter out, Duration length, int rate) {
        this.out = out;
        this.length = length;
        this.rate = rate;
    }

    void run(Loop loop) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("plumbline-bench");
        EstateStore estate = estate();
        Baseline baseline = Baseline.compile(
                        Home.rules().withSubscriptions(List.of(SUBSCRIPTION)), AliasCatalogue.bundled())
                .orElseThrow();
        try (WallTimeline timeline = new WallTimeline(2);
                MvStoreLedger ledger = MvStoreLedger.open(folder.resolve("ledger"));
                LocalMonitor monitor = LocalMonitor.start(new LocalMonitor.Parts(
                        estate,
                        Scope.of(Set.of(SUBSCRIPTION)),
                        baseline,
                        ledger,
                        new CountedDeadLetter(Optional.empty(), out),
                        this::handedOver,
                        Faults.none(),
                        folder.resolve("events"),
                        timeline,
                        UUID::randomUUID))) {
            out.printf(
                    Locale.ROOT,
                    "events: %d accounts, %d rules, heap %d MiB, %d processors, Java %s%n",
                    ACCOUNTS,
                    baseline.rules().size(),
                    Runtime.getRuntime().maxMemory() >> 20,
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version"));
            monitor.invoke(Sweep.class, "{}");
            while (monitor.host().queued() > 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            closed(monitor, estate, WARM_UP);
            if (loop != Loop.closed) {
                report("open loop, " + rate + "/s", open(monitor, estate));
            }
            if (loop != Loop.open) {
                report("closed loop", closed(monitor, estate, length));
            }
        }
        out.flush();
    }

    private Recorder open(LocalMonitor monitor, EstateStore estate) throws InterruptedException {
        Recorder mine = new Recorder();
        recorder = mine;
        ExecutorService threads = Executors.newFixedThreadPool(OPEN_THREADS);
        long start = System.nanoTime();
        long interval = TimeUnit.SECONDS.toNanos(1) / rate;
        long events = length.toSeconds() * rate;
        HeapWatch heap = new HeapWatch(start, length);
        for (long i = 0; i < events; i++) {
            long due = start + i * interval;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            threads.execute(() -> one(monitor, estate, due));
            heap.look();
        }
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the open loop did not come to its end");
        }
        return mine.ended(System.nanoTime() - start, heap);
    }

    private Recorder closed(LocalMonitor monitor, EstateStore estate, Duration duration) throws InterruptedException {
        Recorder mine = new Recorder();
        recorder = mine;
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicBoolean go = new AtomicBoolean(true);
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            pool.execute(() -> {
                while (go.get()) {
                    one(monitor, estate, System.nanoTime());
                }
            });
        }
        HeapWatch heap = new HeapWatch(start, duration);
        while (System.nanoTime() - start < duration.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(100);
            heap.look();
        }
        go.set(false);
        pool.shutdown();
        if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the closed loop did not come to its end");
        }
        return mine.ended(System.nanoTime() - start, heap);
    }

    private void one(LocalMonitor monitor, EstateStore estate, long due) {
        long number = sequence.getAndIncrement();
        ResourceId account = accounts.get((int) (number % ACCOUNTS));
        boolean changes = (number + number / ACCOUNTS) % CHANGES_EVERY == 0;
        if (changes) {
            turn(estate, account);
        }
        String id = "event-" + number;
        if (changes) {
            received.put(id, due);
        }
        monitor.invoke(ResourceChanged.class, event(id, account, monitor));
        if (changes) {
            if (received.remove(id) != null) {
                recorder.noRow.incrementAndGet();
            }
        } else {
            recorder.add(System.nanoTime() - due, false);
        }
    }

    private void handedOver(ObjectNode row) {
        Long due = received.remove(row.path("EventId").asText());
        if (due != null) {
            recorder.add(System.nanoTime() - due, true);
        }
    }

    private static void turn(EstateStore estate, ResourceId account) {
        ObjectNode changed = estate.find(account).orElseThrow().json().deepCopy();
        ObjectNode properties = (ObjectNode) changed.required("properties");
        boolean open = properties.path("publicNetworkAccess").asText().equals("Enabled");
        properties.put("publicNetworkAccess", open ? "Disabled" : "Enabled");
        estate.put(account, changed);
    }

    private String event(String id, ResourceId account, LocalMonitor monitor) {
        ObjectNode event = json.createObjectNode();
        event.put("id", id)
                .put("topic", "/subscriptions/" + SUBSCRIPTION)
                .put("subject", account.toString())
                .put("eventType", "Microsoft.Resources.ResourceWriteSuccess")
                .put("eventTime", monitor.now().toString())
                .put("dataVersion", "2")
                .put("metadataVersion", "1");
        ObjectNode data = event.putObject("data");
        data.put("operationName", "Microsoft.CognitiveServices/accounts/write")
                .put("resourceUri", account.toString())
                .put("resourceProvider", "Microsoft.CognitiveServices")
                .put("status", "Succeeded")
                .put("subscriptionId", SUBSCRIPTION)
                .put("correlationId", id)
                .putObject("claims")
                .put("idtyp", "user")
                .put("name", "bench@contoso.example")
                .put("ipaddr", "203.0.113.10");
        return event.toString();
    }

    private EstateStore estate() throws IOException {
        try (InputStream in = EventBench.class.getResourceAsStream("bench-account.json")) {
            if (in == null) {
                throw new IllegalStateException("`bench-account.json` is not on the class path");
            }
            JsonNode template = json.readTree(in);
            List<JsonNode> resources = new ArrayList<>();
            for (int i = 0; i < ACCOUNTS; i++) {
                String text = template.toString().replace("$NAME", String.format(Locale.ROOT, "oai-%04d", i));
                json.readTree(text).forEach(resources::add);
                accounts.add(ResourceId.parse(
                        resources.get(resources.size() - 2).path("id").asText()));
            }
            byte[] file = json.createArrayNode().addAll(resources).toString().getBytes(StandardCharsets.UTF_8);
            return EstateStore.of(EstateFile.parse("bench", file), UUID::randomUUID);
        }
    }

    private void report(String name, Recorder result) {
        out.printf(
                Locale.ROOT,
                "%s: %d events in %.1f s, %.0f/s; p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.1f ms%n",
                name,
                result.count.get(),
                result.elapsed / 1e9,
                result.count.get() / (result.elapsed / 1e9),
                result.millis(0.5),
                result.millis(0.9),
                result.millis(0.99),
                result.millis(0.999),
                result.millis(1));
        out.printf(
                Locale.ROOT,
                "  %d rows handed over, %d changes without a row; heap after a collection: %s%n",
                result.rows.get(),
                result.noRow.get(),
                result.heap);
        out.flush();
    }

    /** Latencies of one loop, in classes that are 1% wide, so that measuring takes no memory of its own. */
    private static final class Recorder {
        private static final double WIDTH = Math.log(1.01);
        private static final int CLASSES = 3_000;

        private final AtomicLongArray classes = new AtomicLongArray(CLASSES);
        private final AtomicLong count = new AtomicLong();
        private final AtomicLong rows = new AtomicLong();
        private final AtomicLong noRow = new AtomicLong();
        private long elapsed;
        private String heap = "";

        void add(long nanos, boolean row) {
            if (row) {
                rows.incrementAndGet();
            }
            count.incrementAndGet();
            classes.incrementAndGet((int) Math.min(
                    CLASSES - 1L, (long) (Math.log((double) Math.max(1, nanos)) / WIDTH)));
        }

        Recorder ended(long nanos, HeapWatch watch) {
            elapsed = nanos;
            heap = watch.toString();
            return this;
        }

        double millis(double quantile) {
            long wanted = Math.max(1, (long) Math.ceil(quantile * count.get()));
            long seen = 0;
            int index = -1;
            while (seen < wanted && index < CLASSES - 1) {
                seen += classes.get(++index);
            }
            return Math.exp((index + 1) * WIDTH) / 1e6;
        }
    }

    /** The heap that is in use after a collection: after a minute (or a fifth of a shorter run), and at the end. */
    private static final class HeapWatch {
        private final long lookAt;
        private long early;

        HeapWatch(long start, Duration length) {
            long minute = Math.min(Duration.ofMinutes(1).toNanos(), length.toNanos() / 5);
            this.lookAt = start + minute;
        }

        void look() {
            if (early == 0 && System.nanoTime() >= lookAt) {
                early = used();
            }
        }

        private static long used() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        @Override
        public String toString() {
            long end = used();
            return String.format(
                    Locale.ROOT,
                    "%.1f MiB early, %.1f MiB at the end (%.2f times)",
                    early / 1048576.0,
                    end / 1048576.0,
                    early == 0 ? 1.0 : (double) end / early);
        }
    }
}

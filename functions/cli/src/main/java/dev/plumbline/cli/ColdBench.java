package dev.plumbline.cli;

import dev.plumbline.cli.local.EmbeddedAzure;
import dev.plumbline.cli.local.LoopbackServer;
import dev.plumbline.cli.local.WallTimeline;
import dev.plumbline.cli.local.cold.ColdStart;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.fault.Faults;
import dev.plumbline.cli.local.host.FunctionsHost;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Measures fresh processes: from {@link ProcessBuilder#start} to the first row that the embedded Azure in this process has
 * taken, and, for a function that does nothing, to its word that it was called.
 *
 * <p>The process loads the staged package through a class loader over its jars, as the worker does, with the worker's flags. Its
 * ledger is a local one. The worker itself, its host and the network are not measured.
 */
final class ColdBench {
    /** The flags that the Functions worker gives its JVM. */
    private static final List<String> WORKER_FLAGS =
            List.of("-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1", "-noverify");

    private static final String PACKAGE = "functions/monitor/target/azure-functions/plumbline";
    private static final String ACCOUNT_EVENT = "examples/events/lab-keys-accepted.cloudevents.json";

    private final PrintWriter out;
    private final int runs;

    ColdBench(PrintWriter out, int runs) {
        this.out = out;
        this.runs = runs;
    }

    void run() throws IOException, InterruptedException {
        Path staged = Home.path(PACKAGE);
        if (!Files.isDirectory(staged)) {
            throw new InvalidInput(List.of("bench cold: expected the staged package at `" + staged
                    + "`, found nothing there; build it with `mvn package`"));
        }
        EstateFile estate = EstateFile.read(Home.path("examples/estate.json"));
        AtomicLong firstRow = new AtomicLong();
        try (WallTimeline timeline = new WallTimeline(1);
                EmbeddedAzure azure = new EmbeddedAzure(
                        EstateStore.of(estate, UUID::randomUUID),
                        new FunctionsHost(List.of(), timeline, name -> "", () -> ""),
                        row -> firstRow.compareAndSet(0, System.nanoTime()),
                        Faults.none(),
                        Path.of(""),
                        timeline,
                        UUID::randomUUID);
                LoopbackServer server = LoopbackServer.start(0, azure.services())) {
            List<Double> findings = new ArrayList<>();
            List<Double> loads = new ArrayList<>();
            List<Double> nothing = new ArrayList<>();
            for (int i = 0; i <= runs; i++) {
                firstRow.set(0);
                long started = System.nanoTime();
                double load =
                        start(staged, ColdStart.Task.finding, server.port()).loading();
                double finding = (firstRow.get() - started) / 1e6;
                double idle =
                        start(staged, ColdStart.Task.nothing, server.port()).millis();
                if (firstRow.get() == 0) {
                    throw new IllegalStateException("a process ended without a published finding");
                }
                if (i > 0) { // the first of each warms the disk's cache
                    findings.add(finding);
                    loads.add(load);
                    nothing.add(idle);
                }
            }
            print("process start to first published finding", findings);
            print("of it, loading the baseline that ships", loads);
            print("the same for a function that does nothing", nothing);
        }
    }

    /**
     * What one process took.
     *
     * @param millis from its start to its first word
     * @param loading the milliseconds in it that loading the baseline took, by its own clock
     */
    private record Taken(double millis, double loading) {}

    private static Taken start(Path staged, ColdStart.Task task, int port) throws IOException, InterruptedException {
        Path event = Home.path(ACCOUNT_EVENT);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(WORKER_FLAGS);
        command.addAll(List.of(
                "-cp",
                ownClasses(),
                ColdStart.class.getName(),
                task.name(),
                classPath(staged),
                String.valueOf(port),
                event.toString()));
        Path errors = Files.createTempFile("plumbline-cold", ".log");
        long started = System.nanoTime();
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        int first = process.getInputStream().read();
        double millis = (System.nanoTime() - started) / 1e6;
        String answer = (char) first + new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0 || first < 0) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "a measured process failed: " + Files.readString(errors, StandardCharsets.UTF_8));
        }
        Files.delete(errors);
        return new Taken(millis, Long.parseLong(answer.trim()) / 1e6);
    }

    /** The jar or folder that holds the starter; nothing else of the command line is on the process's own class path. */
    private static String ownClasses() {
        return Path.of(ColdBench.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    /** The staged jars first, then what stands in for the worker and for Azure: annotations' core, transport and ledger. */
    private static String classPath(Path staged) throws IOException {
        List<String> jars = new ArrayList<>();
        try (Stream<Path> files = Files.walk(staged)) {
            files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Path::toString)
                    .forEach(jars::add);
        }
        List<String> names =
                jars.stream().map(jar -> Path.of(jar).getFileName().toString()).toList();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            expand(Path.of(entry)).stream()
                    .filter(jar -> !names.contains(Path.of(jar).getFileName().toString()))
                    .forEach(jars::add);
        }
        return String.join(File.pathSeparator, jars);
    }

    private static List<String> expand(Path entry) throws IOException {
        if (!entry.toString().endsWith("*")) {
            return List.of(entry.toString());
        }
        try (Stream<Path> jars = Files.list(entry.getParent())) {
            return jars.map(Path::toString)
                    .filter(jar -> jar.endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private void print(String name, List<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        out.printf(
                Locale.ROOT,
                "%s: median %.0f ms, best %.0f, worst %.0f (%d runs: %s)%n",
                name,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1],
                sorted.length,
                Arrays.stream(sorted)
                        .mapToObj(m -> String.format(Locale.ROOT, "%.0f", m))
                        .toList());
        out.flush();
    }
}

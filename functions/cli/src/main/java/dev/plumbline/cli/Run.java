package dev.plumbline.cli;

import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.WallTimeline;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.scenario.Scenario;
import dev.plumbline.cli.local.scenario.ScenarioFile;
import dev.plumbline.cli.local.scenario.ScenarioPlayer;
import dev.plumbline.estate.Scope;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.DocumentFolder;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole monitor locally on an embedded Azure, until it is stopped. */
@Command(
        name = "run",
        description = {
            "Runs the whole monitor on this machine, on an embedded Azure: takes a snapshot of the estate, plays a scenario and"
                    + " prints each finding as it is published, one JSON object a line. Keeps running; Ctrl-C stops it.",
            "Change the estate while it runs: curl -X PATCH http://localhost:PORT/<resource id>?api-version=... -d '{...}'"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Run implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--estate",
            paramLabel = "FILE",
            description = "The estate to begin with; default: the one that --data keeps from an earlier start, else"
                    + " examples/estate.json.")
    private Optional<Path> estate = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port on this machine, 0 for any free one; default: ${DEFAULT-VALUE}.")
    private int port = 7071;

    @Option(
            names = "--scenario",
            paramLabel = "FILE|none",
            description =
                    "What happens to the estate; default: examples/scenario.json with the example estate, else none.")
    private Optional<String> scenario = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where estate, ledger, findings and dead letters are kept from one start to the next; default: a"
                            + " folder for each estate below .plumbline beside the program.")
    private Optional<Path> data = Optional.empty();

    @Mixin
    private FaultsOption faults = new FaultsOption();

    @Mixin
    private InputOptions input = new InputOptions();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        if (port < 0 || port > MAX_PORT) {
            throw new InvalidInput(List.of("--port " + port + ": expected a port from 0 to " + MAX_PORT
                    + ", found another number; take 0 for any free one"));
        }
        Begun begun = begun();
        Optional<Scenario> played = scenario(begun.byExample());
        Scope scope = input.scope(begun.subscriptions());
        Baseline baseline = input.baseline(scope.subscriptions(), err);
        LocalRun.Setup setup = new LocalRun.Setup(
                begun.estate(),
                begun.folder(),
                scope,
                baseline,
                faults.read(),
                port,
                spec.commandLine().getOut(),
                err,
                UUID::randomUUID);
        CountDownLatch stopped = new CountDownLatch(1);
        try (WallTimeline timeline = new WallTimeline(4);
                LocalRun run = LocalRun.start(setup, timeline)) {
            Thread stop = new Thread(() -> stop(run, stopped, err), "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            err.println("plumbline: http://localhost:" + run.port() + "/ shows what is known; data in "
                    + begun.folder().root());
            run.snapshot();
            err.println("plumbline: snapshot taken, " + run.openFindings() + " findings are open");
            played.ifPresent(steps -> new ScenarioPlayer(run.resourceManager(), timeline, told(err)).play(steps));
            run.startTimers();
            stopped.await();
        }
        return Plumbline.DONE;
    }

    private static void stop(LocalRun run, CountDownLatch stopped, PrintWriter err) {
        run.close();
        err.println("plumbline: stopped");
        err.flush();
        stopped.countDown();
    }

    /**
     * What a run begins with.
     *
     * @param estate what the folder is filled with if it is new
     * @param subscriptions those of the estate
     * @param byExample whether it is the example's estate
     */
    private record Begun(EstateFile estate, DataFolder folder, Set<String> subscriptions, boolean byExample) {}

    /** The estate that is named, else the one that the named folder keeps from an earlier start, else the example. */
    private Begun begun() {
        Path file = estate.orElseGet(() -> Home.path("examples/estate.json"));
        if (estate.isEmpty() && data.isPresent()) {
            Optional<DataFolder> earlier = DataFolder.begunWithout(file, data.get());
            Optional<EstateStore> kept = earlier.flatMap(DataFolder::keptEstate);
            if (earlier.isPresent() && kept.isPresent()) {
                return new Begun(EstateFile.empty(), earlier.get(), kept.get().subscriptions(), false);
            }
        }
        EstateFile read = EstateFile.read(file);
        return new Begun(read, DataFolder.of(data, file), ExportedEstate.subscriptions(read), estate.isEmpty());
    }

    private Optional<Scenario> scenario(boolean byExample) {
        if (scenario.filter("none"::equalsIgnoreCase).isPresent() || scenario.isEmpty() && !byExample) {
            return Optional.empty();
        }
        Path file = scenario.map(Path::of).orElseGet(() -> Home.path("examples/scenario.json"));
        Compiled<Document> document = DocumentFolder.file(file);
        if (document.value().isEmpty()) {
            throw InvalidInput.of(document.issues());
        }
        Compiled<Scenario> steps = ScenarioFile.read(document.value().get());
        if (steps.value().isEmpty()) {
            throw InvalidInput.of(steps.issues());
        }
        return steps.value();
    }

    private static ScenarioPlayer.Audience told(PrintWriter err) {
        return new ScenarioPlayer.Audience() {
            @Override
            public void played(Scenario.Step step, HttpAnswer answer) {
                err.println("scenario: " + Text.printable(step.name()) + " ("
                        + Text.printable(step.who().name()) + "): " + answer.status());
                if (answer.status() >= 400) {
                    err.println("scenario: refused: "
                            + Text.printable(Text.cut(new String(answer.body(), StandardCharsets.UTF_8), 500)));
                }
            }

            @Override
            public void ended() {
                err.println("scenario: ended; the monitor keeps running, Ctrl-C stops it");
            }
        };
    }
}

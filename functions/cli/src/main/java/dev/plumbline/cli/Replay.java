package dev.plumbline.cli;

import dev.plumbline.cli.local.FolderDeadLetter;
import dev.plumbline.cli.local.MvStoreLedger;
import dev.plumbline.cli.local.StepTimeline;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.fault.Faults;
import dev.plumbline.cli.local.logs.RowStore;
import dev.plumbline.estate.Scope;
import dev.plumbline.functions.Sweep;
import dev.plumbline.policy.baseline.Baseline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Plays recorded deliveries of Event Grid through the function and prints what it publishes.
 *
 * <p>The clock is the recording's: the estate is read right after the last event, and {@code --estate-before} right before
 * the first, so that reads and events stand to each other as they did.
 */
@Command(
        name = "replay",
        description = {
            "Plays recorded deliveries of Event Grid through the function and prints the rows that it publishes, one JSON"
                    + " object a line. The clock is the recording's.",
            "Exit codes: 0 all were handled, 1 something was put aside as a dead letter, 2 wrong usage."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Replay implements Callable<Integer> {
    private static final Duration MOMENT = Duration.ofMillis(1);

    @ParentCommand
    private @Nullable Plumbline plumbline;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--estate",
            required = true,
            paramLabel = "FILE",
            description = "The resources as they are after the events.")
    private Path estate = Path.of("");

    @Option(
            names = "--events",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Deliveries in Event Grid's schema or as CloudEvents: one event, an array, or JSON Lines.")
    private List<Path> events = new ArrayList<>();

    @Option(
            names = "--estate-before",
            paramLabel = "FILE",
            description = "The resources as they were before the events: shows what the events changed.")
    private Optional<Path> estateBefore = Optional.empty();

    @Option(
            names = "--ledger",
            paramLabel = "DIR",
            description = "Where verdicts and dead letters are kept from one replay to the next; default: nowhere.")
    private Optional<Path> ledger = Optional.empty();

    @Mixin
    private FaultsOption faults = new FaultsOption();

    @Mixin
    private InputOptions input = new InputOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        EstateFile after = EstateFile.read(estate);
        Optional<EstateFile> before = estateBefore.map(EstateFile::read);
        List<String> deliveries =
                events.stream().flatMap(file -> EventsFile.read(file).stream()).toList();
        Set<String> present = new TreeSet<>(ExportedEstate.subscriptions(after));
        before.ifPresent(file -> present.addAll(ExportedEstate.subscriptions(file)));
        Scope scope = input.scope(present);
        Baseline baseline = input.baseline(scope.subscriptions(), err);
        Faults wanted = faults.read();
        List<Instant> times = deliveries.stream()
                .flatMap(delivery -> EventsFile.times(delivery).stream())
                .sorted()
                .toList();
        Instant now = plumbline().clock().instant();
        Instant first = times.isEmpty() ? now : times.get(0);
        Instant last = times.isEmpty() ? now : times.get(times.size() - 1);
        StepTimeline timeline = new StepTimeline(first.minus(MOMENT));
        List<String> undelivered;
        CountedDeadLetter deadLetter =
                new CountedDeadLetter(ledger.map(dir -> new FolderDeadLetter(dir.resolve("dead-letter"))), err);
        try (MvStoreLedger kept = opened()) {
            LocalMonitor.Parts parts = new LocalMonitor.Parts(
                    EstateStore.of(before.orElse(after), UUID::randomUUID),
                    scope,
                    baseline,
                    kept,
                    deadLetter,
                    row -> {},
                    Faults.none(),
                    ledger.orElse(Path.of("")).resolve("events"),
                    timeline,
                    UUID::randomUUID);
            if (before.isPresent()) {
                snapshot(parts, timeline);
            }
            timeline.advance(Duration.between(timeline.instant(), last.plus(MOMENT)));
            undelivered = play(parts.with(EstateStore.of(after, UUID::randomUUID), printed(out), wanted), deliveries);
        }
        out.flush();
        undelivered.forEach(reason -> err.println("plumbline replay: " + Text.printable(reason)));
        return undelivered.isEmpty() && deadLetter.kept() == 0 ? Plumbline.DONE : Plumbline.FAILED;
    }

    private MvStoreLedger opened() {
        if (ledger.isEmpty()) {
            return MvStoreLedger.inMemory();
        }
        try {
            return MvStoreLedger.open(ledger.get());
        } catch (IOException e) {
            throw new InvalidInput(List.of("--ledger `" + ledger.get()
                    + "`: expected a folder for a ledger that nobody else uses, found " + e
                    + "; name another folder, or stop the other process"));
        }
    }

    /** The state before the events becomes the ledger's, without a word. */
    private static void snapshot(LocalMonitor.Parts parts, StepTimeline timeline) {
        try (LocalMonitor monitor = LocalMonitor.start(parts)) {
            monitor.invoke(Sweep.class, "{}");
            timeline.runUntilIdle();
        }
    }

    private static List<String> play(LocalMonitor.Parts parts, List<String> deliveries) {
        try (LocalMonitor monitor = LocalMonitor.start(parts)) {
            return new Replayer(monitor, (StepTimeline) parts.timeline()).play(deliveries);
        }
    }

    private static RowStore printed(PrintWriter out) {
        return row -> out.println(row.toString());
    }

    private Plumbline plumbline() {
        if (plumbline == null) {
            throw new IllegalStateException("replay runs below the plumbline command only");
        }
        return plumbline;
    }
}

package dev.plumbline.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.MvStoreLedger;
import dev.plumbline.cli.local.StepTimeline;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.event.EventSchema;
import dev.plumbline.cli.local.fault.Faults;
import dev.plumbline.cli.local.scenario.Scenario;
import dev.plumbline.cli.local.scenario.ScenarioFile;
import dev.plumbline.cli.local.scenario.ScenarioPlayer;
import dev.plumbline.estate.Scope;
import dev.plumbline.functions.ResourceChanged;
import dev.plumbline.functions.Sweep;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineSources;
import dev.plumbline.policy.baseline.DocumentFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The example estate under the monitor, played step by step: the same clock, ids and rows in every run. */
final class PlayedEstate implements AutoCloseable {
    static final Path EXAMPLES = Path.of("..", "..", "examples");
    static final Instant START = Instant.parse("2026-11-23T14:00:00Z");

    private final StepTimeline timeline = new StepTimeline(START);
    private final NumberedIds ids = new NumberedIds();
    private final MvStoreLedger ledger = MvStoreLedger.inMemory();
    private final List<ObjectNode> rows = new ArrayList<>();
    private final CountedDeadLetter deadLetter;
    private final LocalMonitor monitor;
    private final Baseline baseline;
    private long part;

    PlayedEstate(Path eventDeadLetters) {
        EstateFile file = EstateFile.read(EXAMPLES.resolve("estate.json"));
        Set<String> subscriptions = ExportedEstate.subscriptions(file);
        baseline = Baseline.compile(
                        BaselineSources.shipped(PlayedEstate.class.getClassLoader())
                                .withSubscriptions(List.copyOf(subscriptions)),
                        AliasCatalogue.bundled())
                .orElseThrow();
        deadLetter = new CountedDeadLetter(Optional.empty(), new PrintWriter(new StringWriter()));
        monitor = LocalMonitor.start(new LocalMonitor.Parts(
                EstateStore.of(file, ids),
                Scope.of(subscriptions),
                baseline,
                ledger,
                deadLetter,
                row -> rows.add(row.deepCopy()),
                Faults.none(),
                eventDeadLetters,
                timeline,
                ids));
        monitor.azure().subscribe(ResourceChanged.class.getSimpleName(), EventSchema.EVENT_GRID);
    }

    /** The scenario that ships. */
    static Scenario scenario() {
        return ScenarioFile.read(
                        DocumentFolder.file(EXAMPLES.resolve("scenario.json")).orElseThrow())
                .orElseThrow();
    }

    String baselineVersion() {
        return baseline.version();
    }

    LocalMonitor monitor() {
        return monitor;
    }

    int deadLetters() {
        return deadLetter.kept();
    }

    /** Sweeps the whole estate and gives the rows that follow. */
    List<ObjectNode> sweep() {
        begin();
        monitor.invoke(Sweep.class, "{}");
        return settled();
    }

    /** Plays a step and gives the rows that follow. */
    List<ObjectNode> play(Scenario.Step step) {
        begin();
        new ScenarioPlayer(monitor.azure().resourceManager(), timeline, new ScenarioPlayer.Audience() {
                    @Override
                    public void played(Scenario.Step played, HttpAnswer answer) {
                        if (answer.status() >= 300) {
                            throw new AssertionError(
                                    played.name() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
                        }
                    }

                    @Override
                    public void ended() {}
                })
                .play(new Scenario("", List.of(step)));
        return settled();
    }

    private void begin() {
        rows.clear();
        ids.part(++part);
    }

    private List<ObjectNode> settled() {
        timeline.runUntilIdle();
        return List.copyOf(rows);
    }

    @Override
    public void close() {
        monitor.close();
        ledger.close();
    }
}

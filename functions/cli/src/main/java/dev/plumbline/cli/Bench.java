package dev.plumbline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the main job and prints figures. */
@Command(
        name = "bench",
        description = "Measures the main job on this machine and prints figures; bench/README.md keeps some.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Bench implements Callable<Integer> {
    private static final String HEAP = "-Xmx512m";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(),
                "plumbline bench: expected `events`, `cold` or `scan`, found none of them; see --help");
    }

    @Command(
            name = "events",
            description = {
                "From a received event to the row that is handed over: 1,000 accounts, one event in ten changes a verdict.",
                "Runs in a JVM of its own with 512 MiB of heap, open loop first and then closed loop."
            },
            mixinStandardHelpOptions = true)
    int events(
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = "60",
                            description = "How long each loop is measured, after a warm-up; default: 60.")
                    int seconds,
            @Option(
                            names = "--rate",
                            paramLabel = "N",
                            defaultValue = "200",
                            description = "Events a second of the open loop; default: 200.")
                    int rate,
            @Option(
                            names = "--loop",
                            paramLabel = "open|closed|both",
                            defaultValue = "both",
                            description = "Which loop; default: both.")
                    EventBench.Loop loop,
            @Option(names = "--here", hidden = true) boolean here)
            throws IOException, InterruptedException {
        if (seconds < 1 || seconds > 3600 || rate < 1 || rate > 100_000) {
            throw new InvalidInput(List.of("--seconds, --rate: expected 1 to 3600 and 1 to 100000, found " + seconds
                    + " and " + rate + "; choose values in these ranges"));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (here) {
            new EventBench(out, Duration.ofSeconds(seconds), rate).run(loop);
            return Plumbline.DONE;
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-Dplumbline.home=" + System.getProperty("plumbline.home", ""),
                "-cp",
                System.getProperty("java.class.path"),
                Plumbline.class.getName(),
                "bench",
                "events",
                "--here",
                "--seconds=" + seconds,
                "--rate=" + rate,
                "--loop=" + loop));
        Process process = new ProcessBuilder(command).inheritIO().start();
        return process.waitFor();
    }

    @Command(
            name = "cold",
            description = {
                "From the start of a process to the first published finding: a fresh JVM with the worker's flags, the classes"
                        + " of the staged package, the embedded Azure in this process.",
                "Beside it the same for a function that does nothing."
            },
            mixinStandardHelpOptions = true)
    int cold(
            @Option(
                            names = "--runs",
                            paramLabel = "N",
                            defaultValue = "11",
                            description = "How many processes of each kind; the median counts; default: 11.")
                    int runs)
            throws IOException, InterruptedException {
        if (runs < 1 || runs > 1000) {
            throw new InvalidInput(
                    List.of("--runs: expected 1 to 1000, found " + runs + "; choose a number in this range"));
        }
        new ColdBench(spec.commandLine().getOut(), runs).run();
        return Plumbline.DONE;
    }

    @Command(
            name = "scan",
            description = "Judging the example estate by the whole baseline, after both were loaded.",
            mixinStandardHelpOptions = true)
    int scan(
            @Option(
                            names = "--runs",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "How many runs after a warm-up; the median counts; default: 50.")
                    int runs) {
        if (runs < 1 || runs > 10_000) {
            throw new InvalidInput(
                    List.of("--runs: expected 1 to 10000, found " + runs + "; choose a number in this range"));
        }
        new ScanBench(spec.commandLine().getOut(), runs).run();
        return Plumbline.DONE;
    }
}

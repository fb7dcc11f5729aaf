package dev.plumbline.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line: judges Azure resources against the baseline, without an Azure account.
 *
 * <p>Exit codes: 0 done, 1 something failed, 2 wrong usage or invalid input.
 */
@Command(
        name = "plumbline",
        description = "Judges Azure OpenAI and Azure ML resources, and what they lean on, against a security baseline.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Evaluate.class,
            Scan.class,
            Test.class,
            Coverage.class,
            Rules.class,
            ExportPolicy.class,
            View.class,
            Conformance.class,
            Replay.class,
            Run.class,
            Bench.class
        })
public final class Plumbline implements Runnable {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int INVALID = 2;

    private final InstantSource clock;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    Plumbline(InstantSource clock) {
        this.clock = clock;
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Logging.toTerminal();
        int code = commandLine(Clock.systemUTC(), System.out, System.err).execute(arguments);
        System.out.flush();
        System.exit(code);
    }

    /** The command line with its output where the caller wants it. */
    static CommandLine commandLine(InstantSource clock, PrintStream out, PrintStream err) {
        return new CommandLine(new Plumbline(clock))
                .setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true))
                .setErr(new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true))
                .setParameterExceptionHandler(new Failures())
                .setExecutionExceptionHandler(new Failures());
    }

    InstantSource clock() {
        return clock;
    }

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command");
    }
}

package dev.plumbline.cli;

import dev.plumbline.cli.guide.RuleGuide;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of every rule what it is about and how to put right what it finds. */
@Command(
        name = "rules",
        description = "Says of every rule what it is about, why, and how to put right what it finds.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Rules implements Callable<Integer> {

    /** How the rules are printed. */
    enum Format {
        table,
        md
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Folder of rules, or one rule; default: rules/.")
    private Path path = Home.rulesFolder();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Format format = Format.table;

    @Override
    public Integer call() {
        List<Path> files = Files.exists(path) ? RuleFolder.rules(path) : List.of();
        if (files.isEmpty()) {
            throw new InvalidInput(List.of(path + ": expected at least one `policy.json`, found none; check the path"));
        }
        RuleGuide guide = RuleGuide.read(files);
        PrintWriter out = spec.commandLine().getOut();
        (format == Format.md ? guide.markdown() : guide.table()).forEach(line -> out.print(line + "\n"));
        out.flush();
        return Plumbline.DONE;
    }
}

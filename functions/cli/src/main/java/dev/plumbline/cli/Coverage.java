package dev.plumbline.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Accounts for every statement of the source documents. */
@Command(
        name = "coverage",
        description = "Says of every statement of the source documents what decides it, and what remains with people.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Coverage implements Callable<Integer> {

    /** How the account is printed. */
    enum Format {
        table,
        json,
        md
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description = "Folder of rules with `baseline.json`; default: rules/.")
    private Path path = Home.rulesFolder();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Format format = Format.table;

    @Override
    public Integer call() {
        CoverageReport report = new CoverageReader(path).read();
        List<String> lines = switch (format) {
            case table -> new CoverageTable(report).lines();
            case json -> List.of(Json.text(report.toJson()));
            case md -> new CoverageMarkdown(report).lines();
        };
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(line -> out.print(line + "\n"));
        out.flush();
        return report.accounted() == report.statements().size() ? Plumbline.DONE : Plumbline.FAILED;
    }
}

package dev.plumbline.cli;

import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.estate.Scope;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.baseline.BaselineLoad;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Judges a whole exported estate once. */
@Command(
        name = "scan",
        description = "Judges a whole exported estate once and prints what is not compliant.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Scan implements Callable<Integer> {

    /** How findings are printed. */
    enum Format {
        table,
        json
    }

    @ParentCommand
    private @Nullable Plumbline plumbline;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--estate",
            required = true,
            paramLabel = "FILE",
            description =
                    "Resources as `az resource list`, `az graph query` or Resource Manager's list calls print them.")
    private Path estate = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Format format = Format.table;

    @Mixin
    private InputOptions input = new InputOptions();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        EstateFile file = EstateFile.read(estate);
        Scope scope = input.scope(ExportedEstate.subscriptions(file));
        BaselineLoad load = input.lenientBaseline(scope.subscriptions());
        InputOptions.tell(load.issues(), err);
        ExportedEstate exported =
                new ExportedEstate(file, scope, requirePlumbline().clock());
        EstateScan scan = new EstateScan(exported, load.baseline());
        scan.gaps().ifPresent(gap -> err.println("warning: " + Text.printable(estate + ": " + gap)));
        ScanResult result = scan.run();
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.json) {
            out.println(Json.text(result.toJson(estate.toString())));
        } else {
            new ScanTable(result).lines().forEach(out::println);
        }
        out.flush();
        boolean broken = load.issues().stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR);
        return broken ? Plumbline.FAILED : Plumbline.DONE;
    }

    private Plumbline requirePlumbline() {
        if (plumbline == null) {
            throw new IllegalStateException("scan runs below the plumbline command only");
        }
        return plumbline;
    }
}

package dev.plumbline.cli;

import dev.plumbline.cli.export.ExportFolder;
import dev.plumbline.cli.export.ExportRequest;
import dev.plumbline.cli.export.LeftOut;
import dev.plumbline.cli.export.PolicyExport;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.BaselineSources;
import dev.plumbline.policy.baseline.DocumentFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the part of the baseline that Azure Policy can assign. */
@Command(
        name = "export-policy",
        description = {
            "Writes the part of the baseline that Azure Policy can assign, as an initiative with its definitions:",
            "Definitions/ for Enterprise Policy as Code, az/ for the Azure CLI, export.json with what was left out and why."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ExportPolicy implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description = "Folder of rules with `baseline.json`; default: rules/.")
    private Path path = Home.rulesFolder();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write: an empty folder, or one that an export made.")
    private Path out = Path.of("");

    @Option(
            names = "--prevent",
            description = "Effect `deny` where a definition allows it and concerns AI workloads only; else it audits.")
    private boolean prevent;

    @Option(
            names = "--scope-tag",
            paramLabel = "NAME=VALUE",
            description =
                    "Tag of the resources that AI workloads lean on; without it the definitions about them are left out.")
    private Optional<String> tag = Optional.empty();

    @Option(
            names = "--aliases",
            paramLabel = "FILE",
            description = "Aliases that Azure has besides those known here, in the shape of its provider list.")
    private Optional<Path> aliases = Optional.empty();

    @Override
    public Integer call() {
        ExportRequest request =
                new ExportRequest(prevent, tag.map(InputOptions::tag), aliases.map(ExportPolicy::catalogue));
        ExportFolder folder = ExportFolder.at(out);
        BaselineSources sources = BaselineSources.shipped(path);
        if (sources.issues().stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR)) {
            throw InvalidInput.of(sources.issues());
        }
        PolicyExport export = PolicyExport.of(sources, request);
        folder.write(export.files());
        print(export);
        return Plumbline.DONE;
    }

    private static AliasCatalogue catalogue(Path file) {
        Compiled<AliasCatalogue> catalogue = DocumentFolder.file(file).then(AliasCatalogue::read);
        return catalogue.value().orElseThrow(() -> InvalidInput.of(catalogue.issues()));
    }

    private void print(PolicyExport export) {
        PrintWriter writer = spec.commandLine().getOut();
        int widest = export.leftOut().stream()
                .mapToInt(each -> each.name().length())
                .max()
                .orElse(0);
        if (!export.leftOut().isEmpty()) {
            writer.println("LEFT OUT" + " ".repeat(Math.max(0, widest - "LEFT OUT".length()) + 2) + "WHY");
        }
        for (LeftOut each : export.leftOut()) {
            writer.println(
                    Text.printable(each.name() + " ".repeat(widest - each.name().length() + 2) + each.reason()));
        }
        long denying = export.exported().stream()
                .filter(each -> each.effect().equals("Deny"))
                .count();
        writer.println((export.leftOut().isEmpty() ? "" : System.lineSeparator())
                + export.exported().size()
                + " definitions exported to " + out + ", " + denying + " of them deny; "
                + export.leftOut().size()
                + " left out");
        writer.flush();
    }
}

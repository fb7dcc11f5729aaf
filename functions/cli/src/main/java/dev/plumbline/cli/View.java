package dev.plumbline.cli;

import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import dev.plumbline.policy.ViewDocument;
import dev.plumbline.policy.value.Spelling;
import dev.plumbline.policy.view.ViewCatalogue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints the view of a resource, as rules over it see it. */
@Command(
        name = "view",
        description = "Prints a view of a resource of an exported estate, with all its sections.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class View implements Callable<Integer> {
    @ParentCommand
    private @Nullable Plumbline plumbline;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "VIEW",
            description = "aiAccount, mlWorkspace, dependency, subscription or tenant.")
    private String view = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The resource's id.")
    private String id = "";

    @Option(names = "--estate", required = true, paramLabel = "FILE", description = "An exported estate.")
    private Path estate = Path.of("");

    @Override
    public Integer call() {
        if (plumbline == null) {
            throw new IllegalStateException("view runs below the plumbline command only");
        }
        ViewCatalogue catalogue = ViewCatalogue.bundled();
        if (catalogue.sections(view).isEmpty()) {
            throw new InvalidInput(List.of("expected one of `" + String.join("`, `", catalogue.names()) + "`, found `"
                    + view + "`; " + Spelling.didYouMean(view, catalogue.names(), "choose one")));
        }
        EstateFile file = EstateFile.read(estate);
        Set<String> subscriptions = ExportedEstate.subscriptions(file);
        ExportedEstate exported = new ExportedEstate(file, Scope.of(subscriptions), plumbline.clock());
        ViewDocument document = ResourceId.tryParse(id)
                .flatMap(target -> exported.view(view, target))
                .orElseThrow(() -> new InvalidInput(
                        List.of(estate + ": expected a resource `" + id + "`, found none; check the id")));
        PrintWriter err = spec.commandLine().getErr();
        new TreeMap<>(document.unreadable())
                .forEach((section, why) -> err.println(Text.printable("unknown: section `" + section + "`: " + why)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(Json.text(document.document()));
        out.flush();
        return Plumbline.DONE;
    }
}

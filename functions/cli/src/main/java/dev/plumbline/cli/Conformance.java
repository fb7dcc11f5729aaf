package dev.plumbline.cli;

import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.conformance.ConformanceResult;
import dev.plumbline.policy.conformance.ConformanceRunner;
import dev.plumbline.policy.conformance.ConformanceSuite;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a folder of conformance cases of the policy language. */
@Command(
        name = "conformance",
        description = "Runs a folder of conformance cases of the policy language.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Conformance implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "Folder with `cases` and `aliases`.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        List<Path> files = Files.exists(folder) ? ConformanceSuite.files(folder) : List.of();
        if (files.isEmpty()) {
            throw new InvalidInput(List.of(folder + ": expected a folder with case files, found none; check the path"));
        }
        Path root = (Files.isDirectory(folder) ? folder : folder.resolveSibling(""))
                .toAbsolutePath()
                .normalize();
        List<ConformanceResult> results = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Path file : files) {
            Compiled<ConformanceSuite> suite = ConformanceSuite.read(root, file);
            issues.addAll(suite.issues());
            suite.value().ifPresent(read -> results.addAll(ConformanceRunner.run(read)));
        }
        InputOptions.tell(issues, spec.commandLine().getErr());
        boolean unread = issues.stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR);
        int code = report(results);
        return unread ? Plumbline.INVALID : code;
    }

    private int report(List<ConformanceResult> results) {
        PrintWriter out = spec.commandLine().getOut();
        long failed = results.stream().filter(result -> !result.passed()).count();
        for (ConformanceResult result : results) {
            if (!result.passed()) {
                out.println(Text.printable("FAILED " + result.suite() + "/" + result.name()));
                out.println("    expected " + Text.printable(result.expected()));
                out.println("    actual   " + Text.printable(result.actual()));
            }
        }
        out.println((results.size() - failed) + " passed, " + failed + " failed");
        return failed == 0 ? Plumbline.DONE : Plumbline.FAILED;
    }
}

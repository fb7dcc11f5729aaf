package dev.plumbline.cli;

import dev.plumbline.estate.ResourceId;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.suite.Suite;
import dev.plumbline.policy.suite.SuiteResult;
import dev.plumbline.policy.suite.SuiteRunner;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the suites of rules. */
@Command(
        name = "test",
        description = "Runs the suites of rules: a folder of rules, one rule, or one suite.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Test implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            defaultValue = "rules",
            description = "Folder, rule or suite; default: rules/.")
    private Path path = Path.of("rules");

    @Mixin
    private InputOptions input = new InputOptions();

    @Override
    public Integer call() {
        List<Suite> suites = suites();
        List<SuiteResult> results = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        SuiteRunner runner = runner(suites);
        for (Suite suite : suites) {
            Compiled<List<SuiteResult>> run = runner.run(suite);
            issues.addAll(run.issues());
            run.value().ifPresent(results::addAll);
        }
        if (issues.stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR)) {
            throw InvalidInput.of(issues);
        }
        return report(results);
    }

    /** By the rules alone, or, where the operator gives what else to judge by, by the baseline that comes of it. */
    private SuiteRunner runner(List<Suite> suites) {
        if (!input.given()) {
            return new SuiteRunner(AliasCatalogue.bundled());
        }
        Set<String> present = new TreeSet<>();
        for (Suite suite : suites) {
            suite.cases()
                    .forEach(each -> ResourceId.tryParse(
                                    each.resource().path("id").asText())
                            .flatMap(ResourceId::subscriptionId)
                            .ifPresent(present::add));
        }
        List<Document> rules = suites.stream().map(Suite::rule).toList();
        Baseline baseline = input.baseline(
                input.subscriptions(present), rules, spec.commandLine().getErr());
        return new SuiteRunner(AliasCatalogue.bundled(), baseline);
    }

    private List<Suite> suites() {
        if (!Files.exists(path)) {
            throw new InvalidInput(
                    List.of(path + ": expected a folder of rules, a rule or a suite, found nothing; check the path"));
        }
        List<Path> files = Suite.find(path);
        if (files.isEmpty()) {
            throw new InvalidInput(List.of(path + ": expected at least one `suite.json`, found none; check the path"));
        }
        List<Suite> suites = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Path file : files) {
            Compiled<Suite> suite = Suite.read(file);
            issues.addAll(suite.issues());
            suite.value().ifPresent(suites::add);
        }
        if (issues.stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR)) {
            throw InvalidInput.of(issues);
        }
        return suites;
    }

    private int report(List<SuiteResult> results) {
        PrintWriter out = spec.commandLine().getOut();
        long failed = results.stream().filter(result -> !result.passed()).count();
        for (SuiteResult result : results) {
            if (!result.passed()) {
                out.println(Text.printable("FAILED " + result.where() + ": " + result.name()));
                for (SuiteResult.Difference difference : result.differences()) {
                    out.println("  " + Text.printable(difference.what()));
                    out.println("    expected " + Text.printable(difference.expected()));
                    out.println("    actual   " + Text.printable(difference.actual()));
                }
            }
        }
        out.println((results.size() - failed) + " passed, " + failed + " failed");
        return failed == 0 ? Plumbline.DONE : Plumbline.FAILED;
    }
}

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the suites of rules. */
@Command(
        name = "test",
        description = "Runs the suites of rules: a folder of rules, one rule, or one suite.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Test implements Callable<Integer> {
    /** How results are printed. */
    enum Format {
        table,
        junit
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Folder, rule or suite; default: rules/.")
    private Path path = Home.rulesFolder();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Format format = Format.table;

    @Mixin
    private InputOptions input = new InputOptions();

    @Override
    public Integer call() {
        RuleFolder folder = RuleFolder.read(path);
        SuiteRunner runner = runner(folder.suites());
        List<Compiled<List<SuiteResult>>> runs =
                folder.suites().parallelStream().map(runner::run).toList();
        List<SuiteResult> results = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Compiled<List<SuiteResult>> run : runs) {
            issues.addAll(run.issues());
            run.value().ifPresent(results::addAll);
        }
        if (issues.stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR)) {
            throw InvalidInput.of(issues);
        }
        print(folder, results);
        boolean proven = !folder.whole() || folder.unproven().isEmpty();
        return proven && results.stream().allMatch(SuiteResult::passed) ? Plumbline.DONE : Plumbline.FAILED;
    }

    private void print(RuleFolder folder, List<SuiteResult> results) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.junit) {
            Map<String, String> unproven = folder.whole() ? folder.unproven() : Map.of();
            out.print(SuiteJunit.of(results, unproven));
            spec.commandLine().getErr().println(SuiteTable.summary(results));
        } else {
            new SuiteTable(folder.whole(), results, folder.unproven()).lines().forEach(out::println);
        }
        out.flush();
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
}

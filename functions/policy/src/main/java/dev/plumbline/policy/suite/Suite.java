package dev.plumbline.policy.suite;

import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.State;
import dev.plumbline.policy.baseline.DocumentFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cases of one rule, as its {@code suite.json} gives them.
 *
 * @param where the suite's file
 * @param rule the definition under test
 * @param cases in the order of the file
 */
public record Suite(String where, Document rule, List<SuiteCase> cases) {
    static final String FILE = "suite.json";
    static final String RULE = "policy.json";

    /** Copies the cases. */
    public Suite {
        cases = List.copyOf(cases);
    }

    /** Reads a suite with the rule and the resources that it names; every mistake in them is an issue. */
    public static Compiled<Suite> read(Path file) {
        Compiled<Document> document = DocumentFolder.file(file);
        if (document.value().isEmpty()) {
            return Compiled.failed(document.issues());
        }
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        Issues issues = new Issues(file.toString());
        SuiteReader reader = new SuiteReader(folder, issues);
        List<SuiteCase> cases = reader.cases(document.value().get().root());
        Optional<Document> rule = reader.rule(document.value().get().root());
        List<Issue> all = new ArrayList<>(document.issues());
        all.addAll(issues.list());
        boolean readable = rule.isPresent() && !issues.hasErrors();
        return new Compiled<>(
                readable ? rule.map(definition -> new Suite(file.toString(), definition, cases)) : Optional.empty(),
                all);
    }

    /** Whether a case asks for the verdict. */
    public boolean asksFor(State verdict) {
        return cases.stream().anyMatch(each -> each.expectation().verdict() == verdict);
    }

    /**
     * The suites at a path: the file itself, the suite beside a rule, or every suite below a folder.
     *
     * @return sorted by name; empty if there is none
     */
    public static List<Path> find(Path path) {
        if (Files.isRegularFile(path)) {
            boolean rule = path.endsWith(RULE);
            Path beside = path.resolveSibling(FILE);
            return rule ? (Files.isRegularFile(beside) ? List.of(beside) : List.of()) : List.of(path);
        }
        return DocumentFolder.files(path, FILE);
    }
}

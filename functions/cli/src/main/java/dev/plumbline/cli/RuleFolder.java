package dev.plumbline.cli;

import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.State;
import dev.plumbline.policy.baseline.DocumentFolder;
import dev.plumbline.policy.suite.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The suites at a path, read, and the rules there that no suite proves.
 *
 * @param whole whether the path is a complete folder of rules, the one with {@code baseline.json}
 * @param suites sorted by file
 * @param unproven what is missing by the rule's name: a suite, a case that fails, a case that passes
 */
record RuleFolder(boolean whole, List<Suite> suites, Map<String, String> unproven) {
    private static final String RULE = "policy.json";

    /**
     * Reads every suite at a path.
     *
     * @throws InvalidInput with every mistake of every suite
     */
    static RuleFolder read(Path path) {
        if (!Files.exists(path)) {
            throw new InvalidInput(
                    List.of(path + ": expected a folder of rules, a rule or a suite, found nothing; check the path"));
        }
        List<Path> files = Suite.find(path);
        if (files.isEmpty()) {
            throw new InvalidInput(List.of(path + ": expected at least one `suite.json`, found none; check the path"));
        }
        List<Compiled<Suite>> read = files.parallelStream().map(Suite::read).toList();
        List<Issue> issues = new ArrayList<>();
        List<Suite> suites = new ArrayList<>();
        for (Compiled<Suite> suite : read) {
            issues.addAll(suite.issues());
            suite.value().ifPresent(suites::add);
        }
        if (issues.stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR)) {
            throw InvalidInput.of(issues);
        }
        boolean whole = Files.isRegularFile(path.resolve("baseline.json"));
        return new RuleFolder(whole, suites, unproven(path, suites));
    }

    /** What keeps the rule of a suite from being proven; empty if it has a failing and a passing case. */
    static Optional<String> gap(Suite suite) {
        boolean fails = suite.asksFor(State.NON_COMPLIANT);
        boolean passes = suite.asksFor(State.COMPLIANT);
        if (fails && passes) {
            return Optional.empty();
        }
        return Optional.of(
                fails ? "no passing case" : passes ? "no failing case" : "neither a failing nor a passing case");
    }

    /** The definitions of rules at a path; what lies in {@code resources/} is an input of cases, whatever its name. */
    static List<Path> rules(Path path) {
        return DocumentFolder.files(path, RULE).stream()
                .filter(file -> !name(file).equals("resources"))
                .toList();
    }

    private static Map<String, String> unproven(Path path, List<Suite> suites) {
        Map<String, String> unproven = new LinkedHashMap<>();
        TreeSet<Path> without = new TreeSet<>();
        if (Files.isDirectory(path)) {
            without.addAll(rules(path));
        }
        for (Suite suite : suites) {
            Path rule = Path.of(suite.rule().where());
            without.removeIf(each -> each.toAbsolutePath().normalize().equals(rule));
            gap(suite).ifPresent(gap -> unproven.put(name(Path.of(suite.where())), gap));
        }
        without.forEach(rule -> unproven.put(name(rule), "no suite"));
        return unproven;
    }

    /** The folder of a rule is its name. */
    static String name(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .map(Path::getFileName)
                .map(Path::toString)
                .orElse(file.toString());
    }
}

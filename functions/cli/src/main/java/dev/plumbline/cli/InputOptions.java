package dev.plumbline.cli;

import dev.plumbline.estate.Scope;
import dev.plumbline.estate.ScopeTag;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineLoad;
import dev.plumbline.policy.baseline.BaselineSources;
import dev.plumbline.policy.baseline.DocumentFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What the operator gives to judge by; a mixin of every command that judges. */
public final class InputOptions {
    private static final String SHIPPED = "rules/";
    private static final Pattern SUBSCRIPTION = Pattern.compile("(?i:/?subscriptions/)?([A-Za-z0-9-]{1,64})/?");

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "Policy set definition (initiative) to judge by; default: the one that ships with the program.")
    private List<Path> baseline = new ArrayList<>();

    @Option(
            names = "--definitions",
            paramLabel = "DIR",
            description =
                    "Policy definitions that initiatives and assignments refer to, found by the last segment of their id; repeatable.")
    private List<Path> definitions = new ArrayList<>();

    @Option(
            names = "--assignment",
            paramLabel = "FILE",
            description = "Policy assignment in Azure's JSON; repeatable; default: the baseline on each subscription.")
    private List<Path> assignments = new ArrayList<>();

    @Option(names = "--exemptions", paramLabel = "DIR", description = "Policy exemptions in Azure's JSON.")
    private List<Path> exemptions = new ArrayList<>();

    @Option(names = "--attestations", paramLabel = "DIR", description = "Policy attestations in Azure's JSON.")
    private List<Path> attestations = new ArrayList<>();

    @Option(
            names = "--subscription",
            paramLabel = "ID",
            description =
                    "Monitored subscription; repeatable; nothing outside is read; default: all in the estate file.")
    private List<String> subscriptions = new ArrayList<>();

    @Option(
            names = "--scope-tag",
            paramLabel = "NAME=VALUE",
            description = "Tag of what AI workloads lean on although no reference tells; default: ai-workload=true.")
    private Optional<String> tag = Optional.empty();

    /** Whether the operator gave anything to judge by. */
    public boolean given() {
        return !baseline.isEmpty()
                || !definitions.isEmpty()
                || !assignments.isEmpty()
                || !exemptions.isEmpty()
                || !attestations.isEmpty();
    }

    /**
     * The monitored subscriptions.
     *
     * @param present those of the estate, taken where the operator names none
     */
    public Set<String> subscriptions(Collection<String> present) {
        Set<String> ids = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (String given : subscriptions) {
            var matcher = SUBSCRIPTION.matcher(given);
            if (matcher.matches()) {
                ids.add(matcher.group(1).toLowerCase(Locale.ROOT));
            } else {
                wrong.add("--subscription: expected the id of a subscription, found `" + Text.cut(given, 80)
                        + "`; give the GUID");
            }
        }
        if (!wrong.isEmpty()) {
            throw new InvalidInput(wrong);
        }
        if (ids.isEmpty()) {
            present.forEach(id -> ids.add(id.toLowerCase(Locale.ROOT)));
        }
        return ids;
    }

    /**
     * What is monitored, and the tag that brings more into it.
     *
     * @param present the subscriptions of the estate, taken where the operator names none
     */
    Scope scope(Collection<String> present) {
        return new Scope(subscriptions(present), tag.map(InputOptions::tag).orElse(ScopeTag.USUAL));
    }

    /** Reads a tag that the operator gave. */
    static ScopeTag tag(String text) {
        return ScopeTag.parse(text)
                .orElseThrow(
                        () -> new InvalidInput(List.of("--scope-tag: expected `NAME=VALUE` with characters that a tag"
                                + " takes, no quotes and no brackets, found `" + Text.cut(Text.printable(text), 80)
                                + "`; correct it")));
    }

    /** Everything that was given, read; the rules that ship where there is no other baseline. */
    public BaselineSources sources(Collection<String> monitored) {
        List<Issue> issues = new ArrayList<>();
        BaselineSources sources = Home.rules();
        if (baseline.size() > 1) {
            throw new InvalidInput(List.of("--baseline: expected one file, found " + baseline.size() + "; give one"));
        }
        for (Path file : baseline) {
            Compiled<Document> document = DocumentFolder.single(file);
            issues.addAll(document.issues());
            sources = document.value().map(sources::withInitiative).orElse(sources);
        }
        return sources.withDefinitions(read(definitions, issues))
                .withAssignments(read(assignments, issues))
                .withExemptions(read(exemptions, issues))
                .withAttestations(read(attestations, issues))
                .withSubscriptions(List.copyOf(monitored))
                .withIssues(issues);
    }

    /** The baseline, with warnings on {@code err}. */
    public Baseline baseline(Collection<String> monitored, PrintWriter err) {
        return baseline(monitored, List.of(), err);
    }

    /** The baseline with definitions that come before those of the same name. */
    Baseline baseline(Collection<String> monitored, List<Document> rules, PrintWriter err) {
        BaselineSources sources = sources(monitored).withDefinitions(rules);
        Compiled<Baseline> compiled = Baseline.compile(sources, AliasCatalogue.bundled());
        if (compiled.value().isEmpty()) {
            throw InvalidInput.of(compiled.issues());
        }
        tell(compiled.issues(), err);
        return compiled.value().get();
    }

    /**
     * The baseline as far as it can be compiled: a broken definition is {@code unknown} and reported on {@code err}, but an
     * initiative, assignment, exemption or attestation that cannot be read is refused.
     */
    BaselineLoad lenientBaseline(Collection<String> monitored) {
        BaselineLoad load = Baseline.lenient(sources(monitored), AliasCatalogue.bundled());
        boolean refused = load.issues().stream()
                .anyMatch(issue -> issue.severity() == Issue.Severity.ERROR && isOperators(issue.where()));
        if (refused) {
            throw InvalidInput.of(load.issues());
        }
        return load;
    }

    /** Whether a mistake stands in what the operator decides, and not in a definition. */
    private boolean isOperators(String where) {
        for (List<Path> paths : List.of(baseline, assignments, exemptions, attestations)) {
            if (paths.stream().anyMatch(path -> where.startsWith(path.toString()))) {
                return true;
            }
        }
        return definitions.stream().anyMatch(path -> where.equals(path.toString()));
    }

    /** Whether an issue is about what ships; attestations lie there too, but are written by the operator. */
    static boolean isShipped(Issue issue) {
        return issue.where().startsWith(SHIPPED) && !issue.where().startsWith(SHIPPED + "attestations/");
    }

    /** Prints issues; warnings about the rules that ship are nothing that an operator could act on, and are left out. */
    static void tell(List<Issue> issues, PrintWriter err) {
        for (Issue issue : issues) {
            if (issue.severity() == Issue.Severity.WARNING && isShipped(issue)) {
                continue;
            }
            String word = issue.severity() == Issue.Severity.ERROR ? "error: " : "warning: ";
            err.println(word + Text.printable(issue.message()));
        }
    }

    private static List<Document> read(List<Path> paths, List<Issue> issues) {
        List<Document> documents = new ArrayList<>();
        for (Path path : paths) {
            DocumentFolder folder = DocumentFolder.read(path);
            issues.addAll(folder.issues());
            documents.addAll(folder.documents());
        }
        return documents;
    }
}

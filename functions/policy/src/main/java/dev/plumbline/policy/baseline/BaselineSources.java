package dev.plumbline.policy.baseline;

import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a baseline is compiled from, as documents.
 *
 * @param initiative the policy set that subscriptions are judged by where no assignment is given
 * @param definitions policy definitions and further policy sets; where one name occurs in several versions, a reference takes
 *     the newest it accepts
 * @param assignments Azure's own assignments; where there are none, each subscription has a default one
 * @param exemptions waivers
 * @param attestations human evidence for {@code manual} definitions
 * @param subscriptions the ids of the monitored subscriptions
 * @param issues what kept files from being read
 * @param outlines what the build wrote down of further definitions, in place of their documents
 */
public record BaselineSources(
        Optional<Document> initiative,
        List<Document> definitions,
        List<Document> assignments,
        List<Document> exemptions,
        List<Document> attestations,
        List<String> subscriptions,
        List<Issue> issues,
        Optional<Outlines> outlines) {

    /** Copies the lists. */
    public BaselineSources {
        definitions = List.copyOf(definitions);
        assignments = List.copyOf(assignments);
        exemptions = List.copyOf(exemptions);
        attestations = List.copyOf(attestations);
        subscriptions = List.copyOf(subscriptions);
        issues = List.copyOf(issues);
    }

    /** Nothing at all. */
    public static BaselineSources none() {
        return new BaselineSources(
                Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());
    }

    /** The rules, the initiative and the attestations on the class path, below {@code rules/}. */
    public static BaselineSources shipped(ClassLoader loader) {
        return ShippedRules.read(loader);
    }

    /**
     * The same from the folder {@code rules/} of a checkout, so that a rule counts as soon as it is saved.
     *
     * @param rules the folder that holds {@code baseline.json}
     */
    public static BaselineSources shipped(Path rules) {
        return ShippedRules.read(rules);
    }

    /** The same with another initiative in place of the present one, whose attestations say nothing about it. */
    public BaselineSources withInitiative(Document document) {
        return new BaselineSources(
                Optional.of(document),
                definitions,
                assignments,
                exemptions,
                List.of(),
                subscriptions,
                issues,
                outlines);
    }

    /** The same with more definitions, which are preferred to those of the same name that are there already. */
    public BaselineSources withDefinitions(List<Document> more) {
        return new BaselineSources(
                initiative,
                joined(more, definitions),
                assignments,
                exemptions,
                attestations,
                subscriptions,
                issues,
                outlines);
    }

    /** The same with more assignments. */
    public BaselineSources withAssignments(List<Document> more) {
        return new BaselineSources(
                initiative,
                definitions,
                joined(assignments, more),
                exemptions,
                attestations,
                subscriptions,
                issues,
                outlines);
    }

    /** The same with more exemptions. */
    public BaselineSources withExemptions(List<Document> more) {
        return new BaselineSources(
                initiative,
                definitions,
                assignments,
                joined(exemptions, more),
                attestations,
                subscriptions,
                issues,
                outlines);
    }

    /** The same with more attestations. */
    public BaselineSources withAttestations(List<Document> more) {
        return new BaselineSources(
                initiative,
                definitions,
                assignments,
                exemptions,
                joined(attestations, more),
                subscriptions,
                issues,
                outlines);
    }

    /** The same for these subscriptions. */
    public BaselineSources withSubscriptions(List<String> ids) {
        return new BaselineSources(
                initiative, definitions, assignments, exemptions, attestations, ids, issues, outlines);
    }

    /** The same with more issues of reading. */
    public BaselineSources withIssues(List<Issue> more) {
        return new BaselineSources(
                initiative,
                definitions,
                assignments,
                exemptions,
                attestations,
                subscriptions,
                joined(issues, more),
                outlines);
    }

    /** The same with what the build wrote down of the definitions that ship. */
    BaselineSources withOutlines(Outlines known) {
        return new BaselineSources(
                Optional.of(known.initiative()),
                definitions,
                assignments,
                exemptions,
                attestations,
                subscriptions,
                issues,
                Optional.of(known));
    }

    /** The same with the documents in place of outlines. */
    BaselineSources whole() {
        if (outlines.isEmpty()) {
            return this;
        }
        List<Document> documents = new ArrayList<>();
        List<Issue> problems = new ArrayList<>(issues);
        for (Compiled<Document> read : outlines.get().definitions()) {
            read.value().ifPresent(documents::add);
            problems.addAll(read.issues());
        }
        boolean own = initiative
                .filter(document -> outlines.get().shortened(document))
                .isPresent();
        return new BaselineSources(
                own ? outlines.get().wholeInitiative().value() : initiative,
                joined(definitions, documents),
                assignments,
                exemptions,
                attestations,
                subscriptions,
                problems,
                Optional.empty());
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }
}

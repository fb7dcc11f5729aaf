package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One compilation of a baseline: goes on past every mistake and keeps all of them. */
final class BaselineCompiler {
    private final BaselineSources sources;
    private final DefinitionShelf shelf;
    private final Set<Issue> issues = new LinkedHashSet<>();
    private final List<String> digests = new ArrayList<>();
    private final List<Exemption> exemptions = new ArrayList<>();
    private final List<Attestation> attestations = new ArrayList<>();
    private final IdentityHashMap<JsonNode, Initiative> initiatives = new IdentityHashMap<>();
    private final IdentityHashMap<Reference, Variants> shared = new IdentityHashMap<>();
    private final IdentityHashMap<Document, Boolean> seen = new IdentityHashMap<>();
    private final Set<String> outlined = new HashSet<>();
    private Optional<Initiative> main = Optional.empty();

    BaselineCompiler(BaselineSources sources, AliasCatalogue aliases) {
        this.sources = sources;
        this.shelf = new DefinitionShelf(sources.definitions(), sources.outlines(), sources.issues(), aliases);
    }

    /** Compiles also the definitions that nothing refers to, to find their mistakes. */
    BaselineLoad compileAll() {
        BaselineLoad load = compile();
        issues.addAll(shelf.brokenStrays());
        return new BaselineLoad(load.baseline(), List.copyOf(issues));
    }

    /** Compiles what is referred to. */
    BaselineLoad compile() {
        issues.addAll(sources.issues());
        main = sources.initiative().map(this::initiative);
        for (Document document : sources.exemptions()) {
            read(document, collected -> exemptions.add(Exemption.read(document, collected)));
        }
        for (Document document : sources.attestations()) {
            read(document, collected -> attestations.add(Attestation.read(document, collected)));
        }
        List<AssignedSet> sets = new ArrayList<>();
        for (Assignment assignment : assignments()) {
            sets.add(new AssignedSet(assignment, rules(assignment)));
        }
        warnOfStrays(sets);
        return new BaselineLoad(new Baseline(version(), sets), List.copyOf(issues));
    }

    private List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>();
        for (Document document : sources.assignments()) {
            read(document, collected -> assignments.add(Assignment.read(document, collected)));
        }
        if (sources.assignments().isEmpty() && main.isPresent()) {
            for (String subscription : sources.subscriptions()) {
                assignments.add(
                        Assignment.ofSubscription(subscription, main.get().id()));
            }
        }
        return assignments;
    }

    private void read(Document document, java.util.function.Consumer<Issues> reading) {
        Issues collected = new Issues(document.where());
        reading.accept(collected);
        issues.addAll(collected.list());
        use(document);
    }

    private Initiative initiative(Document document) {
        Initiative known = initiatives.get(document.root());
        if (known != null) {
            return known;
        }
        Issues collected = new Issues(document.where());
        Initiative initiative = Initiative.read(document, collected);
        issues.addAll(collected.list());
        use(document);
        initiatives.put(document.root(), initiative);
        return initiative;
    }

    private List<AssignedRule> rules(Assignment assignment) {
        String id = assignment.policyDefinitionId();
        RuleBinder binder = new RuleBinder(assignment, shelf, issues, this::use);
        Optional<Initiative> initiative = main.filter(set -> set.name().equalsIgnoreCase(Reference.lastSegment(id)))
                .or(() -> shelf.initiative(id).map(this::initiative));
        List<Reference> references;
        if (initiative.isPresent()) {
            references = binder.within(initiative.get());
        } else {
            references = List.of(new Reference(
                    Reference.lastSegment(id),
                    id,
                    assignment.version(),
                    Map.of(),
                    List.of(),
                    "$.properties.policyDefinitionId"));
        }
        List<AssignedRule> rules = new ArrayList<>();
        for (Reference reference : references) {
            rules.add(new AssignedRule(
                    assignment,
                    reference,
                    variants(assignment, reference, binder),
                    exemptionsOf(assignment),
                    attestationsOf(assignment)));
        }
        return rules;
    }

    /**
     * The forms of a reference; those of default assignments differ in nothing that a rule can see unless it asks for
     * {@code policy()}, so that many subscriptions share them.
     */
    private Variants variants(Assignment assignment, Reference reference, RuleBinder binder) {
        if (!assignment.byDefault() || shelf.asksForPolicy(reference.definitionId())) {
            return fresh(reference, binder);
        }
        Variants known = shared.get(reference);
        if (known == null) {
            known = fresh(reference, binder);
            shared.put(reference, known);
        }
        return known;
    }

    /** What ships was compiled when it was built; it is compiled again when it is first needed. */
    private Variants fresh(Reference reference, RuleBinder binder) {
        Optional<Outline> outline =
                binder.overridden(reference) || reference.version().isPresent()
                        ? Optional.empty()
                        : shelf.outline(reference.definitionId());
        if (outline.isEmpty()) {
            return Variants.of(binder.variants(reference));
        }
        String name = Reference.lastSegment(reference.definitionId());
        if (outlined.add(name.toLowerCase(Locale.ROOT))) {
            digests.add(sources.outlines().orElseThrow().digest(name));
        }
        RuleBinder later = binder.later();
        return Variants.later(outline.get(), () -> later.variants(reference));
    }

    private List<Exemption> exemptionsOf(Assignment assignment) {
        String id = assignment.id().toLowerCase(Locale.ROOT);
        return exemptions.stream()
                .filter(exemption -> exemption.assignmentId().equals(id))
                .toList();
    }

    private List<Attestation> attestationsOf(Assignment assignment) {
        String id = assignment.id().toLowerCase(Locale.ROOT);
        return attestations.stream()
                .filter(each -> each.assignmentId().equals(id))
                .toList();
    }

    /** An exemption of an assignment or a reference that is not there exempts nothing, which its author should know. */
    private void warnOfStrays(List<AssignedSet> sets) {
        for (int i = 0; i < exemptions.size(); i++) {
            Exemption exemption = exemptions.get(i);
            warnOfStray(
                    sets,
                    exemption.assignmentId(),
                    exemption.references(),
                    "policyDefinitionReferenceIds",
                    sources.exemptions().get(i));
        }
        for (int i = 0; i < attestations.size(); i++) {
            Attestation attestation = attestations.get(i);
            Set<String> references = attestation.referenceId().map(Set::of).orElse(Set.of());
            warnOfStray(
                    sets,
                    attestation.assignmentId(),
                    references,
                    "policyDefinitionReferenceId",
                    sources.attestations().get(i));
        }
    }

    private void warnOfStray(
            List<AssignedSet> sets, String assignmentId, Set<String> references, String member, Document document) {
        List<AssignedSet> meant = sets.stream()
                .filter(set -> assignmentId.equalsIgnoreCase(set.assignment().id()))
                .toList();
        if (meant.isEmpty() && !assignmentId.isEmpty()) {
            List<String> ids = sets.stream().map(set -> set.assignment().id()).toList();
            warn(document, "policyAssignmentId", "an assignment that is in force", assignmentId, ids);
        }
        for (AssignedSet set : meant) {
            List<String> ids =
                    set.rules().stream().map(AssignedRule::referenceId).toList();
            for (String reference : references) {
                if (ids.stream().noneMatch(reference::equalsIgnoreCase)) {
                    warn(document, member, "a reference of the assignment", reference, ids);
                }
            }
        }
    }

    private void warn(Document document, String member, String expected, String found, List<String> names) {
        issues.add(new Issue(
                Issue.Severity.WARNING,
                document.where(),
                "$.properties." + member,
                expected,
                "`" + found + "`",
                Members.nearest(found, names)));
    }

    private void use(Document document) {
        if (seen.put(document, true) == null) {
            digests.add(
                    sources.outlines().map(known -> known.digestOf(document)).orElseGet(() -> Digest.of(document)));
        }
    }

    private String version() {
        String own = main.map(Initiative::version).orElse("0.0.0");
        return own + "+" + Digest.shortOf(digests);
    }
}

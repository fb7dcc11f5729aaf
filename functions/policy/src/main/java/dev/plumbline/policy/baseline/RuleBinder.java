package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.template.BudgetExceeded;
import dev.plumbline.policy.template.EvaluationFailure;
import dev.plumbline.policy.template.ParameterFrame;
import dev.plumbline.policy.template.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the references of one assignment their definitions and parameter values. */
final class RuleBinder {
    private static final String PARAMETERS = "$.parameters.";
    private static final Pattern EFFECT_PARAMETER =
            Pattern.compile("\\[\\s*parameters\\(\\s*'([^']+)'\\s*\\)\\s*\\]", Pattern.CASE_INSENSITIVE);

    private final Assignment assignment;
    private final DefinitionShelf shelf;
    private final Collection<Issue> issues;
    private final Consumer<Document> used;
    private Optional<Initiative> initiative = Optional.empty();
    private Map<String, JsonNode> values = Map.of();

    RuleBinder(Assignment assignment, DefinitionShelf shelf, Collection<Issue> issues, Consumer<Document> used) {
        this.assignment = assignment;
        this.shelf = shelf;
        this.issues = issues;
        this.used = used;
    }

    /** The references of an assigned initiative; from here on parameter values are the initiative's. */
    List<Reference> within(Initiative assigned) {
        Issues collected = new Issues(assignment.where());
        values = assigned.values(assignment, collected);
        issues.addAll(collected.list());
        initiative = Optional.of(assigned);
        return assigned.references();
    }

    /** The same for when the baseline has long been loaded: whoever judges sees what is wrong in the verdict. */
    RuleBinder later() {
        RuleBinder later = new RuleBinder(assignment, shelf, new ArrayList<>(), document -> {});
        later.initiative = initiative;
        later.values = values;
        return later;
    }

    /** Whether an override concerns the reference. */
    boolean overridden(Reference reference) {
        return assignment.overrides().stream().anyMatch(override -> override.concerns(reference.id()));
    }

    /** The forms that a reference takes under the assignment's overrides. */
    Variants.Table variants(Reference reference) {
        List<AssignmentOverride> effects = overrides(AssignmentOverride.Kind.EFFECT, reference);
        List<AssignmentOverride> versions = overrides(AssignmentOverride.Kind.VERSION, reference);
        List<List<Variants.Variant>> table = new ArrayList<>();
        for (int v = 0; v <= versions.size(); v++) {
            Optional<VersionPattern> version =
                    v < versions.size() ? VersionPattern.parse(versions.get(v).value()) : reference.version();
            List<Variants.Variant> row = new ArrayList<>();
            for (int e = 0; e <= effects.size(); e++) {
                row.add(variant(
                        reference, version, e < effects.size() ? Optional.of(effects.get(e)) : Optional.empty()));
            }
            table.add(row);
        }
        return new Variants.Table(effects, versions, table);
    }

    private List<AssignmentOverride> overrides(AssignmentOverride.Kind kind, Reference reference) {
        return assignment.overrides().stream()
                .filter(override -> override.kind() == kind && override.concerns(reference.id()))
                .toList();
    }

    private Variants.Variant variant(
            Reference reference, Optional<VersionPattern> version, Optional<AssignmentOverride> effect) {
        String where = initiative.map(Initiative::where).orElse(assignment.where());
        DefinitionShelf.Found found = shelf.find(reference.definitionId(), version, where, reference.path());
        found.issues().stream().filter(issue -> !settled(issue)).forEach(issues::add);
        found.document().ifPresent(used);
        if (found.definition().isEmpty()) {
            return new Variants.Variant(Optional.empty(), found.problem(), SketchedTypes.of(found.document()));
        }
        Optional<Map<String, JsonNode>> parameters = parameters(reference, where);
        if (parameters.isEmpty()) {
            return new Variants.Variant(
                    Optional.empty(),
                    "a parameter value of the reference cannot be computed",
                    SketchedTypes.of(found.document()));
        }
        Compiled<BoundDefinition> bound = found.definition()
                .get()
                .bind(new Binding(
                        parameters.get(),
                        effect.map(AssignmentOverride::value),
                        reference.id(),
                        policyContext(reference)));
        List<Issue> binding = new ArrayList<>();
        bound.issues().forEach(issue -> binding.add(placed(issue, where, reference, effect)));
        effect.flatMap(override -> refused(override, found.definition().get(), found.document()))
                .ifPresent(binding::add);
        issues.addAll(binding);
        Optional<Issue> problem = binding.stream().filter(RuleBinder::decides).findFirst();
        boolean usable = bound.value().isPresent() && problem.isEmpty();
        return new Variants.Variant(
                usable ? bound.value() : Optional.empty(),
                problem.map(Issue::message).orElse(""),
                usable ? Set.of() : SketchedTypes.of(found.document()));
    }

    /** Doubts about the rules that ship were settled when they were built: their paths are held against Azure's types. */
    private static boolean settled(Issue issue) {
        return issue.severity() == Issue.Severity.WARNING && ShippedRules.isRule(issue.where());
    }

    /** Whether an issue keeps the rule from judging: an error, or a parameter without any value. */
    private static boolean decides(Issue issue) {
        return issue.severity() == Issue.Severity.ERROR || issue.path().contains(".parameters.");
    }

    /** Mistakes in values stand where the values do: at the initiative's reference, or in the assignment. */
    private Issue placed(Issue issue, String where, Reference reference, Optional<AssignmentOverride> effect) {
        if (issue.path().startsWith(PARAMETERS)) {
            String path = initiative.isPresent()
                    ? reference.path() + issue.path().substring(1)
                    : "$.properties" + issue.path().substring(1);
            return moved(issue, where, path);
        }
        return effect.isPresent() && issue.path().endsWith("then.effect")
                ? moved(issue, assignment.where(), effect.get().path())
                : issue;
    }

    private static Issue moved(Issue issue, String where, String path) {
        return new Issue(issue.severity(), where, path, issue.expected(), issue.found(), issue.advice());
    }

    /** An effect that the definition's own parameter does not allow cannot be put in its place, as in Azure. */
    private Optional<Issue> refused(AssignmentOverride override, Definition definition, Optional<Document> document) {
        String effect = document.map(DefinitionShelf::body)
                .map(body -> body.path("policyRule").path("then").path("effect").asText())
                .orElse("");
        Matcher parameter = EFFECT_PARAMETER.matcher(effect);
        if (!parameter.matches()) {
            return Optional.empty();
        }
        List<String> allowed = definition.parameters().values().stream()
                .filter(declared -> declared.name().equalsIgnoreCase(parameter.group(1)))
                .flatMap(declared -> declared.allowedValues().stream())
                .map(JsonNode::asText)
                .toList();
        if (allowed.isEmpty() || allowed.stream().anyMatch(override.value()::equalsIgnoreCase)) {
            return Optional.empty();
        }
        return Optional.of(new Issue(
                Issue.Severity.ERROR,
                assignment.where(),
                override.path(),
                "an effect that `" + definition.name() + "` allows: `" + String.join("`, `", allowed) + "`",
                "`" + override.value() + "`",
                Members.nearest(override.value(), allowed)));
    }

    private Optional<Map<String, JsonNode>> parameters(Reference reference, String where) {
        if (initiative.isEmpty()) {
            return Optional.of(assignment.parameters());
        }
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        ParameterFrame frame = ParameterFrame.of(values);
        for (Map.Entry<String, Template> parameter : reference.parameters().entrySet()) {
            try {
                JsonNode value = parameter.getValue().evaluate(frame);
                if (!value.isMissingNode()) {
                    parameters.put(parameter.getKey(), value);
                }
            } catch (EvaluationFailure | BudgetExceeded failure) {
                issues.add(new Issue(
                        Issue.Severity.ERROR,
                        where,
                        reference.path() + ".parameters." + parameter.getKey(),
                        "a value that can be computed",
                        String.valueOf(failure.getMessage()),
                        "mend the expression or the assignment's parameters"));
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** What {@code policy()} returns for this reference. */
    private ObjectNode policyContext(Reference reference) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("assignmentId", assignment.id());
        policy.put("definitionId", reference.definitionId());
        initiative.ifPresent(
                set -> policy.put("setDefinitionId", set.id()).put("definitionReferenceId", reference.id()));
        return policy;
    }
}

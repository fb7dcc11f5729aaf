package dev.plumbline.policy.baseline;

import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.World;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What resources are judged by: the compiled initiatives and definitions with their assignments, exemptions and attestations.
 *
 * <p>Immutable and shared between threads. Rules are indexed by resource type, so that the rules of other types cost nothing.
 */
public final class Baseline {
    private final String version;
    private final List<AssignedSet> sets;
    private final TriggerIndex index;

    Baseline(String version, List<AssignedSet> sets) {
        this.version = version;
        this.sets = List.copyOf(sets);
        this.index = TriggerIndex.of(rules());
    }

    /** Compiles a baseline, or gives every issue of every file if one of them is an error. */
    public static Compiled<Baseline> compile(BaselineSources sources, AliasCatalogue aliases) {
        BaselineLoad load = new BaselineCompiler(sources.whole(), aliases).compileAll();
        boolean broken = load.issues().stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR);
        return new Compiled<>(broken ? Optional.empty() : Optional.of(load.baseline()), load.issues());
    }

    /** Compiles what can be compiled: what is broken gives the verdict {@code unknown}, with the reason, and is reported. */
    public static BaselineLoad lenient(BaselineSources sources, AliasCatalogue aliases) {
        return new BaselineCompiler(sources, aliases).compile();
    }

    /** The initiative's version and a short hash over everything that the baseline was compiled from. */
    public String version() {
        return version;
    }

    /** Which resource types and views matter. */
    public TriggerIndex index() {
        return index;
    }

    /** Every rule of every assignment. */
    public List<AssignedRule> rules() {
        return sets.stream().flatMap(set -> set.rules().stream()).toList();
    }

    /**
     * Judges a resource: one assessment for each rule that targets its type, under each assignment whose scope holds it. Rules
     * over the view {@code change} are left out.
     */
    public List<Assessment> evaluate(PreparedResource resource, World world) {
        return evaluate(resource, world, false);
    }

    /** Judges the event that the world's view {@code change} tells of: one assessment for each rule over that view. */
    public List<Assessment> evaluateChange(PreparedResource resource, World world) {
        return evaluate(resource, world, true);
    }

    private List<Assessment> evaluate(PreparedResource resource, World world, boolean changes) {
        ArrayList<Assessment> assessments = new ArrayList<>();
        Target target = new Target(resource, world);
        boolean tenantJudged = false;
        for (AssignedSet set : sets) {
            List<AssignedRule> rules = set.rulesFor(resource.foldedType());
            if (rules.isEmpty() || !set.assignment().covers(target)) {
                continue;
            }
            if (target.tenant() && set.assignment().byDefault()) {
                if (tenantJudged) {
                    continue;
                }
                tenantJudged = true;
            }
            assessments.ensureCapacity(assessments.size() + rules.size());
            for (AssignedRule rule : rules) {
                if (rule.judgesChanges() == changes) {
                    assessments.add(rule.assess(resource, world, target));
                }
            }
        }
        return assessments;
    }
}

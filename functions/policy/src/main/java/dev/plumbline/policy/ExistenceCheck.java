package dev.plumbline.policy;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.plumbline.policy.condition.Condition;
import dev.plumbline.policy.condition.Evaluation;
import dev.plumbline.policy.condition.Explanation;
import dev.plumbline.policy.condition.Undecided;
import dev.plumbline.policy.effect.Details;
import dev.plumbline.policy.template.BudgetExceeded;
import dev.plumbline.policy.template.EvaluationFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the related resource exists that a matched rule asks for: one that fulfils the condition is enough. */
final class ExistenceCheck {

    private final Details.Existence existence;
    private final Evaluation evaluation;
    private final PreparedResource judged;
    private final World world;
    private final Sought sought;

    ExistenceCheck(
            Details.Existence existence, Sought sought, Evaluation evaluation, PreparedResource judged, World world) {
        this.existence = existence;
        this.evaluation = evaluation;
        this.judged = judged;
        this.world = world;
        this.sought = sought;
    }

    Verdict verdict(Supplier<Triggered> triggered) {
        Lookup lookup = world.related(sought.beside(judged));
        if (lookup instanceof Lookup.Unreadable unreadable) {
            return Verdict.unknown(
                    "related resources of type `" + sought.type() + "` could not be read: " + unreadable.reason());
        }
        List<PreparedResource> found = ((Lookup.Found) lookup).resources();
        Optional<String> doubt = Optional.empty();
        for (PreparedResource related : found) {
            try {
                if (fulfils(related)) {
                    return sought.nameUnknown() ? nameless() : Verdict.compliant();
                }
            } catch (Undecided | EvaluationFailure unsure) {
                doubt = Optional.of(String.valueOf(unsure.getMessage()));
            }
        }
        if (doubt.isPresent()) {
            return Verdict.unknown(
                    "related resource of type `" + sought.type() + "` could not be judged: " + doubt.get());
        }
        return new Verdict(State.NON_COMPLIANT, Optional.of(triggered.get()), reasons(found), "");
    }

    private Verdict nameless() {
        return Verdict.unknown("a resource of type `" + sought.type()
                + "` is as it should be, but only a deployment knows the name that the rule asks for");
    }

    private boolean fulfils(PreparedResource related) {
        if (existence.condition().isEmpty()) {
            return true;
        }
        Condition condition = existence.condition().get();
        evaluation.turnTo(related);
        try {
            return condition.holds(evaluation);
        } finally {
            evaluation.turnTo(evaluation.resource());
        }
    }

    /** What was looked for, how many were found, and why each did not do. */
    private List<Reason> reasons(List<PreparedResource> found) {
        evaluation.refresh();
        Explanation all = Explanation.plain();
        String path = sought.name().map(name -> sought.type() + "/" + name).orElse(sought.type());
        all.add(path, "exists", sought.shown(), IntNode.valueOf(found.size()), false);
        for (PreparedResource related : found) {
            Explanation own = Explanation.about(related);
            explain(related, own);
            all.addAll(own);
        }
        return all.reasons();
    }

    private void explain(PreparedResource related, Explanation explanation) {
        evaluation.turnTo(related);
        try {
            existence.condition().ifPresent(condition -> condition.explain(evaluation, false, explanation));
        } catch (Undecided | BudgetExceeded | EvaluationFailure partial) {
            // The verdict stands; what was explained so far is better than nothing.
            return;
        } finally {
            evaluation.turnTo(evaluation.resource());
        }
    }
}

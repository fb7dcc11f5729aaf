package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.condition.Condition;
import dev.plumbline.policy.condition.Evaluation;
import dev.plumbline.policy.condition.Explanation;
import dev.plumbline.policy.condition.Undecided;
import dev.plumbline.policy.effect.Details;
import dev.plumbline.policy.template.BudgetExceeded;
import dev.plumbline.policy.template.EvaluationFailure;
import dev.plumbline.policy.template.Template;
import dev.plumbline.policy.template.UnknownValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the related resource exists that a matched rule asks for: one that fulfils the condition is enough. */
final class ExistenceCheck {

    private final Details.Existence existence;
    private final Evaluation evaluation;
    private final PreparedResource judged;
    private final World world;
    private boolean nameUnknown;

    ExistenceCheck(Details.Existence existence, Evaluation evaluation, PreparedResource judged, World world) {
        this.existence = existence;
        this.evaluation = evaluation;
        this.judged = judged;
        this.world = world;
    }

    Verdict verdict(Supplier<Triggered> triggered) {
        RelatedQuery query = query();
        Lookup lookup = world.related(query);
        if (lookup instanceof Lookup.Unreadable unreadable) {
            return Verdict.unknown(
                    "related resources of type `" + query.type() + "` could not be read: " + unreadable.reason());
        }
        List<PreparedResource> found = ((Lookup.Found) lookup).resources();
        Optional<String> doubt = Optional.empty();
        for (PreparedResource related : found) {
            try {
                if (fulfils(related)) {
                    return nameUnknown ? nameless(query) : Verdict.compliant();
                }
            } catch (Undecided | EvaluationFailure unsure) {
                doubt = Optional.of(String.valueOf(unsure.getMessage()));
            }
        }
        if (doubt.isPresent()) {
            return Verdict.unknown(
                    "related resource of type `" + query.type() + "` could not be judged: " + doubt.get());
        }
        return new Verdict(State.NON_COMPLIANT, Optional.of(triggered.get()), reasons(query, found), "");
    }

    private static Verdict nameless(RelatedQuery query) {
        return Verdict.unknown("a resource of type `" + query.type()
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

    private RelatedQuery query() {
        String type = text("type").orElse("");
        if (type.isEmpty()) {
            throw new EvaluationFailure("`details.type`: expected a resource type, found none; correct the expression");
        }
        ExistenceScope scope = text("existenceScope")
                .filter(value -> value.equalsIgnoreCase("subscription"))
                .map(value -> ExistenceScope.SUBSCRIPTION)
                .orElse(ExistenceScope.RESOURCE_GROUP);
        return new RelatedQuery(judged, type, name(), text("kind"), text("resourceGroupName"), scope);
    }

    private Optional<String> name() {
        try {
            return text("name");
        } catch (UnknownValue onlyDeployment) {
            nameUnknown = true;
            return Optional.empty();
        }
    }

    private Optional<String> text(String member) {
        Optional<Template> template = existence.member(member);
        if (template.isEmpty()) {
            return Optional.empty();
        }
        JsonNode value = template.get().evaluate(evaluation);
        if (value.isNull()) {
            return Optional.empty();
        }
        if (value.isMissingNode() || !value.isTextual()) {
            throw new EvaluationFailure("`details." + member + "`: expected a text, found "
                    + (value.isMissingNode() ? "none" : "`" + value + "`") + "; correct the expression");
        }
        return Optional.of(value.textValue());
    }

    /** What was looked for, how many were found, and why each did not do. */
    private List<Reason> reasons(RelatedQuery query, List<PreparedResource> found) {
        evaluation.refresh();
        Explanation all = Explanation.plain();
        String path = query.name().map(name -> query.type() + "/" + name).orElse(query.type());
        all.add(path, "exists", wanted(query), IntNode.valueOf(found.size()), false);
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

    private static JsonNode wanted(RelatedQuery query) {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        wanted.put("type", query.type());
        query.name().ifPresent(name -> wanted.put("name", name));
        query.kind().ifPresent(kind -> wanted.put("kind", kind));
        query.resourceGroupName().ifPresent(group -> wanted.put("resourceGroupName", group));
        wanted.put(
                "existenceScope",
                query.existenceScope() == ExistenceScope.SUBSCRIPTION ? "Subscription" : "ResourceGroup");
        return wanted;
    }
}

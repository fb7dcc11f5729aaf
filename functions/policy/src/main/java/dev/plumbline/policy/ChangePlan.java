package dev.plumbline.policy;

import dev.plumbline.policy.condition.Evaluation;
import dev.plumbline.policy.condition.Fields;
import dev.plumbline.policy.effect.Details;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a bound rule would change on a resource, and what has to hold before anything is changed.
 *
 * @param rule the rule
 * @param overViews whether it reads a view
 * @param starting starts evaluations with the rule's parameters
 */
record ChangePlan(Rule rule, boolean overViews, Starting starting) {

    /** Starts an evaluation that reads one document and judges another, which may be the same. */
    @FunctionalInterface
    interface Starting {
        Evaluation evaluation(PreparedResource read, PreparedResource judged, World world, Fields fields);
    }

    List<GuardResult> guards(PreparedResource resource, World world) {
        List<GuardResult> results = new ArrayList<>();
        for (Rule.GuardRule guard : rule.guards()) {
            results.add(guard(guard, resource, world));
        }
        return results;
    }

    private GuardResult guard(Rule.GuardRule guard, PreparedResource resource, World world) {
        Optional<String> view = guard.view().or(rule::view);
        PreparedResource read = resource;
        if (view.isPresent() && !isView(resource)) {
            ViewDocument document = world.view(view.get(), resource, guard.sections());
            if (document.document().isMissingNode()) {
                String why = "there is no view `" + view.get() + "` of this resource";
                return new GuardResult(guard.name(), GuardResult.Holds.UNKNOWN, why);
            }
            read = PreparedResource.view(document);
        }
        return guard.check(starting.evaluation(read, resource, world, guard.fields()));
    }

    private static boolean isView(PreparedResource resource) {
        return resource.foldedType().startsWith(BoundDefinition.VIEWS);
    }

    List<PlannedOperation> operations(PreparedResource resource, World world) {
        if (!(rule.details() instanceof Details.Modify modify)) {
            return List.of();
        }
        PreparedResource read = resource;
        PreparedResource judged = resource;
        if (overViews) {
            if (isView(resource)) {
                judged = PreparedResource.of(resource.at("resource"));
            } else {
                read = PreparedResource.view(world.view(rule.view().orElse(""), resource, rule.sections()));
            }
        }
        Evaluation evaluation = starting.evaluation(read, judged, world, rule.fields());
        List<PlannedOperation> planned = new ArrayList<>();
        for (Details.Operation operation : modify.operations()) {
            planned.add(new OperationPlan(operation, rule.targets(), judged).plan(evaluation));
        }
        return planned;
    }
}

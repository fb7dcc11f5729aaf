package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.condition.Evaluation;
import dev.plumbline.policy.condition.Fields;
import dev.plumbline.policy.condition.Undecided;
import dev.plumbline.policy.effect.Details;
import dev.plumbline.policy.template.BudgetExceeded;
import dev.plumbline.policy.template.EvaluationFailure;
import dev.plumbline.policy.template.Template;

/** One modify operation on one resource: its field as a path, its value and its condition resolved. */
record OperationPlan(Details.Operation operation, Fields targets, PreparedResource resource) {

    PlannedOperation plan(Evaluation evaluation) {
        GuardResult.Holds condition = operation
                .condition()
                .map(value -> holds(value.template(), evaluation))
                .orElse(GuardResult.Holds.TRUE);
        JsonNode name = evaluated(operation.field(), evaluation);
        String field =
                name.isTextual() ? name.textValue() : operation.fieldSource().asText();
        JsonNode value = MissingNode.getInstance();
        if (operation.value().isPresent()) {
            value = evaluated(operation.value().get().template(), evaluation);
            if (value.isMissingNode() && condition == GuardResult.Holds.TRUE) {
                // What it would be set to is not known, so nothing may be set.
                condition = GuardResult.Holds.UNKNOWN;
            }
        }
        return new PlannedOperation(operation.operation(), field, path(field), value, condition);
    }

    private String path(String field) {
        return targets.resolve(field) instanceof Fields.Resolution.Known known
                ? known.field().path(resource).text()
                : field;
    }

    private static GuardResult.Holds holds(Template condition, Evaluation evaluation) {
        try {
            JsonNode value = condition.evaluate(evaluation);
            boolean yes =
                    value.isBoolean() ? value.booleanValue() : value.asText("").equalsIgnoreCase("true");
            return yes ? GuardResult.Holds.TRUE : GuardResult.Holds.FALSE;
        } catch (Undecided | BudgetExceeded | EvaluationFailure unknown) {
            return GuardResult.Holds.UNKNOWN;
        }
    }

    private static JsonNode evaluated(Template template, Evaluation evaluation) {
        try {
            return template.evaluate(evaluation);
        } catch (Undecided | BudgetExceeded | EvaluationFailure unknown) {
            return MissingNode.getInstance();
        }
    }
}

package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.condition.Condition;
import dev.plumbline.policy.condition.Evaluation;
import dev.plumbline.policy.condition.Fields;
import dev.plumbline.policy.condition.Undecided;
import dev.plumbline.policy.effect.Details;
import dev.plumbline.policy.template.BudgetExceeded;
import dev.plumbline.policy.template.EvaluationFailure;
import dev.plumbline.policy.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy rule as it was read, before parameter values are known.
 *
 * @param path where it stands in its document
 * @param condition the condition under {@code if}
 * @param effect the effect's name
 * @param effectSource the effect's name as written
 * @param details the effect's details
 * @param fields what names mean in conditions
 * @param targets what names mean in operations
 * @param view the view that the rule reads, by its name
 * @param sections the view's sections that it reads
 * @param unconfirmed the aliases whose paths nothing confirms
 * @param guards what must hold before something is changed
 * @param open whether parameters need no declaration
 */
record Rule(
        String path,
        Condition condition,
        Template effect,
        JsonNode effectSource,
        Details details,
        Fields fields,
        Fields targets,
        Optional<String> view,
        Set<String> sections,
        Set<String> unconfirmed,
        List<GuardRule> guards,
        boolean open) {

    /**
     * A guard.
     *
     * @param name its name
     * @param description what it is for
     * @param view the view it reads; empty: the resource
     * @param sections the view's sections that it reads
     * @param condition what must hold
     * @param fields what names mean in it
     */
    record GuardRule(
            String name,
            String description,
            Optional<String> view,
            Set<String> sections,
            Condition condition,
            Fields fields) {

        /** Whether the guard holds; unknown where it cannot be decided. */
        GuardResult check(Evaluation evaluation) {
            try {
                boolean holds = condition.holds(evaluation);
                return new GuardResult(name, holds ? GuardResult.Holds.TRUE : GuardResult.Holds.FALSE, description);
            } catch (Undecided | BudgetExceeded | EvaluationFailure unknown) {
                return new GuardResult(name, GuardResult.Holds.UNKNOWN, String.valueOf(unknown.getMessage()));
            }
        }
    }
}

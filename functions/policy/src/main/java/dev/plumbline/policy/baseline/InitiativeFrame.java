package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.Limit;
import dev.plumbline.policy.template.BudgetExceeded;
import dev.plumbline.policy.template.Frame;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The evaluation of an initiative's parameter values: its own parameters' values, no resource, no time. */
final class InitiativeFrame implements Frame {
    private final Map<String, JsonNode> parameters;
    private int steps = Limit.EVALUATION_STEPS.value();

    /**
     * Starts an evaluation.
     *
     * @param parameters value by name; a map that ignores case
     */
    InitiativeFrame(Map<String, JsonNode> parameters) {
        this.parameters = parameters;
    }

    @Override
    public JsonNode parameter(String name) {
        return parameters.getOrDefault(name, MissingNode.getInstance());
    }

    @Override
    public JsonNode field(String name) {
        return MissingNode.getInstance();
    }

    @Override
    public JsonNode current(@Nullable String name) {
        return MissingNode.getInstance();
    }

    @Override
    public JsonNode context(String member) {
        return MissingNode.getInstance();
    }

    @Override
    public void spend(int taken) {
        steps -= taken;
        if (steps < 0) {
            throw new BudgetExceeded("parameter values: expected at most " + Limit.EVALUATION_STEPS.value()
                    + " steps of work, found more; simplify the expressions");
        }
    }
}

package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.Limit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frame of a template that stands in no rule: parameters at most, no resource, no count, no context. */
public final class ParameterFrame implements Frame {
    private static final int STEPS_TO_FOLD = 20_000;

    private final Map<String, JsonNode> parameters;
    private final String what;
    private final int most;
    private int left;

    private ParameterFrame(Map<String, JsonNode> parameters, String what, int most) {
        this.parameters = parameters;
        this.what = what;
        this.most = most;
        this.left = most;
    }

    /**
     * The frame in which an initiative computes what it passes on.
     *
     * @param parameters the initiative's values by name; a map that ignores case
     */
    public static ParameterFrame of(Map<String, JsonNode> parameters) {
        return new ParameterFrame(parameters, "parameter values", Limit.EVALUATION_STEPS.value());
    }

    /** The frame in which constant parts are computed beforehand; it has few steps. */
    public static ParameterFrame folding() {
        return new ParameterFrame(Map.of(), "a constant expression", STEPS_TO_FOLD);
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
    public void spend(int steps) {
        left -= steps;
        if (left < 0) {
            throw new BudgetExceeded(
                    what + ": expected at most `" + most + "` steps, found more; simplify the expressions");
        }
    }
}

package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/** The frame in which constant parts of a template are computed beforehand; it knows nothing and has few steps. */
final class Folding implements Frame {
    private static final int STEPS = 20_000;

    private int left = STEPS;

    @Override
    public JsonNode parameter(String name) {
        return MissingNode.getInstance();
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
            throw new BudgetExceeded("a constant expression takes more than " + STEPS + " steps");
        }
    }
}

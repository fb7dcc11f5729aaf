package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.plumbline.policy.value.Comparison;
import org.jspecify.annotations.Nullable;

/** Answers from the members of a case; counts the steps taken. */
final class FakeFrame implements Frame {
    static final int BUDGET = 1_000_000;

    private final JsonNode each;
    private int spent;

    FakeFrame(JsonNode each) {
        this.each = each;
    }

    int spent() {
        return spent;
    }

    @Override
    public JsonNode parameter(String name) {
        return Comparison.member(each.path("parameters"), name);
    }

    @Override
    public JsonNode field(String name) {
        JsonNode value = Comparison.member(each.path("fields"), name);
        return value.isMissingNode() ? NullNode.instance : value;
    }

    @Override
    public JsonNode current(@Nullable String name) {
        return name == null ? each.path("current").path("") : Comparison.member(each.path("current"), name);
    }

    @Override
    public JsonNode context(String member) {
        return each.path("context").path(member);
    }

    @Override
    public void spend(int steps) {
        assertPositive(steps);
        spent += steps;
        if (spent > BUDGET) {
            throw new BudgetExceeded("the test's budget is used up");
        }
    }

    private static void assertPositive(int steps) {
        if (steps < 0) {
            throw new AssertionError("negative steps: " + steps);
        }
    }
}

package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.alias.Selection;
import dev.plumbline.policy.operator.Check;
import dev.plumbline.policy.operator.Exists;
import dev.plumbline.policy.operator.Operator;
import dev.plumbline.policy.operator.Weight;
import dev.plumbline.policy.template.BudgetExceeded;
import dev.plumbline.policy.template.EvaluationFailure;
import dev.plumbline.policy.template.ParameterFrame;
import dev.plumbline.policy.template.Template;
import dev.plumbline.policy.value.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An operator with its operand, prepared beforehand where the operand is constant. Immutable. */
final class Criterion {

    private final Operator operator;
    private final Template operand;
    private final boolean location;
    private final int slot;
    private final @Nullable JsonNode constant;
    private final @Nullable Check check;
    private final List<TextNode> contained;

    private Criterion(Operator operator, Template operand, boolean location, int slot) {
        this.operator = operator;
        this.operand = operand;
        this.location = location;
        this.slot = slot;
        this.constant = operand.constantValue().orElse(null);
        this.check = constant == null ? null : operator.against(prepared(constant));
        this.contained = operator == Operator.CONTAINS && !location && constant instanceof TextNode text
                ? List.of(text)
                : List.of();
    }

    private Criterion(Criterion like, List<TextNode> contained) {
        this.operator = like.operator;
        this.operand = like.operand;
        this.location = like.location;
        this.slot = like.slot;
        this.constant = like.constant;
        this.check = Operator.containsAny(contained);
        this.contained = contained;
    }

    /** One that holds where this one or the other does; null unless both look for a constant text in what contains it. */
    @Nullable
    Criterion or(Criterion other) {
        if (contained.isEmpty() || other.contained.isEmpty()) {
            return null;
        }
        List<TextNode> either = new ArrayList<>(contained);
        either.addAll(other.contained);
        return new Criterion(this, either);
    }

    /**
     * Prepares an operator and its operand.
     *
     * @param location whether the left side is a region, whose display name is as good as its name
     * @param slot where the count around it remembers the operand, if that is the same for all its elements
     */
    static Criterion of(Operator operator, Template operand, boolean location, int slot) {
        return new Criterion(operator, operand, location, slot);
    }

    Criterion bind(Binder binder) {
        return constant != null ? this : new Criterion(operator, binder.bind(operand), location, slot);
    }

    /** Whether it holds for every value, so that none need be read. */
    @SuppressWarnings("ReferenceEquality") // the one check of which that is known
    boolean always() {
        return check == Check.ALWAYS;
    }

    Operator operator() {
        return operator;
    }

    /** The operand if it is the same in every evaluation. */
    @Nullable
    JsonNode constant() {
        return constant;
    }

    /** Whether it holds for one value whatever is read; empty if that takes more than a little work. */
    Optional<Boolean> settled(JsonNode left) {
        Check known = check;
        if (known == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(known.holds(left, ParameterFrame.folding()));
        } catch (EvaluationFailure | BudgetExceeded whenEvaluated) {
            return Optional.empty();
        }
    }

    Check check(Evaluation evaluation) {
        if (check != null) {
            return check;
        }
        Scope count = slot == Run.NO_SLOT ? null : evaluation.scope();
        if (count == null) {
            return operator.against(paid(evaluation.value(operand), evaluation));
        }
        if (count.remembered(slot) instanceof Prepared known) {
            return known.check();
        }
        return remember(count, evaluation).check();
    }

    /** Whether the operand is the same for all elements of the count around it, and is not constant. */
    boolean remembered() {
        return constant == null && slot != Run.NO_SLOT;
    }

    /** The operand, if it is remembered. */
    JsonNode right(Evaluation evaluation) {
        Scope count = evaluation.scope();
        if (count == null) {
            return paid(evaluation.value(operand), evaluation);
        }
        return count.remembered(slot) instanceof Prepared known
                ? known.right()
                : remember(count, evaluation).right();
    }

    private Prepared remember(Scope count, Evaluation evaluation) {
        // Not by way of the evaluation, which has the left side at hand for the next condition.
        JsonNode right = paid(operand.evaluate(evaluation), evaluation);
        Prepared prepared = new Prepared(operator.against(right), right);
        count.remember(slot, prepared);
        return prepared;
    }

    private JsonNode paid(JsonNode given, Evaluation evaluation) {
        JsonNode right = prepared(given);
        evaluation.pay(right);
        return right;
    }

    /** A class by itself, because asking an object for its class takes less time than asking it for an interface. */
    private record Prepared(Check check, JsonNode right) {}

    /** Whether it holds for one value. */
    boolean holds(JsonNode left, Evaluation evaluation) {
        return check != null || slot != Run.NO_SLOT
                ? holds(check(evaluation), left, evaluation)
                : holdsOnce(left, evaluation);
    }

    /** A right side that is needed once is compared without preparing it. */
    private boolean holdsOnce(JsonNode left, Evaluation evaluation) {
        JsonNode right = paid(evaluation.value(operand), evaluation);
        boolean plain = operator == Operator.EQUALS && right.isValueNode();
        if (!plain) {
            return holds(operator.against(right), left, evaluation);
        }
        evaluation.pay(left);
        return Comparison.equal(left, right);
    }

    /** Whether a check holds for a value; a long text costs more than a short one. */
    private static boolean holds(Check check, JsonNode left, Evaluation evaluation) {
        if (left instanceof TextNode text) {
            int weight = Weight.of(text.textValue());
            if (weight > 0) {
                evaluation.spend(weight);
            }
        }
        return check.holds(left, evaluation);
    }

    /** Whether it holds for every value that a path selects. */
    boolean holdsForEvery(Selection selected, Evaluation evaluation) {
        Check known = check(evaluation);
        int reading = 1 + evaluation.subject().readingSteps();
        while (selected.next()) {
            evaluation.spend(reading);
            if (!holds(known, selected.value(), evaluation)) {
                return false;
            }
        }
        return true;
    }

    private JsonNode prepared(JsonNode right) {
        return location ? region(right) : right;
    }

    /** The name of the region in the text, or in each text of an array. */
    static JsonNode region(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            return text.indexOf(' ') < 0 ? value : TextNode.valueOf(text.replace(" ", ""));
        }
        if (!value.isArray()) {
            return value;
        }
        ArrayNode regions = JsonNodeFactory.instance.arrayNode(value.size());
        value.forEach(element -> regions.add(region(element)));
        return regions;
    }

    /** The operator as it effectively held. */
    String held(boolean outcome) {
        return (outcome ? operator : operator.opposite()).wireName();
    }

    /** What was asked for, as it effectively held. */
    JsonNode expected(Evaluation evaluation, boolean outcome) {
        JsonNode value = constant != null ? constant : evaluation.value(operand);
        if (operator == Operator.EXISTS) {
            return BooleanNode.valueOf(Exists.wanted(value) == outcome);
        }
        return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
    }
}

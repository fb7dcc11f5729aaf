package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.plumbline.policy.operator.Operator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition on the number of array elements for which another condition is true. */
public final class CountCondition implements Condition {

    private final Counted counted;
    private final @Nullable Condition where;
    private final Criterion criterion;

    private CountCondition(Counted counted, @Nullable Condition where, Criterion criterion) {
        this.counted = counted;
        this.where = where;
        this.criterion = criterion;
    }

    static CountCondition of(Counted counted, @Nullable Condition where, Criterion criterion) {
        return new CountCondition(counted, where, criterion);
    }

    @Override
    public boolean holds(Evaluation evaluation) {
        evaluation.spend(1);
        return criterion.holds(IntNode.valueOf(number(evaluation)), evaluation);
    }

    /** How many elements fulfil the condition; all of them if there is none. */
    private int number(Evaluation evaluation) {
        Condition condition = where;
        Counted.Elements elements = counted.elements(evaluation);
        try {
            int number = 0;
            while (elements.next()) {
                if (condition == null || condition.holds(evaluation)) {
                    number++;
                }
            }
            return number;
        } finally {
            elements.close();
        }
    }

    @Override
    public boolean applies(Evaluation evaluation, boolean otherwise) {
        return otherwise;
    }

    @Override
    public Optional<Set<String>> types(boolean outcome) {
        return Optional.empty();
    }

    @Override
    public Condition bind(Binder binder) {
        Condition condition = where;
        return new CountCondition(
                counted.bind(binder), condition == null ? null : condition.bind(binder), criterion.bind(binder));
    }

    @Override
    public void explain(Evaluation evaluation, boolean outcome, Explanation explanation) {
        int number = number(evaluation);
        JsonNode expected = criterion.expected(evaluation, outcome);
        Operator held = outcome ? criterion.operator() : criterion.operator().opposite();
        // Too few elements are no fault of those that matched, so the number itself is named too.
        boolean few = number == 0 || held == Operator.LESS || held == Operator.LESS_OR_EQUALS;
        if (few || explanation.numbers()) {
            counted.explainNumber(evaluation, held.wireName(), expected, IntNode.valueOf(number), explanation);
        }
        Counted.Elements elements = counted.elements(evaluation);
        try {
            while (elements.next()) {
                explainElement(evaluation, elements.scope(), explanation);
            }
        } finally {
            elements.close();
        }
    }

    private void explainElement(Evaluation evaluation, Scope scope, Explanation explanation) {
        Condition condition = where;
        if (condition == null) {
            counted.explainElement(evaluation, scope, explanation);
        } else if (condition.holds(evaluation)) {
            int before = explanation.size();
            condition.explain(evaluation, true, explanation);
            if (explanation.size() == before) {
                counted.explainElement(evaluation, scope, explanation);
            }
        }
    }
}

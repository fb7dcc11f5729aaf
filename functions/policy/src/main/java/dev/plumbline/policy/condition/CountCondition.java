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
    private final @Nullable Memory memory;
    private final @Nullable Memory texts;
    private final @Nullable Sieve sieve;
    private final Criterion criterion;

    private CountCondition(
            Counted counted,
            @Nullable Condition where,
            @Nullable Memory memory,
            @Nullable Memory texts,
            Criterion criterion) {
        this.counted = counted;
        this.where = where;
        this.memory = memory;
        this.texts = texts;
        this.sieve = Sieve.of(texts, where);
        this.criterion = criterion;
    }

    /**
     * Counts.
     *
     * @param memory where a count further out remembers the number, if the next count around does not matter to it
     * @param texts where a count further out remembers texts of the elements, if they are the same for all of its own
     */
    static CountCondition of(
            Counted counted,
            @Nullable Condition where,
            @Nullable Memory memory,
            @Nullable Memory texts,
            Criterion criterion) {
        return new CountCondition(counted, where, memory, texts, criterion);
    }

    @Override
    public boolean holds(Evaluation evaluation) {
        evaluation.spend(1);
        return criterion.holds(number(evaluation), evaluation);
    }

    private IntNode number(Evaluation evaluation) {
        Scope remembering = memory == null ? null : memory.scope(evaluation);
        if (memory == null || remembering == null) {
            return evaluation.scope() == null
                    ? outermost(evaluation)
                    : IntNode.valueOf(counted.number(evaluation, where, null, sieve));
        }
        if (remembering.remembered(memory.slot()) instanceof IntNode known) {
            return known;
        }
        IntNode number = IntNode.valueOf(counted.number(evaluation, where, null, sieve));
        remembering.remember(memory.slot(), number);
        return number;
    }

    private IntNode outermost(Evaluation evaluation) {
        Tally tally = evaluation.tally(this);
        if (tally == null) {
            tally = evaluation.newTally(this);
            tally.end(counted.number(evaluation, where, tally, null));
        }
        return IntNode.valueOf(tally.number());
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
                counted.bind(binder),
                condition == null ? null : condition.bind(binder),
                memory,
                texts,
                criterion.bind(binder));
    }

    @Override
    public void explain(Evaluation evaluation, boolean outcome, Explanation explanation) {
        JsonNode expected = criterion.expected(evaluation, outcome);
        Operator held = outcome ? criterion.operator() : criterion.operator().opposite();
        // Too few elements are no fault of those that matched, so the number itself is named too.
        boolean few = held == Operator.LESS || held == Operator.LESS_OR_EQUALS;
        if (few || explanation.numbers()) {
            counted.explainNumber(evaluation, held.wireName(), expected, number(evaluation), explanation);
        }
        int explained = 0;
        Tally tally = evaluation.scope() == null ? evaluation.tally(this) : null;
        Counted.Elements elements = counted.elements(evaluation);
        try {
            while (elements.next()) {
                if (tally == null || tally.allows(elements.scope().number())) {
                    explained += explainElement(evaluation, elements.scope(), explanation) ? 1 : 0;
                }
            }
        } finally {
            elements.close();
        }
        if (explained == 0) {
            counted.explainNumber(evaluation, held.wireName(), expected, IntNode.valueOf(0), explanation);
        }
    }

    /** Whether the element counts, and if so why. */
    private boolean explainElement(Evaluation evaluation, Scope scope, Explanation explanation) {
        Condition condition = where;
        if (condition != null && !condition.holds(evaluation)) {
            return false;
        }
        int before = explanation.size();
        if (condition != null) {
            condition.explain(evaluation, true, explanation);
        }
        if (condition == null || explanation.size() == before) {
            counted.explainElement(evaluation, scope, explanation);
        }
        return true;
    }

    @Override
    public int leastReasons(boolean outcome) {
        return counted instanceof Counted.OfField ? 1 : 0;
    }
}

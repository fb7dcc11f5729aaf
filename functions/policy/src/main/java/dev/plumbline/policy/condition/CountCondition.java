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
    private final @Nullable JsonNode alone;
    private final @Nullable Sieve sieve;
    private final Criterion criterion;
    private final Optional<Boolean> ofZero;
    private final Optional<Boolean> ofOne;

    /**
     * Counts.
     *
     * @param memory where a count further out remembers the number, if the next count around does not matter to it
     * @param texts where a count further out remembers texts of the elements, if they are the same for all of its own
     * @param alone the count as it is written, if no count around it matters to it; the same object wherever a rule has it
     */
    CountCondition(
            Counted counted,
            @Nullable Condition where,
            @Nullable Memory memory,
            @Nullable Memory texts,
            @Nullable JsonNode alone,
            Criterion criterion) {
        this.counted = counted;
        this.where = where;
        this.memory = memory;
        this.texts = texts;
        this.alone = alone;
        this.sieve = Sieve.of(texts, where);
        this.criterion = criterion;
        this.ofZero = criterion.settled(IntNode.valueOf(0));
        this.ofOne = criterion.settled(IntNode.valueOf(1));
    }

    @Override
    public boolean holds(Evaluation evaluation) {
        evaluation.spend(1);
        return criterion.holds(number(evaluation), evaluation);
    }

    private IntNode number(Evaluation evaluation) {
        if (alone != null) {
            return IntNode.valueOf(tally(alone, evaluation).number());
        }
        Scope remembering = memory == null ? null : memory.scope(evaluation);
        if (memory == null || remembering == null) {
            return IntNode.valueOf(counted.number(evaluation, where, null, sieve));
        }
        if (remembering.remembered(memory.slot()) instanceof IntNode known) {
            return known;
        }
        IntNode number = IntNode.valueOf(counted.number(evaluation, where, null, sieve));
        remembering.remember(memory.slot(), number);
        return number;
    }

    private Tally tally(JsonNode source, Evaluation evaluation) {
        Tally known = evaluation.tally(source);
        return known == null ? filled(evaluation.newTally(source), evaluation) : known;
    }

    private Tally filled(Tally tally, Evaluation evaluation) {
        tally.end(counted.number(evaluation, where, tally, null));
        return tally;
    }

    @Override
    public boolean applies(Evaluation evaluation, boolean otherwise) {
        return otherwise;
    }

    @Override
    public Optional<Set<String>> types(boolean outcome) {
        return Optional.empty();
    }

    /** Known where nothing is counted: the number that there is of it is none. */
    @Override
    public Optional<Boolean> constant() {
        return counted.never() ? ofZero : Optional.empty();
    }

    @Override
    public Condition bind(Binder binder) {
        Condition condition = where;
        return new CountCondition(
                counted.bind(binder),
                condition == null ? null : condition.bind(binder),
                memory,
                texts,
                alone,
                criterion.bind(binder));
    }

    @Override
    public void explain(Evaluation evaluation, boolean outcome, Explanation explanation) {
        JsonNode expected = criterion.expected(evaluation, outcome);
        Operator held = outcome ? criterion.operator() : criterion.operator().opposite();
        // Too few elements are no fault of those that matched, so the number itself is named too.
        boolean few = held == Operator.LESS || held == Operator.LESS_OR_EQUALS;
        Tally tally = noneIf(outcome) ? null : known(evaluation);
        int number = tally == null ? 0 : tally.number();
        if (few || number == 0 || explanation.numbers()) {
            counted.explainNumber(evaluation, held.wireName(), expected, IntNode.valueOf(number), explanation);
        }
        if (tally != null && number > 0) {
            explainElements(evaluation, tally, explanation);
        }
    }

    /** Whether the outcome alone says that no element counts, so that they need not be looked at. */
    private boolean noneIf(boolean outcome) {
        boolean none = ofZero.equals(Optional.of(outcome)) && ofOne.equals(Optional.of(!outcome));
        return switch (criterion.operator()) {
            case EQUALS -> outcome && none;
            case NOT_EQUALS -> !outcome && none;
            case LESS, LESS_OR_EQUALS, GREATER, GREATER_OR_EQUALS -> none;
            default -> false;
        };
    }

    private Tally known(Evaluation evaluation) {
        return alone != null ? tally(alone, evaluation) : filled(Tally.once(), evaluation);
    }

    private void explainElements(Evaluation evaluation, Tally tally, Explanation explanation) {
        Counted.Elements elements = counted.elements(evaluation);
        try {
            while (elements.next()) {
                if (tally.has(elements.scope().number())) {
                    explainElement(evaluation, elements.scope(), explanation);
                }
            }
        } finally {
            elements.close();
        }
    }

    private void explainElement(Evaluation evaluation, Scope scope, Explanation explanation) {
        int before = explanation.size();
        if (where != null) {
            where.explain(evaluation, true, explanation);
        }
        if (explanation.size() == before) {
            counted.explainElement(evaluation, scope, explanation);
        }
    }

    @Override
    public int leastReasons(boolean outcome) {
        return counted instanceof Counted.OfField ? 1 : 0;
    }
}

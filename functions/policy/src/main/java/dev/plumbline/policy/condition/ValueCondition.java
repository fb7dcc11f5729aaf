package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.template.Template;
import java.util.Optional;
import java.util.Set;

/** A condition on a value that is computed, or given. A value that is missing fulfils none, not even a negative one. */
public final class ValueCondition implements Condition {

    private final Template value;
    private final String source;
    private final Reads reads;
    private final Criterion criterion;
    private final Optional<Boolean> constant;

    private ValueCondition(Template value, String source, Reads reads, Criterion criterion) {
        this.value = value;
        this.source = source;
        this.reads = reads;
        this.criterion = criterion;
        this.constant = value.constantValue()
                .flatMap(left -> left.isMissingNode() ? Optional.of(false) : criterion.settled(left));
    }

    /** Compares a value. */
    static ValueCondition of(Template value, String source, Reads reads, Criterion criterion) {
        return new ValueCondition(value, source, reads, criterion);
    }

    @Override
    public boolean holds(Evaluation evaluation) {
        evaluation.spend(1);
        JsonNode left = evaluation.value(value);
        return !left.isMissingNode() && criterion.holds(left, evaluation);
    }

    @Override
    public Optional<Boolean> constant() {
        return constant;
    }

    @Override
    public Optional<String> failure() {
        return value.failure();
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
        return new ValueCondition(binder.bind(value), source, reads, criterion.bind(binder));
    }

    @Override
    public void explain(Evaluation evaluation, boolean outcome, Explanation explanation) {
        if (value.constant() || reads.onlyIdentity()) {
            return;
        }
        JsonNode left = evaluation.value(value);
        JsonNode expected = criterion.expected(evaluation, outcome);
        reads.explain(evaluation, source, criterion.held(outcome), expected, left, explanation);
    }

    @Override
    public int leastReasons(boolean outcome) {
        return value.constant() || reads.onlyIdentity() ? 0 : 1;
    }
}

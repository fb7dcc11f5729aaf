package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.alias.Selection;
import dev.plumbline.policy.operator.Operator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition on a property of the element that a count has arrived at, read from there and not from the root. */
public final class ElementCondition implements Condition {

    private final Field field;
    private final int depth;
    private final int slot;
    private final FieldCondition whole;
    private final Criterion criterion;

    private ElementCondition(Field field, int depth, int slot, FieldCondition whole) {
        this.field = field;
        this.depth = depth;
        this.slot = slot;
        this.whole = whole;
        this.criterion = whole.criterion();
    }

    /**
     * A condition on a field that lies in a count.
     *
     * @param depth the depth of that count
     * @param slot where the innermost count around the condition remembers what the field has below its element
     */
    static ElementCondition of(Field field, int depth, int slot, Criterion criterion) {
        return new ElementCondition(field, depth, slot, FieldCondition.of(field, depth, criterion));
    }

    /**
     * One condition that has the outcome of {@code anyOf} over this one and another, and explains nothing; null unless both
     * ask what one property contains.
     */
    @Nullable
    ElementCondition or(ElementCondition other) {
        boolean same = depth == other.depth && field.name().equals(other.field.name());
        Criterion either = same ? criterion.or(other.criterion) : null;
        return either == null ? null : of(field, depth, slot, either);
    }

    /** What a field has below the elements of a count. */
    private record Tail(Scope around, PropertyPath path) {}

    @Override
    public Optional<Boolean> constant() {
        return whole.constant();
    }

    @Override
    public boolean holds(Evaluation evaluation) {
        Tail tail = tail(evaluation);
        if (tail == null) {
            return whole.holds(evaluation);
        }
        PropertyPath path = tail.path();
        JsonNode element = tail.around().element();
        if (path.wildcards() > 0) {
            evaluation.spend(1);
            return criterion.holdsForEvery(
                    path.select(element, PropertyPath.UNBOUND, Selection.NoArray.NULL_ELEMENT), evaluation);
        }
        evaluation.spend(2 + evaluation.subject().readingSteps());
        return criterion.holds(path.read(element), evaluation);
    }

    private @Nullable Tail tail(Evaluation evaluation) {
        Scope innermost = evaluation.scope();
        return innermost != null && innermost.remembered(slot) instanceof Tail known
                ? known
                : find(innermost, evaluation);
    }

    /** Looks once for all elements of the innermost count; null if the field has to be read from the root. */
    private @Nullable Tail find(@Nullable Scope innermost, Evaluation evaluation) {
        PreparedResource subject = evaluation.subject();
        PropertyPath path = field.path(subject);
        Scope around = evaluation.around(depth, subject);
        PropertyPath below = path.wildcards() == 0 ? null : Evaluation.below(around, path);
        if (innermost == null || around == null || below == null) {
            return null;
        }
        Field.checkReadable(subject, path);
        Tail found = new Tail(around, below);
        innermost.remember(slot, found);
        return found;
    }

    /** Whether it asks that the field equals something that is the same for all elements, but not known beforehand. */
    boolean comparesWithOuter() {
        return criterion.operator() == Operator.EQUALS && criterion.remembered();
    }

    /** The field below the elements of a count; null if it is not read there, or is not one value. */
    @SuppressWarnings("ReferenceEquality") // another opening of the same count is another scope
    @Nullable
    PropertyPath below(Scope innermost, Evaluation evaluation) {
        PreparedResource subject = evaluation.subject();
        Scope around = evaluation.around(depth, subject);
        PropertyPath below = around == innermost ? Evaluation.below(around, field.path(subject)) : null;
        return below != null && below.wildcards() == 0 ? below : null;
    }

    Criterion criterion() {
        return criterion;
    }

    @Override
    public boolean applies(Evaluation evaluation, boolean otherwise) {
        return whole.applies(evaluation, otherwise);
    }

    @Override
    public Optional<Set<String>> types(boolean outcome) {
        return whole.types(outcome);
    }

    @Override
    public Condition bind(Binder binder) {
        return new ElementCondition(field, depth, slot, whole.bind(binder));
    }

    @Override
    public void explain(Evaluation evaluation, boolean outcome, Explanation explanation) {
        Tail tail = tail(evaluation);
        if (tail == null || tail.path().wildcards() > 0) {
            whole.explain(evaluation, outcome, explanation);
            return;
        }
        explanation.add(
                evaluation.subject(),
                field,
                tail.around().at(),
                criterion.held(outcome),
                criterion.expected(evaluation, outcome),
                tail.path().read(tail.around().element()));
    }

    @Override
    public int leastReasons(boolean outcome) {
        return whole.leastReasons(outcome);
    }
}

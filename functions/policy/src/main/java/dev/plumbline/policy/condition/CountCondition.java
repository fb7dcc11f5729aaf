package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.plumbline.policy.Limit;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.operator.Operator;
import dev.plumbline.policy.template.EvaluationFailure;
import dev.plumbline.policy.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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

    /** What is counted: the elements of a property, or of a value. */
    sealed interface Counted permits CountedField, CountedValue {

        /** How many elements fulfil a condition; all of them if there is none. */
        int number(Evaluation evaluation, @Nullable Condition where);

        /** Opens the scope and passes through every element. */
        void each(Evaluation evaluation, Consumer<Scope> visitor);

        Counted bind(Binder binder);

        /** Adds a reason about the current element. */
        void explainElement(Evaluation evaluation, Scope scope, Explanation explanation);

        /** Adds a reason about the number. */
        void explainNumber(
                Evaluation evaluation, String held, JsonNode expected, JsonNode actual, Explanation explanation);
    }

    /**
     * The elements of a property.
     *
     * <p>A path with several {@code [*]} goes through several arrays, and each has a scope of its own: inside, the outer
     * array's name means the element that holds the counted one.
     *
     * @param field the property, its path ending in {@code [*]}
     * @param depth the depth of the count around it that it lies in
     * @param levels the folded names of the arrays that it goes through, the counted one last
     */
    record CountedField(Field field, int depth, List<String> levels) implements Counted {

        CountedField {
            levels = List.copyOf(levels);
        }

        @Override
        public int number(Evaluation evaluation, @Nullable Condition where) {
            // An array of one, because the walk hands over its elements to a visitor of its own.
            int[] number = new int[1];
            walk(evaluation, (scope, path) -> (element, at) -> {
                evaluation.spend(1);
                scope.arrive(element, at, path);
                if (where == null || where.holds(evaluation)) {
                    number[0]++;
                }
                return true;
            });
            return number[0];
        }

        @Override
        public void each(Evaluation evaluation, Consumer<Scope> visitor) {
            walk(evaluation, (scope, path) -> (element, at) -> {
                evaluation.spend(1);
                scope.arrive(element, at, path);
                visitor.accept(scope);
                return true;
            });
        }

        private void walk(Evaluation evaluation, BiFunction<Scope, PropertyPath, PropertyPath.Visitor> visitor) {
            PreparedResource subject = evaluation.subject();
            PropertyPath path = field.path(subject);
            Field.checkReadable(subject, path);
            int[] bound = evaluation.bound(depth, subject);
            Scope outermost = evaluation.open(levels.get(0), subject);
            Scope counted = outermost;
            for (int i = 1; i < levels.size(); i++) {
                counted = evaluation.open(levels.get(i), subject);
            }
            follow(counted);
            try {
                path.visit(subject.json(), bound, PropertyPath.NoArray.NOTHING, visitor.apply(counted, path));
            } finally {
                evaluation.close(outermost);
            }
        }

        /** The scopes of the outer arrays stand at the elements that hold the counted one. */
        private void follow(Scope counted) {
            Scope scope = counted.outer();
            for (int i = 1; i < levels.size() && scope != null; i++) {
                scope.follow(counted, i);
                scope = scope.outer();
            }
        }

        @Override
        public Counted bind(Binder binder) {
            return this;
        }

        @Override
        public void explainElement(Evaluation evaluation, Scope scope, Explanation explanation) {
            PreparedResource subject = evaluation.subject();
            explanation.add(
                    subject,
                    field.path(subject),
                    scope.at(),
                    Operator.EXISTS.wireName(),
                    BooleanNode.TRUE,
                    scope.element());
        }

        @Override
        public void explainNumber(
                Evaluation evaluation, String held, JsonNode expected, JsonNode actual, Explanation explanation) {
            PreparedResource subject = evaluation.subject();
            PropertyPath path = field.path(subject);
            explanation.add(path.at(evaluation.bound(depth, subject)), held, expected, actual, false);
        }
    }

    /**
     * The elements of a value.
     *
     * @param value the array; anything else counts as empty
     * @param name what {@code current()} calls the element, folded
     * @param source the value as written
     * @param reads the fields it reads
     */
    record CountedValue(Template value, String name, String source, Reads reads) implements Counted {

        @Override
        public int number(Evaluation evaluation, @Nullable Condition where) {
            int[] number = new int[1];
            each(evaluation, scope -> {
                if (where == null || where.holds(evaluation)) {
                    number[0]++;
                }
            });
            return number[0];
        }

        @Override
        public void each(Evaluation evaluation, Consumer<Scope> visitor) {
            JsonNode array = value.evaluate(evaluation);
            if (!array.isArray()) {
                return;
            }
            if (array.size() > Limit.VALUE_COUNT_ITERATIONS.value()) {
                throw new EvaluationFailure("`count`: expected at most `" + Limit.VALUE_COUNT_ITERATIONS.value()
                        + "` elements of `value` (limit `VALUE_COUNT_ITERATIONS`), found `" + array.size() + "`");
            }
            Scope scope = evaluation.open(name, null);
            try {
                for (JsonNode element : array) {
                    evaluation.spend(1);
                    scope.arrive(element);
                    visitor.accept(scope);
                }
            } finally {
                evaluation.close(scope);
            }
        }

        @Override
        public Counted bind(Binder binder) {
            return new CountedValue(binder.bind(value), name, source, reads);
        }

        @Override
        public void explainElement(Evaluation evaluation, Scope scope, Explanation explanation) {
            if (!value.constant()) {
                JsonNode element = scope.element();
                String exists = Operator.EXISTS.wireName();
                reads.explain(evaluation, source, exists, BooleanNode.TRUE, element, explanation);
            }
        }

        @Override
        public void explainNumber(
                Evaluation evaluation, String held, JsonNode expected, JsonNode actual, Explanation explanation) {
            reads.explain(evaluation, source, held, expected, actual, explanation);
        }
    }

    @Override
    public boolean holds(Evaluation evaluation) {
        evaluation.spend(1);
        return criterion.holds(IntNode.valueOf(counted.number(evaluation, where)), evaluation);
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
        int number = counted.number(evaluation, where);
        JsonNode expected = criterion.expected(evaluation, outcome);
        Operator held = outcome ? criterion.operator() : criterion.operator().opposite();
        // Too few elements are no fault of those that matched, so the number itself is named too.
        boolean few = number == 0 || held == Operator.LESS || held == Operator.LESS_OR_EQUALS;
        if (few || explanation.numbers()) {
            counted.explainNumber(evaluation, held.wireName(), expected, IntNode.valueOf(number), explanation);
        }
        counted.each(evaluation, scope -> explainElement(evaluation, scope, explanation));
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

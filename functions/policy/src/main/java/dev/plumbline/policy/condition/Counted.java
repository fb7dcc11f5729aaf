package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plumbline.policy.Limit;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.alias.Selection;
import dev.plumbline.policy.operator.Operator;
import dev.plumbline.policy.template.EvaluationFailure;
import dev.plumbline.policy.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is counted: the elements of a property, or of a value. */
sealed interface Counted {

    /**
     * How many elements fulfil a condition; all of them if there is none.
     *
     * <p>Each kind has a loop of its own: mostly one kind stands inside the other, and a compiler that sees them as one
     * method that calls itself makes little of either.
     *
     * @param tally is told of each element that counts, if it is there
     * @param sieve says which elements may count, if it is there
     */
    int number(Evaluation evaluation, @Nullable Condition where, @Nullable Tally tally, @Nullable Sieve sieve);

    /** Opens the scope; the elements have to be closed. */
    Elements elements(Evaluation evaluation);

    Counted bind(Binder binder);

    /** Whether there is nothing to count, whatever is read. */
    boolean never();

    /** Adds a reason about the current element. */
    void explainElement(Evaluation evaluation, Scope scope, Explanation explanation);

    /** Adds a reason about the number. */
    void explainNumber(Evaluation evaluation, String held, JsonNode expected, JsonNode actual, Explanation explanation);

    /** The elements, one after the other; lives as long as the count is evaluated. */
    sealed interface Elements permits FieldElements, OfValue.Values {

        /** Arrives at the next element; false if there is none. */
        boolean next();

        /** The scope that arrives at the elements. */
        Scope scope();

        /** Leaves the scope. */
        void close();
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
    record OfField(Field field, int depth, List<String> levels) implements Counted {

        public OfField {
            levels = List.copyOf(levels);
        }

        @Override
        public int number(
                Evaluation evaluation, @Nullable Condition where, @Nullable Tally tally, @Nullable Sieve sieve) {
            FieldElements elements = elements(evaluation);
            try {
                if (sieve != null && where != null) {
                    return sifted(elements, where, sieve);
                }
                int number = 0;
                while (elements.next()) {
                    if (where == null || where.holds(evaluation)) {
                        number++;
                        if (tally != null) {
                            tally.add(elements.scope().number());
                        }
                    }
                }
                return number;
            } finally {
                elements.close();
            }
        }

        private static int sifted(FieldElements elements, Condition where, Sieve sieve) {
            if (!elements.next()) {
                return 0;
            }
            Evaluation evaluation = elements.evaluation();
            int number = 0;
            int[] candidates = sieve.candidates(evaluation, elements.scope(), elements.selection());
            if (candidates != null) {
                for (int candidate : candidates) {
                    elements.goTo(candidate);
                    number += where.holds(evaluation) ? 1 : 0;
                }
                return number;
            }
            do {
                number += where.holds(evaluation) ? 1 : 0;
            } while (elements.next());
            return number;
        }

        @Override
        public FieldElements elements(Evaluation evaluation) {
            PreparedResource subject = evaluation.subject();
            PropertyPath path = field.path(subject);
            Scope around = evaluation.around(depth, subject);
            PropertyPath below = Evaluation.below(around, path);
            if (around == null || below == null) {
                Field.checkReadable(subject, path);
                int[] bound = around == null ? PropertyPath.UNBOUND : around.at();
                Selection selection = path.select(subject.json(), bound, Selection.NoArray.NOTHING);
                return new FieldElements(evaluation, levels, path, null, selection);
            }
            Selection selection = below.select(around.element(), PropertyPath.UNBOUND, Selection.NoArray.NOTHING);
            return new FieldElements(evaluation, levels, path, around, selection);
        }

        @Override
        public Counted bind(Binder binder) {
            return this;
        }

        @Override
        public boolean never() {
            return false;
        }

        @Override
        public void explainElement(Evaluation evaluation, Scope scope, Explanation explanation) {
            PreparedResource subject = evaluation.subject();
            explanation.add(subject, field, scope.at(), Operator.EXISTS.wireName(), BooleanNode.TRUE, scope.element());
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
    record OfValue(Template value, String name, String source, Reads reads) implements Counted {

        @Override
        public int number(
                Evaluation evaluation, @Nullable Condition where, @Nullable Tally tally, @Nullable Sieve sieve) {
            Values elements = elements(evaluation);
            try {
                int number = 0;
                while (elements.next()) {
                    if (where == null || where.holds(evaluation)) {
                        number++;
                        if (tally != null) {
                            tally.add(elements.scope().number());
                        }
                    }
                }
                return number;
            } finally {
                elements.close();
            }
        }

        @Override
        public Values elements(Evaluation evaluation) {
            JsonNode given = value.evaluate(evaluation);
            JsonNode array = given.isArray() ? given : JsonNodeFactory.instance.arrayNode(0);
            if (array.size() > Limit.VALUE_COUNT_ITERATIONS.value()) {
                throw new EvaluationFailure("`count`: expected at most `" + Limit.VALUE_COUNT_ITERATIONS.value()
                        + "` elements of `value` (limit `VALUE_COUNT_ITERATIONS`), found `" + array.size() + "`");
            }
            return new Values(evaluation, evaluation.open(name, null), array);
        }

        /** The elements of an array by itself. */
        static final class Values implements Elements {
            private final Evaluation evaluation;
            private final Scope scope;
            private final JsonNode array;
            private int next;

            private Values(Evaluation evaluation, Scope scope, JsonNode array) {
                this.evaluation = evaluation;
                this.scope = scope;
                this.array = array;
            }

            @Override
            public boolean next() {
                if (next >= array.size()) {
                    return false;
                }
                evaluation.spend(1);
                scope.arrive(array.get(next));
                next++;
                return true;
            }

            @Override
            public Scope scope() {
                return scope;
            }

            @Override
            public void close() {
                evaluation.close(scope);
            }
        }

        @Override
        public Counted bind(Binder binder) {
            return new OfValue(binder.bind(value), name, source, reads);
        }

        @Override
        public boolean never() {
            return value.constantValue()
                    .filter(array -> !array.isArray() || array.isEmpty())
                    .isPresent();
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
}

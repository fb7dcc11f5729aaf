package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.alias.Selection;
import dev.plumbline.policy.operator.Check;
import dev.plumbline.policy.operator.Operator;
import dev.plumbline.policy.template.BudgetExceeded;
import dev.plumbline.policy.template.EvaluationFailure;
import dev.plumbline.policy.template.Template;
import dev.plumbline.policy.value.Comparison;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a property of the resource; with {@code [*]} in the field, on every element of the array.
 *
 * <p>The field's name may be an expression; then it is resolved when its value is known.
 */
public final class FieldCondition implements Condition {

    /** No count is around the field, or none that it lies in. */
    static final int NO_SCOPE = -1;

    private final @Nullable Field field;
    private final @Nullable Template name;
    private final int depth;
    private final Criterion criterion;
    private final boolean existence;

    private FieldCondition(@Nullable Field field, @Nullable Template name, int depth, Criterion criterion) {
        this.field = field;
        this.name = name;
        this.depth = depth;
        this.criterion = criterion;
        this.existence = criterion.operator() == Operator.EXISTS;
    }

    /** A condition on a known field, which lies in the count at this depth. */
    static FieldCondition of(Field field, int depth, Criterion criterion) {
        return new FieldCondition(field, null, depth, criterion);
    }

    /** A condition on a field whose name is computed. */
    static FieldCondition computed(Template name, Criterion criterion) {
        return new FieldCondition(null, name, NO_SCOPE, criterion);
    }

    @Override
    public boolean holds(Evaluation evaluation) {
        evaluation.spend(1);
        Field known = field != null ? field : computed(evaluation);
        if (known == null) {
            return criterion.holds(plain(MissingNode.getInstance()), evaluation);
        }
        PreparedResource subject = evaluation.subject();
        PropertyPath path = known.path(subject);
        if (path.wildcards() == 0) {
            evaluation.spend(subject.readingSteps());
            return criterion.holds(plain(known.read(subject, path)), evaluation);
        }
        Field.checkReadable(subject, path);
        int[] bound = bound(known, evaluation);
        return criterion.holdsForEvery(path.select(subject.json(), bound, Selection.NoArray.NULL_ELEMENT), evaluation);
    }

    /** What is missing counts as null, unless it is the question whether it exists. */
    private JsonNode plain(JsonNode value) {
        return value.isMissingNode() && !existence ? NullNode.getInstance() : value;
    }

    Criterion criterion() {
        return criterion;
    }

    private int[] bound(Field known, Evaluation evaluation) {
        return field != null
                ? evaluation.bound(depth, evaluation.subject())
                : evaluation.bound(known, evaluation.subject());
    }

    /** The field of the computed name; null if the name is missing, and with it the field. */
    private @Nullable Field computed(Evaluation evaluation) {
        Template computed = name;
        JsonNode value = computed == null ? MissingNode.getInstance() : computed.evaluate(evaluation);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new EvaluationFailure("`field`: expected an expression that gives a name, found "
                    + value.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        return evaluation.named(value.textValue());
    }

    /** Whether it only says which resource it is. */
    boolean identity() {
        return field != null && field.identity();
    }

    @Override
    public boolean applies(Evaluation evaluation, boolean otherwise) {
        if (!identity()) {
            return otherwise;
        }
        try {
            return holds(evaluation);
        } catch (Undecided | BudgetExceeded | EvaluationFailure failing) {
            return otherwise;
        }
    }

    @Override
    public Optional<Set<String>> types(boolean outcome) {
        JsonNode constant = criterion.constant();
        if (field == null || field.kind() != Field.Kind.TYPE || constant == null) {
            return Optional.empty();
        }
        Operator operator =
                outcome ? criterion.operator() : criterion.operator().opposite();
        return switch (operator) {
            case EQUALS -> constant.isTextual() ? named(constant) : Optional.empty();
            case LIKE -> literal(constant) ? named(constant) : Optional.empty();
            case IN -> constant.isArray() || constant.isTextual() ? named(constant) : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Boolean> constant() {
        return field != null && criterion.always() ? Optional.of(true) : Optional.empty();
    }

    @Override
    public Condition typeKnown(String view) {
        boolean known = field != null
                && criterion.operator() == Operator.EQUALS
                && criterion.constant() instanceof TextNode type
                && (field.kind() == Field.Kind.TYPE && !type.textValue().isEmpty()
                        || field.kind() == Field.Kind.VIEW && Comparison.sameText(type.textValue(), view));
        return known ? Condition.always() : this;
    }

    private static boolean literal(JsonNode pattern) {
        return pattern.isTextual()
                && pattern.textValue().indexOf('*') < 0
                && pattern.textValue().indexOf('?') < 0;
    }

    private static Optional<Set<String>> named(JsonNode constant) {
        Set<String> types = new HashSet<>();
        if (constant.isTextual()) {
            types.add(Comparison.fold(constant.textValue()));
        }
        for (JsonNode each : constant) {
            if (!each.isTextual()) {
                return Optional.empty();
            }
            types.add(Comparison.fold(each.textValue()));
        }
        return types.contains("") ? Optional.empty() : Optional.of(types);
    }

    @Override
    public FieldCondition bind(Binder binder) {
        Criterion bound = criterion.bind(binder);
        Template template = name;
        if (field != null || template == null) {
            return new FieldCondition(field, null, depth, bound);
        }
        Template filled = binder.bind(template);
        Optional<JsonNode> constant = filled.constantValue().filter(JsonNode::isTextual);
        if (constant.isPresent()
                && binder.fields().resolve(constant.get().textValue()) instanceof Fields.Resolution.Known known
                && known.field().path().wildcards() == 0) {
            return new FieldCondition(known.field(), null, NO_SCOPE, bound);
        }
        return new FieldCondition(null, filled, NO_SCOPE, bound);
    }

    @Override
    public void explain(Evaluation evaluation, boolean outcome, Explanation explanation) {
        Field known = field != null ? field : computed(evaluation);
        if (known == null || known.identity()) {
            return;
        }
        PreparedResource subject = evaluation.subject();
        PropertyPath path = known.path(subject);
        JsonNode expected = criterion.expected(evaluation, outcome);
        String held = criterion.held(outcome);
        if (path.wildcards() == 0) {
            explanation.add(subject, known, null, held, expected, known.read(subject, path));
            return;
        }
        Check check = criterion.check(evaluation);
        boolean found = false;
        Selection selected = path.select(subject.json(), bound(known, evaluation), Selection.NoArray.NULL_ELEMENT);
        while (selected.next()) {
            JsonNode value = selected.value();
            if (check.holds(value, evaluation) == outcome) {
                explanation.add(subject, known, selected.at(), held, expected, value);
                found = true;
            }
        }
        if (!found) {
            explanation.add(subject, known, null, held, expected, MissingNode.getInstance());
        }
    }

    @Override
    public int leastReasons(boolean outcome) {
        return field == null || identity() ? 0 : 1;
    }
}

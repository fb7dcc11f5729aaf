package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.JsonPath;
import dev.plumbline.policy.Limit;
import dev.plumbline.policy.condition.TemplateNames.CountName;
import dev.plumbline.policy.operator.Exists;
import dev.plumbline.policy.operator.Operator;
import dev.plumbline.policy.template.Place;
import dev.plumbline.policy.template.Template;
import dev.plumbline.policy.value.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions from JSON and reports everything that is wrong with them.
 *
 * <p>One reader reads one {@code if} or one {@code existenceCondition}: the limits are counted over what it has read.
 */
public final class ConditionReader {

    /** Stands in for a condition that could not be read; its definition is never used. */
    private static final Condition NONE = AllOf.of(List.of());

    private final RuleNames names;
    private final Issues issues;
    private final Place place;
    private final Limit most;
    private final Map<String, Integer> fieldCounts = new HashMap<>();
    private final Map<Written, Subject> subjects = new HashMap<>();
    private final Map<JsonNode, JsonNode> counts = new HashMap<>();
    private int valueCounts;
    private int conditions;

    /** What the conditions depend on that have been read since this was last set to none. */
    private long dependence = Dependence.NONE;

    private @Nullable String view;

    /** Reads for a rule, at a place that decides which functions and how many conditions there may be. */
    public ConditionReader(RuleNames names, Place place) {
        this.names = names;
        this.issues = names.issues();
        this.place = place;
        this.most = place == Place.EXISTENCE_CONDITION ? Limit.EXISTENCE_CONDITIONS : Limit.CONDITIONS;
    }

    /** The view that a condition on {@code type} names, if one does. */
    public Optional<String> view() {
        return Optional.ofNullable(view);
    }

    /** Reads the condition at a JSON path. */
    public Condition read(JsonNode node, String path) {
        Condition condition = read(node, path, null, 0);
        if (conditions > most.value()) {
            issues.error(
                    path,
                    "at most `" + most.value() + "` conditions (limit `" + most + "`)",
                    "`" + conditions + "`",
                    "split the definition");
        }
        return condition;
    }

    private Condition read(JsonNode node, String path, @Nullable CountName around, int level) {
        conditions++;
        if (level > Limit.CONDITION_NESTING.value()) {
            issues.error(
                    path,
                    "at most `" + Limit.CONDITION_NESTING.value() + "` levels (limit `CONDITION_NESTING`)",
                    "more",
                    "flatten the condition");
            return NONE;
        }
        if (!node.isObject()) {
            issues.error(
                    path,
                    "a condition, which is an object",
                    ConditionMembers.found(node),
                    "write `{\"field\": …}` or the like");
            return NONE;
        }
        ConditionMembers shape = new ConditionMembers(node, path, issues);
        boolean sound = shape.sound();
        // What is wrong inside a condition is said at once, also where the condition itself is wrong.
        Condition condition = switch (shape.subject()) {
            case "" -> NONE;
            case "allof" -> AllOf.of(children(shape, around, level));
            case "anyof" -> AnyOf.of(children(shape, around, level));
            case "not" -> new Not(read(shape.value(), shape.path(), around, level + 1));
            case "field" -> field(shape, around);
            case "value" -> value(shape, around);
            default -> count(shape, around, level);
        };
        return sound ? condition : NONE;
    }

    private List<Condition> children(ConditionMembers shape, @Nullable CountName around, int level) {
        List<Condition> children = new ArrayList<>();
        if (!shape.value().isArray()) {
            issues.error(
                    shape.path(),
                    "an array of conditions",
                    ConditionMembers.found(shape.value()),
                    "put the condition in `[ ]`");
            return children;
        }
        long before = dependence;
        long all = Dependence.NONE;
        long[] each = new long[shape.value().size()];
        for (int i = 0; i < each.length; i++) {
            dependence = Dependence.NONE;
            children.add(read(shape.value().get(i), JsonPath.element(shape.path(), i), around, level + 1));
            each[i] = dependence;
            all |= dependence;
        }
        dependence = before | all;
        // Where all are steady it is the whole that is, or even the number of elements.
        if (around != null && !around.run().steady(all)) {
            for (int i = 0; i < each.length; i++) {
                children.set(i, steady(children.get(i), each[i], around));
            }
        }
        return children;
    }

    private static Condition steady(Condition condition, long dependence, CountName around) {
        return around.run().steady(dependence)
                ? SteadyCondition.of(
                        condition, around.memory(dependence), around.run().slot())
                : condition;
    }

    private Condition field(ConditionMembers shape, @Nullable CountName around) {
        if (!shape.value().isTextual() || shape.value().textValue().isEmpty()) {
            issues.error(
                    shape.path(), "a field's name", ConditionMembers.found(shape.value()), "name a field or an alias");
            return NONE;
        }
        String name = shape.value().textValue();
        if (isExpression(name)) {
            TemplateNames reads = new TemplateNames(names, around, place);
            Template template = names.compile(shape.value(), reads, shape.path());
            names.noteComputed();
            dependence = Dependence.ANY;
            return FieldCondition.computed(template, criterion(shape, around, false));
        }
        String literal = name.startsWith("[[") ? name.substring(1) : name;
        Field field = names.field(literal, shape.path());
        if (field.kind() == Field.Kind.VIEW && shape.operand().isTextual()) {
            noteView(shape.operand().textValue());
        }
        CountName count = CountName.around(around, Comparison.foldName(literal));
        Criterion criterion = criterion(shape, around, field.kind() == Field.Kind.LOCATION);
        if (around == null || count == null) {
            return FieldCondition.of(field, FieldCondition.NO_SCOPE, criterion);
        }
        dependence |= count.run().asDependence();
        return ElementCondition.of(field, count.depth(), around.run().slot(), criterion);
    }

    private void noteView(String type) {
        if (Comparison.foldName(type).startsWith("plumbline.views/")) {
            view = type.substring("plumbline.views/".length());
        }
    }

    /** A string is an expression if it stands in brackets that are not escaped. */
    public static boolean isExpression(String text) {
        return text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
    }

    private Criterion criterion(ConditionMembers shape, @Nullable CountName around, boolean location) {
        Operator operator = shape.operator();
        if (shape.operand().isMissingNode()) {
            return Criterion.of(operator, Template.literal(shape.operand()), location, Run.NO_SLOT);
        }
        boolean literal =
                !shape.operand().isTextual() || !isExpression(shape.operand().textValue());
        if (operator == Operator.EXISTS && literal && !Exists.accepts(shape.operand())) {
            issues.error(shape.operandPath(), "`true` or `false`", "`" + shape.operand() + "`", "write one of the two");
        }
        TemplateNames reads = new TemplateNames(names, around, place);
        Template operand = names.compile(shape.operand(), reads, shape.operandPath());
        dependence |= reads.dependence();
        if (around == null || operand.constant() || !around.run().independent(reads.dependence())) {
            return Criterion.of(operator, operand, location, Run.NO_SLOT);
        }
        return Criterion.of(operator, operand, location, around.run().slot());
    }

    private Condition value(ConditionMembers shape, @Nullable CountName around) {
        String source = source(shape.value());
        Written written = new Written(around == null ? null : around.run(), source);
        Subject subject = subjects.get(written);
        if (subject == null) {
            TemplateNames reads = new TemplateNames(names, around, place);
            Template template = names.compile(shape.value(), reads, shape.path());
            subject = new Subject(template, reads.reads(), reads.dependence());
        } else {
            names.count(subject.template(), shape.path());
        }
        dependence |= subject.dependence();
        if (shape.value().isTextual()) {
            subjects.put(written, subject);
        }
        List<Reads.Located> fields = subject.reads().fields();
        boolean location = fields.size() == 1 && fields.get(0).field().kind() == Field.Kind.LOCATION;
        Criterion criterion = criterion(shape, around, location);
        return ValueCondition.of(subject.template(), source, subject.reads(), criterion);
    }

    /** An expression as written right inside of a count: there it is the same value for one element. */
    private record Written(@Nullable Run run, String source) {}

    /** What a value condition compares. */
    private record Subject(Template template, Reads reads, long dependence) {}

    private static String source(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private Condition count(ConditionMembers shape, @Nullable CountName around, int level) {
        if (!shape.value().isObject()) {
            issues.error(
                    shape.path(),
                    "an object with `field` or `value`",
                    ConditionMembers.found(shape.value()),
                    "write one");
            return NONE;
        }
        CountMembers count = new CountMembers(shape.value(), shape.path(), issues);
        boolean sound = count.sound();
        if (!sound && !count.field().isTextual() && count.value().isMissingNode()) {
            return NONE;
        }
        int depth = around == null ? 0 : around.depth() + 1;
        CountName inside;
        Counted counted;
        if (count.field().isTextual()) {
            String name = count.field().textValue();
            Field field = countedField(name, count.fieldPath());
            CountName outer = CountName.around(around, Comparison.foldName(name));
            List<String> levels = CountName.levels(outer, Comparison.foldName(name));
            counted = new Counted.OfField(field, outer == null ? FieldCondition.NO_SCOPE : outer.depth(), levels);
            long source = outer == null ? Dependence.NONE : outer.run().asDependence();
            Run run = new Run(depth, depth + levels.size() - 1, source);
            inside = new CountName(around, depth, levels.get(0), true, false, run);
            for (String array : levels.subList(1, levels.size())) {
                inside = new CountName(inside, inside.depth() + 1, array, true, false, run);
            }
        } else {
            TemplateNames reads = new TemplateNames(names, around, place);
            Template template = names.compile(count.value(), reads, count.valuePath());
            Reads read = reads.reads();
            boolean ofParameters = reads.parametersOnly();
            // A count without a name is found by current() alone.
            String name =
                    count.name().isTextual() ? Comparison.foldName(count.name().textValue()) : "\u0000";
            counted = new Counted.OfValue(template, name, source(count.value()), read);
            Run run = new Run(depth, depth, reads.dependence());
            inside = new CountName(around, depth, name, false, ofParameters, run);
            valueCounts++;
            limit(valueCounts, Limit.VALUE_COUNTS, count.valuePath());
        }
        long before = dependence;
        dependence = Dependence.NONE;
        Condition where =
                count.where().isMissingNode() ? null : read(count.where(), count.wherePath(), inside, level + 1);
        Run run = inside.run();
        long outside = run.outside(dependence);
        JsonNode alone = outside == Dependence.NONE ? counts.computeIfAbsent(shape.value(), same -> same) : null;
        Memory memory = alone == null && run.steady(dependence) ? inside.memory(dependence) : null;
        Memory texts = alone == null && memory == null ? inside.texts() : null;
        dependence = before | outside;
        return new CountCondition(counted, where, memory, texts, alone, criterion(shape, around, false));
    }

    private Field countedField(String name, String path) {
        Field field = names.field(name, path);
        if (!name.contains("[*]")) {
            issues.error(path, "a field with `[*]`", "`" + name + "`", "name the elements: `" + name + "[*]`");
        }
        limit(fieldCounts.merge(Comparison.foldName(name), 1, Integer::sum), Limit.FIELD_COUNTS_PER_ARRAY, path);
        return field;
    }

    private void limit(int number, Limit limit, String path) {
        if (number == limit.value() + 1) {
            issues.error(
                    path,
                    "at most `" + limit.value() + "` of these counts (limit `" + limit + "`)",
                    "more",
                    "join counts into one");
        }
    }
}

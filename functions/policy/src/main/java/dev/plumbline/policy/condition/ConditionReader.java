package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.JsonPath;
import dev.plumbline.policy.Limit;
import dev.plumbline.policy.condition.TemplateNames.CountName;
import dev.plumbline.policy.operator.Exists;
import dev.plumbline.policy.operator.Operator;
import dev.plumbline.policy.template.Place;
import dev.plumbline.policy.template.Template;
import dev.plumbline.policy.value.Comparison;
import dev.plumbline.policy.value.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
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

    private static final List<String> WORDS = words();

    private final RuleNames names;
    private final Issues issues;
    private final Place place;
    private final Limit most;
    private final Map<String, Integer> fieldCounts = new HashMap<>();
    private final Map<Written, Subject> subjects = new HashMap<>();
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

    private static List<String> words() {
        List<String> words = new ArrayList<>(Operator.names());
        words.addAll(List.of("allOf", "anyOf", "not", "field", "value", "count", "where", "name"));
        return List.copyOf(words);
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
            issues.error(path, "a condition, which is an object", found(node), "write `{\"field\": …}` or the like");
            return NONE;
        }
        Shape shape = new Shape(node, path);
        boolean sound = shape.sound();
        // What is wrong inside a condition is said at once, also where the condition itself is wrong.
        Condition condition = switch (shape.subject) {
            case "" -> NONE;
            case "allof" -> AllOf.of(children(shape, around, level));
            case "anyof" -> AnyOf.of(children(shape, around, level));
            case "not" -> new Not(read(shape.value, shape.path(), around, level + 1));
            case "field" -> field(shape, around);
            case "value" -> value(shape, around);
            default -> count(shape, around, level);
        };
        return sound ? condition : NONE;
    }

    private static String found(JsonNode node) {
        return node.isMissingNode() ? "none" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** The members of a condition, sorted into what it is about and how it is compared. */
    private final class Shape {
        private final String at;
        private String subject = "";
        private String spelled = "";
        private JsonNode value = MissingNode.getInstance();
        private @Nullable Operator operator;
        private String operatorSpelled = "";
        private JsonNode operand = MissingNode.getInstance();
        private int subjects;
        private int operators;
        private final int before;
        private final boolean strange;

        private Shape(JsonNode node, String path) {
            at = path;
            before = issues.errors();
            Iterator<Map.Entry<String, JsonNode>> members = node.fields();
            while (members.hasNext()) {
                Map.Entry<String, JsonNode> member = members.next();
                take(member.getKey(), member.getValue());
            }
            strange = issues.errors() != before;
        }

        private void take(String key, JsonNode node) {
            String folded = Comparison.fold(key);
            switch (folded) {
                case "allof", "anyof", "not", "field", "value", "count" -> {
                    subjects++;
                    subject = subjects == 1 ? folded : subject;
                    spelled = subjects == 1 ? key : spelled;
                    value = subjects == 1 ? node : value;
                }
                default -> {
                    Operator named = Operator.named(folded);
                    if (named == null) {
                        unknown(key);
                        return;
                    }
                    operators++;
                    operator = named;
                    operatorSpelled = key;
                    operand = node;
                }
            }
        }

        private void unknown(String key) {
            issues.error(
                    JsonPath.member(at, key),
                    "`field`, `value` or `count` with one operator, or `allOf`, `anyOf` or `not`",
                    "`" + key + "`",
                    Spelling.didYouMean(key, WORDS, "remove it"));
        }

        /** Says what is missing or too much; a word that is not known may be what is missing, and has been reported. */
        private boolean sound() {
            if (strange && subjects + operators <= 1) {
                return false;
            }
            if (subjects != 1) {
                issues.error(
                        at,
                        "exactly one of `field`, `value`, `count`, `allOf`, `anyOf`, `not`",
                        subjects == 0 ? "none" : "`" + subjects + "`",
                        subjects == 0 ? "add one" : "keep one and join the others with `allOf`");
                return false;
            }
            boolean joined = subject.equals("allof") || subject.equals("anyof") || subject.equals("not");
            if (operators != (joined ? 0 : 1)) {
                issues.error(
                        at,
                        joined ? "`" + spelled + "` alone" : "exactly one operator beside `" + spelled + "`",
                        operators == 0 ? "none" : "`" + operators + "`, the last `" + operatorSpelled + "`",
                        operators == 0 ? "add one, such as `equals`" : "keep one and join the others with `allOf`");
                return false;
            }
            return issues.errors() == before;
        }

        private String path() {
            return JsonPath.member(at, spelled);
        }

        private String operandPath() {
            return JsonPath.member(at, operatorSpelled);
        }

        private Operator operator() {
            Operator known = operator;
            return known == null ? Operator.EQUALS : known;
        }
    }

    private List<Condition> children(Shape shape, @Nullable CountName around, int level) {
        List<Condition> children = new ArrayList<>();
        if (!shape.value.isArray()) {
            issues.error(shape.path(), "an array of conditions", found(shape.value), "put the condition in `[ ]`");
            return children;
        }
        long before = dependence;
        long all = Dependence.NONE;
        long[] each = new long[shape.value.size()];
        for (int i = 0; i < each.length; i++) {
            dependence = Dependence.NONE;
            children.add(read(shape.value.get(i), JsonPath.element(shape.path(), i), around, level + 1));
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

    private Condition field(Shape shape, @Nullable CountName around) {
        if (!shape.value.isTextual() || shape.value.textValue().isEmpty()) {
            issues.error(shape.path(), "a field's name", found(shape.value), "name a field or an alias");
            return NONE;
        }
        String name = shape.value.textValue();
        if (isExpression(name)) {
            TemplateNames reads = new TemplateNames(names, around, place);
            Template template = names.compile(shape.value, reads, shape.path());
            names.noteComputed();
            dependence = Dependence.ANY;
            return FieldCondition.computed(template, criterion(shape, around, false));
        }
        String literal = name.startsWith("[[") ? name.substring(1) : name;
        Field field = names.field(literal, shape.path());
        if (field.kind() == Field.Kind.VIEW && shape.operand.isTextual()) {
            noteView(shape.operand.textValue());
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

    private Criterion criterion(Shape shape, @Nullable CountName around, boolean location) {
        Operator operator = shape.operator();
        if (shape.operand.isMissingNode()) {
            return Criterion.of(operator, Template.literal(shape.operand), location, Run.NO_SLOT);
        }
        boolean literal = !shape.operand.isTextual() || !isExpression(shape.operand.textValue());
        if (operator == Operator.EXISTS && literal && !Exists.accepts(shape.operand)) {
            issues.error(shape.operandPath(), "`true` or `false`", "`" + shape.operand + "`", "write one of the two");
        }
        TemplateNames reads = new TemplateNames(names, around, place);
        Template operand = names.compile(shape.operand, reads, shape.operandPath());
        dependence |= reads.dependence();
        if (around == null || operand.constant() || !around.run().independent(reads.dependence())) {
            return Criterion.of(operator, operand, location, Run.NO_SLOT);
        }
        return Criterion.of(operator, operand, location, around.run().slot());
    }

    private Condition value(Shape shape, @Nullable CountName around) {
        String source = source(shape.value);
        Written written = new Written(around == null ? null : around.run(), source);
        Subject subject = subjects.get(written);
        if (subject == null) {
            TemplateNames reads = new TemplateNames(names, around, place);
            Template template = names.compile(shape.value, reads, shape.path());
            subject = new Subject(template, reads.reads(), reads.dependence());
        } else {
            names.count(subject.template(), shape.path());
        }
        dependence |= subject.dependence();
        if (shape.value.isTextual()) {
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

    private Condition count(Shape shape, @Nullable CountName around, int level) {
        if (!shape.value.isObject()) {
            issues.error(shape.path(), "an object with `field` or `value`", found(shape.value), "write one");
            return NONE;
        }
        CountShape count = new CountShape(shape.value, shape.path());
        boolean sound = count.sound();
        if (!sound && !count.field.isTextual() && count.value.isMissingNode()) {
            return NONE;
        }
        int depth = around == null ? 0 : around.depth() + 1;
        CountName inside;
        Counted counted;
        if (count.field.isTextual()) {
            String name = count.field.textValue();
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
            Template template = names.compile(count.value, reads, count.valuePath());
            Reads read = reads.reads();
            boolean ofParameters = reads.parametersOnly();
            // A count without a name is found by current() alone.
            String name = count.name.isTextual() ? Comparison.foldName(count.name.textValue()) : "\u0000";
            counted = new Counted.OfValue(template, name, source(count.value), read);
            Run run = new Run(depth, depth, reads.dependence());
            inside = new CountName(around, depth, name, false, ofParameters, run);
            valueCounts++;
            limit(valueCounts, Limit.VALUE_COUNTS, count.valuePath());
        }
        long before = dependence;
        dependence = Dependence.NONE;
        Condition where = count.where.isMissingNode()
                ? null
                : read(count.where, JsonPath.member(count.at, "where"), inside, level + 1);
        Run run = inside.run();
        Memory memory = run.steady(dependence) ? inside.memory(dependence) : null;
        dependence = before | run.outside(dependence);
        return CountCondition.of(counted, where, memory, criterion(shape, around, false));
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

    /** The members of a count. */
    private final class CountShape {
        private final String at;
        private final int before;
        private JsonNode field = MissingNode.getInstance();
        private JsonNode value = MissingNode.getInstance();
        private JsonNode name = MissingNode.getInstance();
        private JsonNode where = MissingNode.getInstance();

        private CountShape(JsonNode node, String path) {
            at = path;
            before = issues.errors();
            Iterator<Map.Entry<String, JsonNode>> members = node.fields();
            while (members.hasNext()) {
                Map.Entry<String, JsonNode> member = members.next();
                take(member.getKey(), member.getValue());
            }
        }

        private void take(String key, JsonNode node) {
            switch (Comparison.fold(key)) {
                case "field" -> field = node;
                case "value" -> value = node;
                case "name" -> name = node;
                case "where" -> where = node;
                default ->
                    issues.error(
                            JsonPath.member(at, key),
                            "`field` or `value`, `name`, `where`",
                            "`" + key + "`",
                            Spelling.didYouMean(key, List.of("field", "value", "name", "where"), "remove it"));
            }
        }

        private boolean sound() {
            if (field.isMissingNode() == value.isMissingNode()) {
                issues.error(
                        at,
                        "exactly one of `field` and `value`",
                        field.isMissingNode() ? "none" : "both",
                        "say what is counted");
            } else if (!field.isMissingNode() && !field.isTextual()) {
                issues.error(fieldPath(), "a field with `[*]`", found(field), "name the elements");
            }
            if (!name.isMissingNode() && !name.isTextual()) {
                issues.error(JsonPath.member(at, "name"), "a text", found(name), "give the element a name");
            } else if (!name.isMissingNode() && value.isMissingNode()) {
                issues.error(
                        JsonPath.member(at, "name"),
                        "no `name` where a field is counted",
                        "`" + name.asText() + "`",
                        "remove it; `current()` takes the field's name");
            }
            return issues.errors() == before;
        }

        private String fieldPath() {
            return JsonPath.member(at, "field");
        }

        private String valuePath() {
            return JsonPath.member(at, "value");
        }
    }
}

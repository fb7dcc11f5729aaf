package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.Limit;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.World;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.operator.Weight;
import dev.plumbline.policy.template.BudgetExceeded;
import dev.plumbline.policy.template.EvaluationFailure;
import dev.plumbline.policy.template.Frame;
import dev.plumbline.policy.template.Template;
import dev.plumbline.policy.value.Comparison;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One evaluation of one definition on one resource: what it reads, and what work it has left. One thread only. */
public final class Evaluation implements Frame {

    private static final int STEPS_TO_RESOLVE = 16;
    private static final int LONGEST_SHOWN = 200;

    private final PreparedResource resource;
    private final PreparedResource judged;
    private final World world;
    private final Function<String, JsonNode> parameters;
    private final ObjectNode policyContext;
    private final Fields fields;

    private PreparedResource subject;
    private @Nullable Scope scope;
    private @Nullable Context context;
    private @Nullable Template latestTemplate;
    private @Nullable Scope latestScope;
    private int latestElement;
    private @Nullable JsonNode latest;
    private @Nullable Map<String, Field> named;
    private @Nullable Tally latestTally;
    private int steps = Limit.EVALUATION_STEPS.value();

    /**
     * Starts an evaluation.
     *
     * @param resource the document that fields are read from
     * @param judged the resource that the verdict is about, which a view has inside
     * @param parameters value by parameter name, ignoring case
     * @param policyContext the members of {@code policy()}; empty: those of the world's context
     */
    public Evaluation(
            PreparedResource resource,
            PreparedResource judged,
            World world,
            Function<String, JsonNode> parameters,
            ObjectNode policyContext,
            Fields fields) {
        this.resource = resource;
        this.judged = judged;
        this.world = world;
        this.parameters = parameters;
        this.policyContext = policyContext;
        this.fields = fields;
        this.subject = resource;
    }

    /** The document that the function {@code field()} reads. */
    public PreparedResource resource() {
        return resource;
    }

    /** The document that field conditions read: the related resource inside an existence condition. */
    public PreparedResource subject() {
        return subject;
    }

    /** Makes field conditions read another document. */
    public void turnTo(PreparedResource other) {
        subject = other;
    }

    /** Starts the budget anew: what explains a verdict is not part of finding it. */
    public void refresh() {
        steps = Limit.EVALUATION_STEPS.value();
    }

    @Override
    public void spend(int wanted) {
        steps -= wanted;
        if (steps < 0 || wanted < 0) {
            throw new BudgetExceeded("evaluation: expected at most `" + Limit.EVALUATION_STEPS.value()
                    + "` steps (limit `EVALUATION_STEPS`), found more; make the rule or its arrays smaller");
        }
    }

    @Override
    public JsonNode parameter(String name) {
        return parameters.apply(name);
    }

    @Override
    public JsonNode field(String name) {
        Field field = named(name);
        return read(field, bound(field, resource));
    }

    /** The field of a name that only this evaluation knows. */
    Field named(String name) {
        Map<String, Field> known = named == null ? new HashMap<>() : named;
        named = known;
        Field earlier = known.get(name);
        if (earlier != null) {
            spend(1 + name.length() / STEPS_TO_RESOLVE);
            return earlier;
        }
        Field field = resolved(name);
        known.put(name, field);
        return field;
    }

    private Field resolved(String name) {
        spend(STEPS_TO_RESOLVE);
        Fields.Resolution resolution = fields.resolve(name);
        if (resolution instanceof Fields.Resolution.Known known) {
            return known.field();
        }
        if (resolution instanceof Fields.Resolution.Unconfirmed) {
            throw new Undecided("expected a field or alias, found `" + shown(name)
                    + "`, whose path nothing confirms; give a catalogue of aliases that has it");
        }
        throw new EvaluationFailure("expected a field or alias, found `" + shown(name) + "`; correct the expression");
    }

    private static String shown(String name) {
        return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
    }

    /** What {@code field()} returns for a field inside the count at a depth. */
    JsonNode read(Field field, int depth) {
        PropertyPath path = field.path(resource);
        Scope around = around(depth, resource);
        PropertyPath below = below(around, path);
        if (around == null || below == null || below.wildcards() > 0) {
            return read(field, around == null ? PropertyPath.UNBOUND : around.at());
        }
        Field.checkReadable(resource, path);
        spend(1 + resource.readingSteps());
        JsonNode value = below.read(around.element());
        ArrayNode one = JsonNodeFactory.instance.arrayNode(1);
        return value.isMissingNode() ? one : one.add(value);
    }

    /** What the function {@code field()} returns: null for what is missing, an array where the name has elements. */
    JsonNode read(Field field, int[] bound) {
        PropertyPath path = field.path(resource);
        spend(resource.readingSteps());
        if (path.wildcards() > 0) {
            return field.collect(resource, path, bound, this);
        }
        JsonNode value = field.read(resource, path);
        return value.isMissingNode() ? NullNode.getInstance() : value;
    }

    @Override
    public JsonNode current(@Nullable String name) {
        Scope innermost = scope;
        if (innermost == null) {
            throw new EvaluationFailure("`current()`: expected to stand inside a count, found none around it");
        }
        if (name == null) {
            return innermost.element();
        }
        String folded = Comparison.foldName(name);
        for (Scope each = innermost; each != null; each = each.outer()) {
            if (Scope.inside(folded, each.name())) {
                String rest = name.substring(each.name().length());
                return rest.isEmpty()
                        ? each.element()
                        : PropertyPath.parse(rest).read(each.element());
            }
        }
        throw new EvaluationFailure("`current()`: expected the name of a count around it, found `" + shown(name) + "`");
    }

    @Override
    public JsonNode context(String member) {
        if (member.equals("policy") && !policyContext.isEmpty()) {
            return policyContext;
        }
        Context known = context;
        if (known == null) {
            known = world.context(judged);
            context = known;
        }
        JsonNode value = known.member(member);
        if (value.isMissingNode()
                && member.equals("requestContext")
                && !judged.apiVersion().isEmpty()) {
            return JsonNodeFactory.instance.objectNode().put("apiVersion", judged.apiVersion());
        }
        return value;
    }

    // Counts

    /** What a count has come to in this evaluation, whatever is around it; null if it is not known. */
    @Nullable
    Tally tally(JsonNode count) {
        return Tally.known(count, subject, latestTally);
    }

    Tally newTally(JsonNode count) {
        Tally tally = Tally.of(count, subject, latestTally);
        latestTally = tally;
        return tally;
    }

    @Nullable
    Scope scope() {
        return scope;
    }

    Scope open(String name, @Nullable PreparedResource counted) {
        Scope opened = new Scope(scope, name, counted);
        scope = opened;
        return opened;
    }

    void close(Scope opened) {
        scope = opened.outer();
    }

    /** The count of a resource's elements at a depth; null if there is none. */
    @Nullable
    Scope around(int depth, PreparedResource read) {
        Scope innermost = scope;
        Scope around = depth < 0 || innermost == null ? null : innermost.at(depth);
        return around != null && around.counts(read) ? around : null;
    }

    /** The elements that a field's first wildcards stand for, by the count around it at a depth. */
    int[] bound(int depth, PreparedResource read) {
        Scope around = around(depth, read);
        return around == null ? PropertyPath.UNBOUND : around.at();
    }

    /** What a path has below the element that the count at a depth has arrived at; null if it leads elsewhere. */
    static @Nullable PropertyPath below(@Nullable Scope around, PropertyPath path) {
        PropertyPath counting = around == null ? null : around.path();
        return counting == null ? null : path.below(counting);
    }

    /** The same elements for a field whose name only this evaluation knows. */
    int[] bound(Field field, PreparedResource read) {
        String folded = Comparison.foldName(field.name());
        for (Scope each = scope; each != null; each = each.outer()) {
            if (each.counts(read) && Scope.inside(folded, each.name())) {
                return each.at();
            }
        }
        return PropertyPath.UNBOUND;
    }

    /**
     * The value of a template that stands right inside the innermost count, or outside of all: for one element it stays the
     * same.
     *
     * <p>Rules like to compare one expression with several things, one condition after the other.
     */
    @SuppressWarnings("ReferenceEquality") // another opening of the same count is another scope
    JsonNode value(Template template) {
        Scope innermost = scope;
        int element = innermost == null ? 0 : innermost.number();
        JsonNode value = latest;
        if (template != latestTemplate || value == null || innermost != latestScope || element != latestElement) {
            value = template.evaluate(this);
            latestTemplate = template;
            latestScope = innermost;
            latestElement = element;
            latest = value;
        }
        return value;
    }

    /** Pays for looking at a value that is long or has much inside. */
    void pay(JsonNode value) {
        if (value.isTextual() || value.isContainerNode()) {
            int weight = Weight.of(value);
            if (weight > 0) {
                spend(weight);
            }
        }
    }
}

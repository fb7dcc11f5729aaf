package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.condition.AllOf;
import dev.plumbline.policy.condition.Condition;
import dev.plumbline.policy.condition.Evaluation;
import dev.plumbline.policy.condition.Explanation;
import dev.plumbline.policy.condition.Fields;
import dev.plumbline.policy.condition.Undecided;
import dev.plumbline.policy.effect.Details;
import dev.plumbline.policy.effect.Effect;
import dev.plumbline.policy.template.BudgetExceeded;
import dev.plumbline.policy.template.EvaluationFailure;
import dev.plumbline.policy.template.Template;
import dev.plumbline.policy.value.Comparison;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A definition with its parameter values filled in.
 *
 * <p>Immutable and safe to share between threads. Evaluating never throws for what a rule or a resource contains; what a
 * {@link World} throws passes through.
 */
public final class BoundDefinition {

    /** How the types of views begin, in lower case. */
    static final String VIEWS = "plumbline.views/";

    private final Definition definition;
    private final Rule rule;
    private final Effect effect;
    private final String effectName;
    private final Function<String, JsonNode> parameters;
    private final Binding binding;
    private final Applicability applicability;
    private final ChangePlan changes;
    private final boolean overViews;
    /** The condition on resources that the rule is about by their type. */
    private final Condition asked;

    private final Details.@Nullable Existence existence;
    private final @Nullable Sought sought;
    private final @Nullable Triggered alwaysTriggered;
    private final @Nullable Verdict byDefault;
    /** The verdict on all resources that the rule is about, if there is but one. */
    private final @Nullable Verdict always;

    private final @Nullable String failure;

    BoundDefinition(
            Definition definition,
            Rule rule,
            Effect effect,
            String effectName,
            Function<String, JsonNode> parameters,
            Binding binding) {
        this.definition = definition;
        this.rule = rule;
        this.effect = effect;
        this.effectName = effectName;
        this.parameters = parameters;
        this.binding = binding;
        this.applicability = Applicability.of(definition, rule, effect, effectName);
        this.overViews = definition.mode().kind() == Mode.Kind.VIEWS;
        this.changes = new ChangePlan(rule, overViews, this::evaluation);
        String view = rule.view().map(name -> Comparison.fold(VIEWS + name)).orElse("");
        this.asked = applicability.types().size() == 1 ? rule.condition().typeKnown(view) : rule.condition();
        this.existence = existence(rule, effect);
        this.sought = existence == null ? null : Sought.always(existence).orElse(null);
        this.alwaysTriggered = rule.details()
                .constant()
                .map(details -> new Triggered(effectName, Optional.of(details)))
                .orElse(null);
        this.byDefault = alwaysTriggered != null && effect.family() == Effect.Family.ATTESTATION
                ? unattested(alwaysTriggered)
                : null;
        Condition condition = rule.condition();
        this.always =
                asked.constant().equals(Optional.of(true)) && rule.unconfirmed().isEmpty() ? byDefault : null;
        this.failure =
                (condition instanceof AllOf all ? all.failureWhereItApplies() : condition.failure()).orElse(null);
    }

    /** The definition. */
    public Definition definition() {
        return definition;
    }

    /** The policyDefinitionReferenceId it was bound for; may be empty. */
    public String referenceId() {
        return binding.referenceId();
    }

    /** The resolved effect's name as the definition, the parameter value or the override spells it. */
    public String effect() {
        return effectName;
    }

    /** What the rule must be told about. */
    public Triggers triggers() {
        Set<String> related = new HashSet<>();
        Optional<ExistenceScope> scope = Optional.empty();
        if (rule.details() instanceof Details.Existence existence && applicability.standing() == null) {
            existence
                    .member("type")
                    .flatMap(Template::constantValue)
                    .filter(JsonNode::isTextual)
                    .ifPresent(type -> related.add(Comparison.fold(type.textValue())));
            scope = Optional.of(existence
                    .member("existenceScope")
                    .flatMap(Template::constantValue)
                    .map(value -> ExistenceScope.named(value.asText("")))
                    .orElse(ExistenceScope.RESOURCE_GROUP));
        }
        return new Triggers(applicability.types(), related, rule.view(), overViews ? rule.sections() : Set.of(), scope);
    }

    /**
     * Says how a resource stands with the rule.
     *
     * @param resource the resource; for a rule over a view the resource that the view is about, or the view's document
     */
    public Verdict evaluate(PreparedResource resource, World world) {
        Verdict standing = applicability.standing();
        if (standing != null) {
            return standing;
        }
        if (overViews) {
            return evaluateView(resource, world);
        }
        Verdict outside = applicability.outside(resource, world);
        Verdict known = outside == null ? always : outside;
        return known != null
                ? known
                : judge(asked, evaluation(resource, resource, world, rule.fields()), resource, world);
    }

    private Evaluation evaluation(PreparedResource read, PreparedResource judged, World world, Fields fields) {
        return new Evaluation(read, judged, world, parameters, binding.policyContext(), fields);
    }

    private Verdict evaluateView(PreparedResource resource, World world) {
        if (resource.foldedType().startsWith(VIEWS)) {
            PreparedResource judged = PreparedResource.of(resource.at("resource"));
            return judgeView(rule.condition(), resource, judged, world);
        }
        Verdict outside = applicability.outside(resource, world);
        if (outside != null) {
            return outside;
        }
        String view = rule.view().orElse("");
        ViewDocument document = world.view(view, resource, rule.sections());
        if (document.document().isMissingNode() && document.unreadable().isEmpty()) {
            return Verdict.notApplicable("there is no view `" + view + "` of this resource");
        }
        return judgeView(asked, PreparedResource.view(document), resource, world);
    }

    private Verdict judgeView(Condition condition, PreparedResource view, PreparedResource judged, World world) {
        return judge(condition, evaluation(view, judged, world, rule.fields()), judged, world);
    }

    private Verdict judge(Condition condition, Evaluation evaluation, PreparedResource judged, World world) {
        try {
            Verdict unconfirmed = applicability.unconfirmed(judged);
            if (unconfirmed != null) {
                return rule.condition().applies(evaluation, true) ? unconfirmed : applicability.otherResource();
            }
            if (failure != null) {
                return undecided(evaluation, failure);
            }
            if (condition.holds(evaluation)) {
                return matched(evaluation, judged, world);
            }
            boolean applicable = effect.family() != Effect.Family.EXISTENCE
                    && rule.condition().applies(evaluation, true);
            return applicable ? Verdict.compliant() : applicability.otherResource();
        } catch (Undecided | BudgetExceeded | EvaluationFailure undecided) {
            return undecided(evaluation, String.valueOf(undecided.getMessage()));
        }
    }

    private Verdict undecided(Evaluation evaluation, String why) {
        evaluation.refresh();
        return rule.condition().applies(evaluation, true) ? Verdict.unknown(why) : applicability.otherResource();
    }

    private Verdict matched(Evaluation evaluation, PreparedResource judged, World world) {
        if (existence != null) {
            Sought now = sought == null ? Sought.in(existence, evaluation) : sought;
            return new ExistenceCheck(existence, now, evaluation, judged, world).verdict(() -> triggered(evaluation));
        }
        Optional<Triggered> triggered = Optional.of(triggered(evaluation));
        return switch (effect.family()) {
            case FINDING, EXISTENCE -> new Verdict(State.NON_COMPLIANT, triggered, reasons(evaluation), "");
            case PROTECTION ->
                new Verdict(
                        State.COMPLIANT,
                        triggered,
                        List.of(),
                        "`" + effectName + "` protects the resource, and says nothing about how it is set");
            case ATTESTATION -> byDefault != null ? byDefault : unattested(triggered(evaluation));
            default ->
                new Verdict(
                        State.NOT_APPLICABLE,
                        triggered,
                        List.of(),
                        "effect `" + effectName + "`: only the resource provider's own agent acts on it");
        };
    }

    /** What must exist beside a resource that the rule's condition holds for; null if nothing that could do. */
    private static Details.@Nullable Existence existence(Rule rule, Effect effect) {
        boolean asked = effect.family() == Effect.Family.FINDING || effect.family() == Effect.Family.EXISTENCE;
        return asked && rule.details() instanceof Details.Existence existence && !existence.futile() ? existence : null;
    }

    private Triggered triggered(Evaluation evaluation) {
        return alwaysTriggered != null
                ? alwaysTriggered
                : new Triggered(effectName, rule.details().resolve(evaluation));
    }

    private List<Reason> reasons(Evaluation evaluation) {
        evaluation.refresh();
        Explanation explanation = Explanation.plain();
        try {
            rule.condition().explain(evaluation, true, explanation);
        } catch (Undecided | BudgetExceeded | EvaluationFailure partial) {
            // The verdict stands; what was explained so far is better than nothing.
            return explanation.reasons();
        }
        return explanation.reasons();
    }

    /**
     * The number that a count of the rule comes to on a resource.
     *
     * @param path the path of a reason, ending in {@code [*]}
     * @return empty if the rule counts nothing there, or the count does not matter to how the resource stands, or it cannot
     *     be told from the resource alone
     */
    public Optional<JsonNode> counted(PreparedResource resource, String path) {
        if (overViews) {
            return Optional.empty();
        }
        World alone = World.offline(Context.empty(), Optional.empty());
        Evaluation evaluation = evaluation(resource, resource, alone, rule.fields());
        Explanation explanation = Explanation.withNumbers();
        try {
            boolean outcome = rule.condition().holds(evaluation);
            evaluation.refresh();
            rule.condition().explain(evaluation, outcome, explanation);
        } catch (Undecided | BudgetExceeded | EvaluationFailure unknown) {
            return Optional.empty();
        }
        return explanation.reasons().stream()
                .filter(reason -> reason.path().equals(path) && reason.actual().isInt())
                .map(Reason::actual)
                .findFirst();
    }

    /** What holds for a manual rule as long as nobody attests anything. */
    private static Verdict unattested(Triggered triggered) {
        return new Verdict(
                triggered.defaultState(),
                Optional.of(triggered),
                List.of(),
                "no attestation is in force, so the rule's default state holds; attest how the resource stands");
    }

    /** What the guards of the definition say about changing a resource. */
    public List<GuardResult> guards(PreparedResource resource, World world) {
        return changes.guards(resource, world);
    }

    /** The operations of a {@code modify} effect as they would be carried out on a resource; empty for other effects. */
    public List<PlannedOperation> operations(PreparedResource resource, World world) {
        return changes.operations(resource, world);
    }
}

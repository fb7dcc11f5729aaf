package dev.plumbline.policy;

import dev.plumbline.policy.effect.Effect;
import dev.plumbline.policy.value.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which resources a bound rule is about at all, before its condition is looked at.
 *
 * @param typesOfCondition the folded types that its condition allows; empty for any
 * @param onlyType the type if there is but one
 * @param standing the verdict that is the same for every resource, if there is one
 * @param otherType the verdict on resources of other types
 * @param otherResource the verdict on resources that the condition excludes by what they are
 */
record Applicability(
        Definition definition,
        Rule rule,
        Optional<Set<String>> typesOfCondition,
        @Nullable String onlyType,
        @Nullable Verdict standing,
        Verdict otherType,
        Verdict otherResource) {

    static Applicability of(Definition definition, Rule rule, Effect effect, String effectName) {
        Optional<Set<String>> types = rule.condition().types(true);
        return new Applicability(
                definition,
                rule,
                types,
                types.filter(all -> all.size() == 1)
                        .map(all -> all.iterator().next())
                        .orElse(null),
                standing(definition, effect, effectName),
                Verdict.notApplicable(
                        "expected a resource of type " + shown(types.orElse(Set.of())) + ", found one of another type"),
                Verdict.notApplicable(
                        effect.family() == Effect.Family.EXISTENCE
                                ? "the rule's `if` does not hold for the resource"
                                : "the rule is not about resources of this type, kind and name"));
    }

    private static String shown(Set<String> types) {
        List<String> sorted =
                types.stream().sorted().limit(5).map(type -> "`" + type + "`").toList();
        return String.join(", ", sorted) + (types.size() > 5 ? ", …" : "");
    }

    private static @Nullable Verdict standing(Definition definition, Effect effect, String effectName) {
        if (definition.policyType() == PolicyType.STATIC) {
            return Verdict.notApplicable("policy type `Static`: Microsoft looks after this itself and attests it");
        }
        if (definition.mode().kind() == Mode.Kind.PROVIDER) {
            return Verdict.notApplicable(
                    "mode `" + definition.mode().name() + "`: only the resource provider's own agent evaluates it");
        }
        if (effect == Effect.DISABLED) {
            return Verdict.notApplicable("the effect is `" + effectName + "`");
        }
        return null;
    }

    /** The folded types that the rule is about; empty for any. */
    Set<String> types() {
        return typesOfCondition.orElse(Set.of());
    }

    /** The verdict on a resource that the rule is not about by type, mode or scope; null if it is. */
    @Nullable
    Verdict outside(PreparedResource resource, World world) {
        boolean ofType = onlyType != null
                ? onlyType.equals(resource.foldedType())
                : typesOfCondition.isEmpty() || typesOfCondition.get().contains(resource.foldedType());
        if (!ofType) {
            return otherType;
        }
        if (definition.mode().kind() == Mode.Kind.INDEXED && !indexed(resource)) {
            return Verdict.notApplicable(
                    "mode `Indexed`: resources of type `" + resource.type() + "` have neither tags nor a location");
        }
        // The policy language cannot say what leans on what, so the world is asked.
        DefinitionScope scope = definition.scope();
        if (scope == DefinitionScope.ALL) {
            return null;
        }
        return switch (world.reach(scope, resource)) {
            case INSIDE -> null;
            case OUTSIDE ->
                Verdict.notApplicable(
                        scope == DefinitionScope.WORKLOAD
                                ? "no AI account, workspace or registry leans on the resource"
                                : "the subscription holds no AI account, workspace or registry");
            case UNKNOWN -> Verdict.unknown("it could not be read whether an AI workload leans on the resource");
        };
    }

    private boolean indexed(PreparedResource resource) {
        String type = resource.foldedType();
        if (type.equals("microsoft.resources/subscriptions")
                || type.equals("microsoft.resources/subscriptions/resourcegroups")
                || type.equals("microsoft.resources/resourcegroups")) {
            return false;
        }
        boolean own =
                !resource.at("tags").isMissingNode() || !resource.at("location").isMissingNode();
        // A top-level resource of a type that nothing is known about has both, as nearly all of them do.
        return own
                || rule.targets()
                        .indexed(type)
                        .orElse(type.chars().filter(c -> c == '/').count() < 2);
    }

    /**
     * The verdict where an alias of the rule is not confirmed; null if all that matter are.
     *
     * <p>One that belongs to another of the types tested does not matter on a resource.
     */
    @Nullable
    Verdict unconfirmed(PreparedResource judged) {
        if (rule.unconfirmed().isEmpty()) {
            return null;
        }
        Set<String> tested = types();
        List<String> aliases = rule.unconfirmed().stream()
                .filter(alias -> {
                    String owner = Comparison.fold(alias.substring(0, Math.max(0, alias.lastIndexOf('/'))));
                    return owner.equals(judged.foldedType()) || !tested.contains(owner);
                })
                .sorted()
                .toList();
        return aliases.isEmpty()
                ? null
                : Verdict.unknown("expected aliases that the catalogue has, found `" + String.join("`, `", aliases)
                        + "`; give a catalogue of aliases that has them");
    }
}

package dev.plumbline.policy.baseline;

import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.Mode;
import dev.plumbline.policy.value.Comparison;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The resource types that a definition judges: those its rule tests, else those that its view is about. */
final class TargetTypes {
    private static final Map<String, String> OF_VIEWS = Map.of(
            "aiaccount", "microsoft.cognitiveservices/accounts",
            "mlworkspace", "microsoft.machinelearningservices/workspaces",
            "subscription", "microsoft.resources/subscriptions",
            "tenant", "microsoft.resources/tenants");

    private TargetTypes() {}

    /** The types with case folded; empty for any type. */
    static Set<String> of(BoundDefinition bound) {
        Set<String> tested = bound.triggers().types();
        if (!tested.isEmpty() || bound.definition().mode().kind() != Mode.Kind.VIEWS) {
            return tested.stream().map(Comparison::fold).collect(Collectors.toUnmodifiableSet());
        }
        String view = Comparison.fold(bound.triggers().view().orElse(""));
        return OF_VIEWS.containsKey(view) ? Set.of(OF_VIEWS.get(view)) : Set.of();
    }
}

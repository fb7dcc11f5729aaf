package dev.plumbline.policy.baseline;

import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.DefinitionScope;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.Verdict;
import dev.plumbline.policy.World;

/** Judges by {@code metadata.scope} first: the policy language cannot say what leans on what, so the engine asks the world. */
public final class Reach {
    private Reach() {}

    /** The verdict of a definition on a resource: not applicable, or unknown, before the rule is asked where its scope says so. */
    public static Verdict judge(BoundDefinition bound, PreparedResource resource, World world) {
        DefinitionScope scope = bound.definition().scope();
        if (scope == DefinitionScope.ALL) {
            return bound.evaluate(resource, world);
        }
        return switch (world.reach(scope, resource)) {
            case INSIDE -> bound.evaluate(resource, world);
            case OUTSIDE ->
                Verdict.notApplicable(
                        scope == DefinitionScope.WORKLOAD
                                ? "no AI account, workspace or registry leans on the resource"
                                : "the subscription holds no AI account, workspace or registry");
            case UNKNOWN -> Verdict.unknown("it could not be read whether an AI workload leans on the resource");
        };
    }
}

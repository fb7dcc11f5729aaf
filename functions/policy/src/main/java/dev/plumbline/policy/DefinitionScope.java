package dev.plumbline.policy;

/** To which resources a definition applies, beyond what its rule can say: {@code metadata.scope}. */
public enum DefinitionScope {
    /** Only what an AI account, workspace or registry leans on. */
    WORKLOAD,
    /** Only resources in subscriptions that hold a workload. */
    SUBSCRIPTION,
    /** Every resource, as Azure judges; the default. */
    ALL
}

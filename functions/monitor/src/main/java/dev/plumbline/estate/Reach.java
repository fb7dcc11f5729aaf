package dev.plumbline.estate;

import dev.plumbline.policy.Membership;

/** Whether a resource is inside what a rule applies to; throws {@link TransientFailure} where a read may succeed later. */
public interface Reach {
    /** Whether an AI account, workspace or registry leans on it. */
    Membership workload(ResourceId id);

    /** Whether its subscription holds an AI account, workspace or registry. */
    Membership subscription(ResourceId id);
}

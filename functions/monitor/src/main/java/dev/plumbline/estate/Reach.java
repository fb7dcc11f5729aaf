package dev.plumbline.estate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Membership;

/** Whether a resource is inside what a rule applies to; throws {@link TransientFailure} where a read may succeed later. */
public interface Reach {
    /** Whether an AI account, workspace or registry leans on it, by what refers to what or by the tag that says so. */
    Membership workload(ResourceId id);

    /** The same for a resource whose document has just been read. */
    Membership workload(ResourceId id, JsonNode document);

    /** Whether its subscription holds an AI account, workspace or registry. */
    Membership subscription(ResourceId id);
}

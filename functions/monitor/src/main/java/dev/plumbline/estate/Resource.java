package dev.plumbline.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A resource as it was read. The JSON belongs to whoever evaluates it and is never changed.
 *
 * @param id the id, as Azure Resource Manager spells it
 * @param json the whole answer
 * @param apiVersion the version it was read with
 * @param etag the entity tag, for a conditional write
 * @param readAt when the request that read it was sent: the state is at least as new as this
 */
public record Resource(ResourceId id, ObjectNode json, String apiVersion, Optional<String> etag, Instant readAt) {
    /** The full type, from the id. */
    public String type() {
        return id.type();
    }
}

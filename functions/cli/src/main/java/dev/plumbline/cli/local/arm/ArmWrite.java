package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.time.Instant;
import java.util.Optional;

/**
 * One change that Resource Manager accepted: what an event about it needs.
 *
 * @param operationName as in {@code Microsoft.CognitiveServices/accounts/write}
 * @param before the resource before; empty where it was made, and for an action
 * @param after the resource after; empty where it was deleted, and for an action
 * @param request the request as it came
 * @param httpStatus what was answered: 201 says that it was made
 */
public record ArmWrite(
        Kind kind,
        ResourceId id,
        String operationName,
        Optional<ObjectNode> before,
        Optional<ObjectNode> after,
        Caller caller,
        Request request,
        Instant time,
        int httpStatus) {
    /** The kind of change, as the event's type says it. */
    public enum Kind {
        WRITE,
        DELETE,
        ACTION
    }

    /** What an event says of the HTTP request behind it. */
    public record Request(String method, String url, String clientRequestId, String correlationId) {}

    /** Whether the resource was not there before. */
    public boolean created() {
        return kind == Kind.WRITE && before.isEmpty();
    }
}

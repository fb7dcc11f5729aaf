package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One operation of a {@code modify} effect as it would be carried out on a resource.
 *
 * @param operation {@code add}, {@code addOrReplace} or {@code remove}
 * @param field the field as the definition names it
 * @param path the property path on the resource, for its API version
 * @param value the value to set; a missing node for {@code remove}
 * @param condition whether the operation's own condition holds; it is carried out only if {@code TRUE}
 */
public record PlannedOperation(
        String operation, String field, String path, JsonNode value, GuardResult.Holds condition) {}

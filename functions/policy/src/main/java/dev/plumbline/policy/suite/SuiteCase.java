package dev.plumbline.policy.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One case of a suite.
 *
 * @param name unique in its suite
 * @param resource the resource under evaluation, patched
 * @param related the related resources; empty if they are unknown or cannot be read
 * @param parameters bare values by name
 * @param apiVersion the version that the resource was read with; may be empty
 * @param context the context with {@code utcNow}
 * @param view the view's document, if one is given
 * @param leanedOn whether the resource is part of a workload, for {@code metadata.scope}
 * @param expectation what must come out
 */
public record SuiteCase(
        String name,
        JsonNode resource,
        Optional<List<JsonNode>> related,
        Map<String, JsonNode> parameters,
        String apiVersion,
        ObjectNode context,
        Optional<ObjectNode> view,
        boolean leanedOn,
        Expectation expectation) {

    /** Copies the parameters. */
    public SuiteCase {
        parameters = Map.copyOf(parameters);
    }
}

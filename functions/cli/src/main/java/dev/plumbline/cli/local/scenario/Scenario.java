package dev.plumbline.cli.local.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens to an estate: requests to Resource Manager in their order, each with who sends it and how long after the one before. */
public record Scenario(String description, List<Step> steps) {
    /** A scenario of the given steps. */
    public Scenario {
        steps = List.copyOf(steps);
    }

    /** One request; {@code because} tells a reader what to look for. */
    public record Step(String name, Duration after, Who who, Request request, String because) {}

    /** The caller as Azure would put it into the event's claims. */
    public record Who(String name, String objectId, String type, String ip) {}

    /** A request to Resource Manager; {@code path} is a resource id, for an action with the action behind it. */
    public record Request(String method, String path, String apiVersion, Optional<JsonNode> body) {}
}

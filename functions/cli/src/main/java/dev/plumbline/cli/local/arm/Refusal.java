package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.types.Problem;
import dev.plumbline.estate.ResourceId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A request that is not done, with the status and the error body that Resource Manager answers. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<Problem> details;

    Refusal(int status, String code, String message) {
        this(status, code, message, List.of());
    }

    private Refusal(int status, String code, String message, List<Problem> details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    static Refusal badBody(String message) {
        return new Refusal(400, "InvalidRequestContent", "The request content was invalid: " + message);
    }

    static Refusal badBody(List<Problem> problems) {
        return new Refusal(
                400,
                "InvalidRequestContent",
                "The request content was invalid: " + problems.get(0).message(),
                problems);
    }

    static Refusal notFound(ResourceId id) {
        if (id.type().equals("Microsoft.Resources/subscriptions")) {
            return new Refusal(404, "SubscriptionNotFound", "The subscription '" + id.name() + "' could not be found.");
        }
        if (id.type().equals("Microsoft.Resources/subscriptions/resourceGroups")) {
            return new Refusal(404, "ResourceGroupNotFound", "Resource group '" + id.name() + "' could not be found.");
        }
        String group = id.resourceGroup()
                .map(name -> " under resource group '" + name + "'")
                .orElse("");
        return new Refusal(
                404,
                "ResourceNotFound",
                "The Resource '" + id.type() + "/" + id.name() + "'" + group + " was not found.");
    }

    static Refusal wrongMethod(String method, String what) {
        return new Refusal(
                405, "MethodNotAllowed", "The HTTP method '" + method + "' is not supported by " + what + ".");
    }

    static Refusal precondition(ResourceId id) {
        return new Refusal(
                412,
                "PreconditionFailed",
                "The condition '" + id.name()
                        + "' was sent with is not met: it has changed, or does (not) exist; read it again.");
    }

    HttpAnswer answer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error").put("code", code).put("message", getMessage());
        if (!details.isEmpty()) {
            error.put("target", details.get(0).path());
            ArrayNode all = error.putArray("details");
            details.forEach(detail -> all.addObject()
                    .put("code", detail.code())
                    .put("target", detail.path())
                    .put("message", detail.message()));
        }
        return new HttpAnswer(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8", "x-ms-failure-cause", "gateway"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}

package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * What an assignment or an initiative's reference gives to a definition.
 *
 * @param parameters bare values by parameter name; names are matched ignoring case
 * @param effectOverride the effect that an assignment's override puts in place of the definition's own
 * @param referenceId the policyDefinitionReferenceId; may be empty
 * @param policyContext the members of {@code policy()}; empty: those of the evaluation's context
 */
public record Binding(
        Map<String, JsonNode> parameters,
        Optional<String> effectOverride,
        String referenceId,
        ObjectNode policyContext) {

    /** Copies the parameters. */
    public Binding {
        parameters = Map.copyOf(parameters);
    }

    /** Nothing but the definition's defaults. */
    public static Binding defaults() {
        return of(Map.of());
    }

    /** Parameter values alone. */
    public static Binding of(Map<String, JsonNode> parameters) {
        return new Binding(parameters, Optional.empty(), "", JsonNodeFactory.instance.objectNode());
    }
}

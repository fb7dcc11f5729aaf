package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.value.Comparison;
import java.util.Optional;

/**
 * The effect of a rule that matched.
 *
 * @param effect the effect's name as the definition or the parameter value spells it
 * @param details the effect's details with their expressions resolved; empty if the definition gives none
 */
public record Triggered(String effect, Optional<JsonNode> details) {

    /** What the details of a manual effect say holds until somebody attests; unknown where they say nothing of it. */
    State defaultState() {
        JsonNode state =
                details.map(known -> Comparison.member(known, "defaultState")).orElse(MissingNode.getInstance());
        return switch (Comparison.fold(state.asText(""))) {
            case "compliant" -> State.COMPLIANT;
            case "noncompliant" -> State.NON_COMPLIANT;
            default -> State.UNKNOWN;
        };
    }
}

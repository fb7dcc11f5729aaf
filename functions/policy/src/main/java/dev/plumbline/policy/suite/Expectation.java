package dev.plumbline.policy.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.GuardResult;
import dev.plumbline.policy.State;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a case must give; what is empty is not asked for.
 *
 * @param verdict the verdict
 * @param effect the effect in force, ignoring case
 * @param reasons the paths of the reasons, all of them and in order
 * @param guards the outcome of guards by name
 * @param operations the operations that would be carried out, all of them and in order
 * @param message a part of the message
 */
public record Expectation(
        State verdict,
        Optional<String> effect,
        Optional<List<String>> reasons,
        Map<String, GuardResult.Holds> guards,
        Optional<List<Operation>> operations,
        Optional<String> message) {

    /**
     * An operation of a {@code modify} effect.
     *
     * @param value missing for {@code remove}
     */
    public record Operation(String operation, String field, JsonNode value) {}

    /** Copies the map in its order. */
    public Expectation {
        guards = Collections.unmodifiableMap(new LinkedHashMap<>(guards));
    }
}

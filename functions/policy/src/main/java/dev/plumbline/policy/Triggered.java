package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The effect of a rule that matched.
 *
 * @param effect the effect's name as the definition or the parameter value spells it
 * @param details the effect's details with their expressions resolved; empty if the definition gives none
 */
public record Triggered(String effect, Optional<JsonNode> details) {}

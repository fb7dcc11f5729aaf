package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;

/** A node of a compiled template; immutable. */
sealed interface Node permits Constant {

    /** The node's value in this evaluation. */
    JsonNode evaluate(Frame frame);
}

package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.template.Frame;

/** An operator with its right side: decides about left sides. Immutable. */
@FunctionalInterface
public interface Check {

    /** What is false for every left side. */
    Check NEVER = (left, frame) -> false;

    /** What is true for every left side. */
    Check ALWAYS = (left, frame) -> true;

    /**
     * Whether it holds for a left side, which is null for a plain field that is missing, and missing below an element.
     *
     * @param frame pays for work that grows with the values
     */
    boolean holds(JsonNode left, Frame frame);

    /** The opposite. */
    default Check negated() {
        return (left, frame) -> !holds(left, frame);
    }
}

package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads one value of the resource under evaluation; resolved from its name while compiling. */
@FunctionalInterface
public interface FieldReader {

    /** The value, {@code NullNode} or {@code MissingNode} as the language asks for; never {@code null}. */
    JsonNode read(Frame frame);
}

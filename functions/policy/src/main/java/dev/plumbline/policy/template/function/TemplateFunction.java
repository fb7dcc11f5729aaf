package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A function whose value depends on its arguments alone.
 *
 * <p>Arguments are never missing: the caller answers missing for it. Implementations are stateless.
 */
@FunctionalInterface
public interface TemplateFunction {

    /**
     * The function's value.
     *
     * @throws FunctionFailure if it has none for these arguments
     */
    JsonNode apply(Arguments arguments);
}

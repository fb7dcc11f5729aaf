package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.template.function.Meter;
import org.jspecify.annotations.Nullable;

/**
 * The state of one evaluation, as templates see it.
 *
 * <p>Confined to one thread. No method returns {@code null}: what is not there is {@code MissingNode}.
 */
public interface Frame extends Meter {

    /** The parameter's value, else its default, else missing; ignores case. */
    JsonNode parameter(String name);

    /** {@code field(name)} for a name known only now. */
    JsonNode field(String name);

    /** {@code current(name)}, or the innermost count's element when the name is null. */
    JsonNode current(@Nullable String name);

    /** A member of the evaluation's context, such as {@code resourceGroup}, or {@code utcNow} as ISO 8601 text. */
    JsonNode context(String member);
}

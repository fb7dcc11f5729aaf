package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One condition that decided a {@code nonCompliant} verdict; safe to show, because secrets are already redacted.
 *
 * @param path the property's path on the resource with array indices filled in, or the expression that was judged
 * @param operator the operator as it effectively held: a true {@code not equals} reads {@code notEquals}
 * @param expected the value that the property was compared with
 * @param actual the property's value; JSON null where there is none
 */
public record Reason(String path, String operator, JsonNode expected, JsonNode actual) {

    /** What tells reasons apart at nearly all times comes first; a record would begin with the last of its components. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reason reason
                && path.equals(reason.path)
                && operator.equals(reason.operator)
                && expected.equals(reason.expected)
                && actual.equals(reason.actual);
    }

    /** Of what tells reasons apart at nearly all times: a value may be large. */
    @Override
    public int hashCode() {
        return 31 * path.hashCode() + operator.hashCode();
    }
}

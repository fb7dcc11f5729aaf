package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One condition that decided a {@code nonCompliant} verdict; safe to show, because secrets are already redacted.
 *
 * @param path the property's path on the resource with array indices filled in, or the expression that was judged
 * @param operator the operator as it effectively held: a true {@code not equals} reads {@code notEquals}
 * @param expected the value that the property was compared with
 * @param actual the property's value; JSON null where there is none
 */
public record Reason(String path, String operator, JsonNode expected, JsonNode actual) {

    /** Of what tells reasons apart at nearly all times: a value may be large. */
    @Override
    public int hashCode() {
        return 31 * path.hashCode() + operator.hashCode();
    }
}

package dev.plumbline.estate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tag that says of a resource that an AI workload leans on it, where no reference tells.
 *
 * @param name the tag's name
 * @param value the value it must have
 */
public record ScopeTag(String name, String value) {
    /** The tag that counts where the operator names no other. */
    public static final ScopeTag USUAL = new ScopeTag("ai-workload", "true");

    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_VALUE = 256;

    /** What Azure takes in a tag's name, less what would end the field that reads the tag. */
    private static final Pattern NAME = Pattern.compile("[^<>%&\\\\?/'\\[\\]\\p{Cntrl}]+");

    /** Reads {@code NAME=VALUE}; empty if it is none. */
    public static Optional<ScopeTag> parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || equals == text.length() - 1) {
            return Optional.empty();
        }
        ScopeTag tag = new ScopeTag(text.substring(0, equals), text.substring(equals + 1));
        boolean good = NAME.matcher(tag.name).matches()
                && tag.name.length() <= LONGEST_NAME
                && tag.value.length() <= LONGEST_VALUE;
        return good ? Optional.of(tag) : Optional.empty();
    }

    /** Whether the document of a resource has the tag; neither name nor value minds the case, as in the policy language. */
    public boolean isOn(JsonNode resource) {
        return Comparison.member(Comparison.member(resource, "tags"), name)
                .asText("")
                .equalsIgnoreCase(value);
    }

    @Override
    public String toString() {
        return name + "=" + value;
    }
}

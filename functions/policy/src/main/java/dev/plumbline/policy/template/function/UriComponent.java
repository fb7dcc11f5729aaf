package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** {@code uriComponent(text)}: everything but letters, digits and {@code -_.~} percent-encoded. */
final class UriComponent implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        byte[] bytes = arguments.string(0).getBytes(StandardCharsets.UTF_8);
        arguments.claim(bytes.length);
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte octet : bytes) {
            if (Encoded.unreserved(octet)) {
                text.append((char) octet);
            } else {
                text.append('%').append(hex(octet >> 4)).append(hex(octet));
            }
        }
        return arguments.text(text);
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit & 0xF, 16));
    }
}

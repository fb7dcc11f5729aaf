package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** {@code base64(text)}, of its UTF-8 bytes. */
final class Base64Encode implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        byte[] bytes = arguments.string(0).getBytes(StandardCharsets.UTF_8);
        arguments.claim(bytes.length * 4L / 3);
        return arguments.text(Base64.getEncoder().encodeToString(bytes));
    }
}

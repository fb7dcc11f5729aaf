package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** {@code dataUri(text)}. */
final class DataUri implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        byte[] bytes = arguments.scalarText(0).getBytes(StandardCharsets.UTF_8);
        arguments.claim(bytes.length * 4L / 3);
        return arguments.text(
                "data:text/plain;charset=utf8;base64," + Base64.getEncoder().encodeToString(bytes));
    }
}

package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** {@code dataUriToString(uri)}: of the base64 and the percent-encoded form. */
final class DataUriToString implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        String uri = arguments.string(0);
        int comma = uri.indexOf(',');
        if (comma < 0 || !uri.regionMatches(true, 0, "data:", 0, 5)) {
            throw arguments.failure(0, "a data URI");
        }
        String data = uri.substring(comma + 1);
        boolean base64 = uri.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64");
        return arguments.text(base64 ? Encoded.base64(data, 0, arguments) : Encoded.percent(data, 0, arguments));
    }
}

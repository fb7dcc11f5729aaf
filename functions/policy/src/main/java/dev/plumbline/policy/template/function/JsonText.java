package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON inside a string. */
final class JsonText {
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Structures.DEPTH_LIMIT)
                            .maxNumberLength(Numbers.DIGIT_LIMIT)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private JsonText() {}

    static JsonNode parse(String text, Arguments arguments) {
        arguments.claim(text.length());
        try {
            JsonNode value = READER.readValue(text);
            if (value == null || value.isMissingNode()) {
                throw arguments.failure(0, "JSON");
            }
            return Structures.checked(value, arguments);
        } catch (JsonProcessingException notJson) {
            throw arguments.failure(0, "JSON");
        }
    }
}

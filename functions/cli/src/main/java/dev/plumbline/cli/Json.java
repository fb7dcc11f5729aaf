package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.Reason;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** The JSON that commands print and write. */
public final class Json {
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .writer(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {}

    /** The node on several lines, without a line end. */
    public static String text(JsonNode node) {
        try {
            return WRITER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static ArrayNode reasons(List<Reason> reasons) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Reason reason : reasons) {
            ObjectNode object = array.addObject().put("path", reason.path()).put("operator", reason.operator());
            object.set("expected", present(reason.expected()));
            object.set("actual", present(reason.actual()));
        }
        return array;
    }

    static ArrayNode issues(List<Issue> issues) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Issue issue : issues) {
            array.addObject()
                    .put("severity", issue.severity().name().toLowerCase(Locale.ROOT))
                    .put("where", issue.where())
                    .put("path", issue.path())
                    .put("expected", issue.expected())
                    .put("found", issue.found())
                    .put("advice", issue.advice())
                    .put("message", issue.message());
        }
        return array;
    }

    private static JsonNode present(JsonNode node) {
        return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
    }
}

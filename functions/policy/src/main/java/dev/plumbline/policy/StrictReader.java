package dev.plumbline.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads one document token by token, without recursion, and goes on after a duplicate member so that all are reported.
 */
final class StrictReader {

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limit.NESTING.value())
                    .maxStringLength(Limit.STRING_CHARACTERS.value())
                    .maxNameLength(Limit.NAME_CHARACTERS.value())
                    .maxNumberLength(Limit.NUMBER_CHARACTERS.value())
                    .maxDocumentLength(Limit.DOCUMENT_CHARACTERS.value())
                    .build())
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Issues issues;
    private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
    private JsonNode root = MissingNode.getInstance();
    private String name = "";
    private int values;

    private StrictReader(JsonParser parser, Issues issues) {
        this.parser = parser;
        this.issues = issues;
    }

    static Compiled<Document> read(String where, String text) {
        if (text.length() > Limit.DOCUMENT_CHARACTERS.value()) {
            return tooLong(where, text.length());
        }
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return read(where, () -> FACTORY.createParser(clean));
    }

    static Compiled<Document> read(String where, byte[] bytes) {
        if (bytes.length > Limit.DOCUMENT_CHARACTERS.value()) {
            return tooLong(where, bytes.length);
        }
        return read(where, () -> FACTORY.createParser(bytes));
    }

    private static Compiled<Document> tooLong(String where, int length) {
        Issues issues = new Issues(where);
        issues.error(
                "$",
                "a document of at most " + Limit.DOCUMENT_CHARACTERS.value() + " characters",
                "`" + length + "`",
                "split it");
        return Compiled.failed(issues.list());
    }

    private interface Source {
        JsonParser open() throws IOException;
    }

    private static Compiled<Document> read(String where, Source source) {
        Issues issues = new Issues(where);
        JsonNode root = MissingNode.getInstance();
        try (JsonParser parser = source.open()) {
            StrictReader reader = new StrictReader(parser, issues);
            try {
                reader.readAll();
            } catch (StreamConstraintsException limit) {
                issues.error(reader.path(), "a document within the limits", limit.getOriginalMessage(), "shorten it");
            } catch (JsonProcessingException malformed) {
                issues.error(reader.path(), "JSON", reader.describe(malformed), "mend the syntax");
            }
            root = reader.root;
        } catch (IOException impossible) {
            issues.error("$", "text in a Unicode encoding", "`" + impossible.getMessage() + "`", "save it as UTF-8");
        }
        JsonNode result = root;
        return issues.result(() -> new Document(where, result));
    }

    private String describe(JsonProcessingException malformed) {
        String at = malformed.getLocation() == null
                ? ""
                : " at line " + malformed.getLocation().getLineNr() + ", column "
                        + malformed.getLocation().getColumnNr();
        // the parser says where the open bracket stands in words that only its authors understand
        return "`" + malformed.getOriginalMessage().replaceAll(" \\(start marker at .*", "") + "`" + at;
    }

    private void readAll() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            issues.error("$", "a JSON value", "an empty document", "write one");
            return;
        }
        while (token != null) {
            if (open.isEmpty() && !root.isMissingNode()) {
                issues.error("$", "the end of the document", "another value", "keep one value in a file");
                return;
            }
            accept(token);
            if (values > Limit.DOCUMENT_VALUES.value()) {
                issues.error("$", "at most " + Limit.DOCUMENT_VALUES.value() + " values", "more", "split the document");
                return;
            }
            token = parser.nextToken();
        }
    }

    private void accept(JsonToken token) throws IOException {
        switch (token) {
            case FIELD_NAME -> name = parser.currentName();
            case START_OBJECT -> push(NODES.objectNode());
            case START_ARRAY -> push(NODES.arrayNode());
            case END_OBJECT, END_ARRAY -> open.pop();
            default -> add(scalar(token));
        }
    }

    private void push(ContainerNode<?> container) {
        add(container);
        open.push(container);
    }

    private void add(JsonNode value) {
        values++;
        ContainerNode<?> parent = open.peek();
        if (parent == null) {
            root = value;
        } else if (parent instanceof ObjectNode object) {
            if (object.replace(name, value) != null) {
                issues.error(path(), "each member once", "`" + name + "` a second time", "remove one of the two");
            }
        } else if (parent instanceof ArrayNode array) {
            array.add(value);
        }
    }

    private JsonNode scalar(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private JsonNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    /** A number such as 1e999999999 is short to write and endless to print, so its exponent is bounded. */
    private JsonNode decimal() throws IOException {
        BigDecimal number;
        try {
            number = parser.getDecimalValue();
        } catch (NumberFormatException beyond) {
            return outOfScale();
        }
        return Math.abs((long) number.scale()) > Limit.NUMBER_SCALE.value() ? outOfScale() : NODES.numberNode(number);
    }

    private JsonNode outOfScale() throws IOException {
        issues.error(
                path(),
                "a number with an exponent within ±" + Limit.NUMBER_SCALE.value(),
                "`" + parser.getText() + "`",
                "write a smaller one");
        return NODES.numberNode(0);
    }

    private String path() {
        return JsonPath.of(parser.getParsingContext());
    }
}

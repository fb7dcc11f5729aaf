package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.value.Comparison;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The resource types that a definition names although it does not compile: where its unknown verdict belongs.
 *
 * <p>Every literal that {@code type} is compared with anywhere below {@code if}.
 */
final class SketchedTypes {
    private static final int MOST_VALUES = 100_000;

    private SketchedTypes() {}

    static Set<String> of(Optional<Document> document) {
        Set<String> types = new LinkedHashSet<>();
        Deque<JsonNode> open = new ArrayDeque<>();
        document.ifPresent(
                read -> open.add(DefinitionShelf.body(read).path("policyRule").path("if")));
        for (int seen = 0; !open.isEmpty() && seen < MOST_VALUES; seen++) {
            JsonNode node = open.remove();
            if (node.path("field").asText().toLowerCase(Locale.ROOT).equals("type")) {
                add(node.path("equals"), types);
                node.path("in").forEach(type -> add(type, types));
            }
            node.forEach(open::add);
        }
        return types;
    }

    private static void add(JsonNode type, Set<String> types) {
        if (type.isTextual()
                && type.textValue().contains("/")
                && !type.textValue().startsWith("[")) {
            types.add(Comparison.fold(type.textValue()));
        }
    }
}

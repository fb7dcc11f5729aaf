package dev.plumbline.policy.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.policy.operator.Operator;
import dev.plumbline.policy.template.function.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code LANGUAGE.md} says of functions and operators holds. */
class LanguageDocumentTest {
    private static final List<String> BY_NAME = List.of(
            "field",
            "current",
            "parameters",
            "resourceGroup",
            "subscription",
            "policy",
            "requestContext",
            "claims",
            "utcNow",
            "if",
            "and",
            "or",
            "coalesce");

    private static String text() throws IOException {
        return Files.readString(Path.of("LANGUAGE.md"));
    }

    @Test
    void everyFunctionIsListedAndEveryListedOneIsThere() throws IOException {
        String text = text();
        int start = text.indexOf("| Kind | Functions |");
        String table = text.substring(start, text.indexOf("\n\n", start));
        List<String> listed = new ArrayList<>();
        for (String part : table.split("`", -1)) {
            if (part.matches("[A-Za-z0-9]+")) {
                listed.add(part);
            }
        }
        List<String> known = new ArrayList<>(Functions.names());
        known.addAll(BY_NAME);
        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void thereAreNineteenOperators() throws IOException {
        assertThat(text()).contains("all nineteen operators");
        assertThat(Operator.values()).hasSize(19);
    }
}

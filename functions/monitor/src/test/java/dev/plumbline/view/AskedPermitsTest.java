package dev.plumbline.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operations that rules ask for are those that a role's permissions are held against, and that the page about views lists. */
class AskedPermitsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CHECKOUT = Path.of("..", "..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]*`) \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern OPERATION = Pattern.compile("'(\\w+\\.\\w+/[\\w/]+)'");

    @Test
    void rulesAskForOperationsThatThereAre() throws IOException {
        Map<String, Set<String>> asked = new TreeMap<>();
        try (Stream<Path> files =
                Files.find(CHECKOUT.resolve("rules"), 3, (file, is) -> file.endsWith("policy.json"))) {
            for (Path file : files.toList()) {
                JsonNode rule = JSON.readTree(file.toFile()).path("properties");
                List<String> operations = new ArrayList<>();
                asked(rule.path("policyRule").path("if"), operations);
                rule.path("metadata").path("guards").forEach(guard -> asked(guard.path("if"), operations));
                operations.forEach(operation -> asked.computeIfAbsent(operation, key -> new TreeSet<>())
                        .add(String.valueOf(CHECKOUT.relativize(file))));
            }
        }
        assertThat(asked).hasSizeGreaterThan(5);
        asked.keySet().removeAll(known());
        assertThat(asked)
                .as("operations that no role is held against, and who asks")
                .isEmpty();
    }

    @Test
    void thePageListsThem() throws IOException {
        String page = Files.readString(CHECKOUT.resolve("docs/views.md"));
        String chapter = page.substring(page.indexOf("## Role assignments\n"), page.indexOf("## Policy assignments\n"));
        Set<String> listed = new TreeSet<>();
        Matcher row = ROW.matcher(chapter);
        while (row.find()) {
            String before = "";
            Matcher name = NAME.matcher(row.group(1));
            while (name.find()) {
                if (!name.group(1).startsWith("…")) {
                    before = name.group(1).substring(0, name.group(1).lastIndexOf('/') + 1);
                }
                listed.add(name.group(1).replace("…/", before));
            }
        }
        assertThat(listed).containsExactlyElementsOf(known());
    }

    @Test
    void aMisspeltOperationIsNoneOfThem() throws IOException {
        List<String> operations = new ArrayList<>();
        asked(JSON.readTree("""
                {"anyOf": [{"field": "roleAssignments[*].permits", "contains": "Microsoft.KeyVault/vaults/writes"},
                  {"value": "[contains(current('roleAssignments[*].permits'), 'Microsoft.KeyVault/vault/write')]", "equals": true},
                  {"field": "roleAssignments[*].permits[*]", "in": ["*", "Microsoft.KeyVault/vaults/write"]},
                  {"field": "event.operation", "equals": "Microsoft.KeyVault/vaults/delete"}]}"""), operations);
        operations.removeAll(known());
        assertThat(operations).containsExactly("Microsoft.KeyVault/vaults/writes", "Microsoft.KeyVault/vault/write");
    }

    private static Set<String> known() throws IOException {
        Set<String> known = new TreeSet<>();
        RolePermits.of(JSON.readTree("[{\"actions\": [\"*\"], \"dataActions\": [\"*\"]}]"))
                .forEach(operation -> known.add(operation.asText()));
        return known;
    }

    /** What a condition compares {@code permits} with. */
    private static void asked(JsonNode condition, List<String> into) {
        if (condition.path("field").asText().matches(".*\\.permits(\\[\\*])?")) {
            condition.properties().stream()
                    .filter(member -> !member.getKey().equals("field"))
                    .forEach(member -> {
                        JsonNode operand = member.getValue();
                        if (operand.isTextual() && !operand.textValue().startsWith("[")) {
                            into.add(operand.textValue());
                        }
                        operand.forEach(each -> into.add(each.asText()));
                    });
        }
        if (condition.isTextual() && condition.textValue().contains(".permits'")) {
            Matcher operation = OPERATION.matcher(condition.textValue());
            while (operation.find()) {
                into.add(operation.group(1));
            }
        }
        condition.forEach(inside -> asked(inside, into));
    }
}

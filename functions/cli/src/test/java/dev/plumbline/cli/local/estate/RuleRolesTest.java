package dev.plumbline.cli.local.estate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.estate.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The roles that a remediation names exist, and permit what it does; a role is judged by what it permits, not by its name. */
class RuleRolesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RULES = Path.of("..", "..", "rules");

    /** What a service asks for beside the write itself, because the resource points at another one. */
    private static final Map<String, List<String>> BESIDE = Map.of(
            "Microsoft.Network/privateEndpoints",
            List.of("Microsoft.Network/virtualNetworks/subnets/join/action"),
            "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
            List.of("Microsoft.Network/privateDnsZones/join/action"),
            "Microsoft.Insights/diagnosticSettings",
            List.of("Microsoft.OperationalInsights/workspaces/sharedKeys/action"));

    @Test
    void everyRemediationMayDoWhatItDoes() throws IOException {
        List<String> problems = new ArrayList<>();
        try (Stream<Path> files = Files.find(RULES, 3, (file, is) -> file.endsWith("policy.json"))) {
            for (Path file : files.sorted().toList()) {
                problems(JSON.readTree(file.toFile()))
                        .forEach(problem -> problems.add(RULES.relativize(file) + ": " + problem));
            }
        }
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "x, 25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68, ''",
        "x, a97b65f3-24c7-4388-baec-2e87135dc908, Microsoft.CognitiveServices/accounts/write",
        "x, 4a9ae827-6dc8-4573-8ac7-8239d42aa03f, Microsoft.CognitiveServices/accounts/write",
        "tags['owner'], 4a9ae827-6dc8-4573-8ac7-8239d42aa03f, ''",
        "tags['owner'], acdd72a7-3385-48ef-bd42-f606fba81ae7, Microsoft.Resources/tags/write",
        "x, 00000000-0000-0000-0000-000000000000, a built-in role"
    })
    void aRoleIsJudgedByWhatItPermits(String field, String role, String problem) throws IOException {
        JsonNode rule = JSON.readTree("""
                {"properties": {"policyRule": {
                  "if": {"field": "type", "equals": "Microsoft.CognitiveServices/accounts"},
                  "then": {"details": {
                    "roleDefinitionIds": ["/providers/Microsoft.Authorization/roleDefinitions/%s"],
                    "operations": [{"operation": "addOrReplace", "field": "%s", "value": "y"}]}}}}}""".formatted(role, field));
        if (problem.isEmpty()) {
            assertThat(problems(rule)).isEmpty();
        } else {
            assertThat(problems(rule)).first().asString().contains(problem);
        }
    }

    @Test
    void aDeploymentIsWrittenItselfAndWhatItDeploys() throws IOException {
        JsonNode rule = JSON.readTree("""
                {"properties": {"policyRule": {
                  "if": {"field": "type", "equals": "Microsoft.CognitiveServices/accounts"},
                  "then": {"details": {
                    "roleDefinitionIds": ["/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7"],
                    "deployment": {"properties": {"template": {"resources": [{"type": "Microsoft.Resources/deployments",
                      "properties": {"template": {"resources": [{"type": "Microsoft.Network/privateEndpoints"}]}}}]}}}}}}}}""");
        assertThat(problems(rule))
                .singleElement()
                .asString()
                .contains(
                        "Microsoft.Network/privateEndpoints/write",
                        "Microsoft.Network/virtualNetworks/subnets/join/action",
                        "Microsoft.CognitiveServices/accounts/privateEndpointConnectionsApproval/action",
                        "Microsoft.Resources/deployments/write");
    }

    private static List<String> problems(JsonNode rule) {
        JsonNode policy = rule.path("properties").path("policyRule");
        JsonNode details = policy.path("then").path("details");
        List<String> problems = new ArrayList<>();
        List<JsonNode> permissions = new ArrayList<>();
        for (JsonNode id : details.path("roleDefinitionIds")) {
            Optional<StoredResource> role = BuiltInRoles.all().find(ResourceId.parse(id.asText()));
            if (role.isEmpty()) {
                problems.add("expected a built-in role, found `" + id.asText() + "`");
            }
            role.ifPresent(
                    known -> known.json().path("properties").path("permissions").forEach(permissions::add));
        }
        Set<String> lacking = done(policy, details);
        lacking.removeIf(operation -> permissions.stream().anyMatch(block -> permits(block, operation)));
        if (!lacking.isEmpty()) {
            problems.add("expected roles that permit " + lacking + ", found " + details.path("roleDefinitionIds"));
        }
        return problems;
    }

    private static Set<String> done(JsonNode policy, JsonNode details) {
        Set<String> done = new TreeSet<>();
        if (details.has("operations")) {
            boolean tagsOnly = true;
            for (JsonNode operation : details.path("operations")) {
                tagsOnly &= operation.path("field").asText().matches("(\\[concat\\(')?tags[.\\[].*");
            }
            if (tagsOnly) {
                done.add("Microsoft.Resources/tags/write");
            } else {
                targets(policy.path("if")).forEach(type -> done.add(type + "/write"));
            }
        }
        if (details.has("deployment")) {
            done.add("Microsoft.Resources/deployments/read");
            deployed(details.path("deployment").path("properties").path("template"), done);
            done.add("Microsoft.Resources/deployments/write");
            if (done.contains("Microsoft.Network/privateEndpoints/write")) {
                targets(policy.path("if"))
                        .forEach(type -> done.add(type + "/privateEndpointConnectionsApproval/action"));
            }
        }
        return done;
    }

    private static Set<String> targets(JsonNode condition) {
        Set<String> types = new TreeSet<>();
        if (Set.of("type", "resource.type").contains(condition.path("field").asText())) {
            Stream.concat(Stream.of(condition.path("equals").asText()), texts(condition.path("in")))
                    .filter(type -> !type.isEmpty() && !type.startsWith("Plumbline.Views/"))
                    .forEach(types::add);
        }
        condition.forEach(inside -> types.addAll(targets(inside)));
        return types;
    }

    private static void deployed(JsonNode template, Set<String> into) {
        for (JsonNode resource : template.path("resources")) {
            String type = resource.path("type").asText();
            into.add(type + "/write");
            into.addAll(BESIDE.getOrDefault(type, List.of()));
            deployed(resource.path("properties").path("template"), into);
        }
    }

    private static boolean permits(JsonNode block, String operation) {
        return texts(block.path("actions")).anyMatch(pattern -> matches(pattern, operation))
                && texts(block.path("notActions")).noneMatch(pattern -> matches(pattern, operation));
    }

    private static boolean matches(String pattern, String operation) {
        String expression =
                Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
                .matcher(operation)
                .matches();
    }

    private static Stream<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts.stream();
    }
}

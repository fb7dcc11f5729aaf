package dev.plumbline.cli.local.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.cli.local.types.TypedPaths.Untyped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped rules read and write is there, in Azure's own words. */
class RulePathsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RULES = Path.of("..", "..", "rules");

    @Test
    void everyPathThatARuleReadsOrWritesIsThere() throws IOException {
        TypedPaths paths = new TypedPaths(untyped());
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> rule : rules().entrySet()) {
            problems(rule.getValue(), paths)
                    .forEach(problem -> problems.add("rules/" + rule.getKey() + "/policy.json: " + problem));
        }
        assertThat(problems).isEmpty();
        assertThat(paths.unlisted())
                .as("types without data that untyped.json does not list; add them with the reason")
                .isEmpty();
        List<Untyped> needless = new ArrayList<>(untyped());
        needless.removeAll(paths.used());
        assertThat(needless).as("untyped.json: entries that no rule needs").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'field': 'kind', 'equals': 'x'} | ",
                "{'field': 'Microsoft.CognitiveServices/accounts/publicNetworkAccess', 'equals': 'x'} | ",
                "{'field': 'Microsoft.CognitiveServices/accounts/publicNetworkAcces', 'equals': 'x'} | expected a field or an alias",
                "{'field': 'Microsoft.Storage/storageAccounts/allowSharedKeyAccess', 'equals': 'x'} | expected an alias of",
                "{'field': 'kinds.of', 'equals': 'x'} | expected a field or an alias",
                "{'value': '[tryGet(field(''Microsoft.CognitiveServices/accounts/encryption''), ''keySource'')]', 'equals': 'x'} | ",
                "{'value': '[field(''Microsoft.CognitiveServices/accounts/encryption'').keySourc]', 'equals': 'x'} | did you mean `properties.encryption.keySource`?",
                "{'value': '[coalesce(first(field(''Microsoft.CognitiveServices/accounts/networkAcls.ipRules'')).valu, ''x'')]', 'equals': 'x'} | did you mean `properties.networkAcls.ipRules[*].value`?"
            })
    void aReadOfAResourceIsHeldAgainstItsType(String condition, String problem) throws IOException {
        says(
                problemsOf(rule(
                        "All", "{'field': 'type', 'equals': 'Microsoft.CognitiveServices/accounts'}", condition, "{}")),
                problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'field': 'deployments[*].properties.model.name', 'equals': 'x'} | ",
                "{'field': 'deployments[*].properties.model.nam', 'equals': 'x'} | did you mean `properties.model.name`?",
                "{'field': 'deployment[*].properties.model.name', 'equals': 'x'} | did you mean `deployments`?",
                "{'field': 'deployments.properties.model.name', 'equals': 'x'} | expected `deployments[*]`, a list",
                "{'field': 'account[*].kind', 'equals': 'x'} | expected `account`, which is no list",
                "{'field': 'resource.properties.publicNetworkAcces', 'equals': 'x'} | did you mean `properties.publicNetworkAccess`?",
                "{'field': 'privateEndpoints[*].dnsZoneGroups[*].properties.privateDnsZoneConfigs[*].name', 'equals': 'x'} | ",
                "{'field': 'privateEndpoints[*].dnsZoneGroups[*].properties.privateDnsZoneConfig[*].name', 'equals': 'x'} | did you mean `properties.privateDnsZoneConfigs[*].name`?",
                "{'field': 'models[*].model.deprecation.inference', 'equals': 'x'} | ",
                "{'field': 'models[*].model.deprecation.inferenc', 'equals': 'x'} | did you mean `model.deprecation.inference`?",
                "{'field': 'roleAssignments[*].role.name', 'equals': 'x'} | did you mean `roleName`?",
                "{'count': {'value': '[field(''deployments'')]', 'name': 'one', 'where': {'value': '[current(''one'').properties.mode]', 'equals': 'x'}}, 'equals': 0} | did you mean `properties.model`?",
                "{'count': {'value': '[items(field(''account.tags''))]', 'name': 'tag', 'where': {'value': '[current(''tag'').value]', 'equals': 'x'}}, 'equals': 0} | "
            })
    void aReadOfAViewIsHeldAgainstItsSections(String condition, String problem) throws IOException {
        String applies = "{'field': 'type', 'equals': 'Plumbline.Views/aiAccount'},"
                + "{'field': 'resource.type', 'equals': 'Microsoft.CognitiveServices/accounts'}";
        says(problemsOf(rule("Plumbline.Views", applies, condition, "{}")), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Microsoft.CognitiveServices/accounts/disableLocalAuth | true | ",
                "Microsoft.CognitiveServices/accounts/publicNetworkAccess | 'Disabled' | ",
                "Microsoft.CognitiveServices/accounts/disableLocalAuth | 'yes' | expected boolean",
                "tags[''owner''] | 'me' | ",
                "[concat(''tags['', parameters(''tag''), '']'')] | 'me' | ",
                "[parameters(''anything'')] | 'me' | expected a field that is known before",
                "Microsoft.CognitiveServices/accounts/endpoint | 'https://x' | which only the service sets",
                "Microsoft.CognitiveServices/accounts/privateEndpointConnections[*].provisioningState | 'Succeeded' | which only the service sets",
                "Microsoft.CognitiveServices/accounts/disableLocalAut | true | expected a field or an alias"
            })
    void aWriteIsHeldAgainstTheType(String field, String value, String problem) throws IOException {
        String details =
                "{'operations': [{'operation': 'addOrReplace', 'field': \'" + field + "\', 'value': " + value + "}]}";
        says(
                problemsOf(rule(
                        "All",
                        "{'field': 'type', 'equals': 'Microsoft.CognitiveServices/accounts'}",
                        "{'field': 'kind', 'equals': 'OpenAI'}",
                        details)),
                problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2021-05-01-preview | 'workspaceId': '[parameters(''w'')]', 'logs': [{'enabled': true, 'categoryGroup': 'audit'}] | ",
                "2021-05-01-preview | 'copy': [{'name': 'logs', 'count': 2, 'input': {'enabled': true}}] | ",
                "2021-05-01-preview | 'copy': [{'name': 'logs', 'count': 2, 'input': {'enable': true}}] | did you mean `enabled`?",
                "2021-05-01-preview | 'workspaceIds': 'x' | did you mean `workspaceId`?",
                "2021-05-01-preview | 'logs': [{'categoryGroup': 'audit'}] | expected `enabled`, which is required",
                "2021-05-01-preview | 'logs': [{'enabled': 'true'}] | expected boolean",
                "2020-01-01 | 'workspaceId': 'x' | the type has",
                "2016-09-01 | 'workspaceId': 'x' | as it is read"
            })
    void aTemplateIsHeldAgainstTheTypesOfItsResources(String version, String properties, String problem)
            throws IOException {
        String details =
                "{'type': 'Microsoft.Insights/diagnosticSettings', 'deployment': {'properties': {'template': {'resources': ["
                        + "{'type': 'Microsoft.Insights/diagnosticSettings', 'apiVersion': '" + version
                        + "', 'name': 'x', 'scope': 'y', 'properties': {" + properties + "}}]}}}}";
        says(
                problemsOf(rule(
                        "All",
                        "{'field': 'type', 'equals': 'Microsoft.CognitiveServices/accounts'}",
                        "{'field': 'kind', 'equals': 'OpenAI'}",
                        details)),
                problem);
    }

    @Test
    void whatTheDataLacksIsListedOnceAndOnlyIfNeeded() throws IOException {
        JsonNode rule = rule(
                "Plumbline.Views",
                "{'field': 'type', 'equals': 'Plumbline.Views/tenant'}",
                "{'field': 'securityDefaults.isEnabled', 'equals': true}",
                "{}");
        String document = "graph:/policies/identitySecurityDefaultsEnforcementPolicy";
        TypedPaths without = new TypedPaths(List.of());
        assertThat(problems(rule, without)).isEmpty();
        assertThat(without.unlisted()).containsExactly(document);

        Untyped needed = new Untyped(document, "", "", "no type data");
        TypedPaths with = new TypedPaths(List.of(needed, new Untyped("graph:/applications", "", "", "not read")));
        assertThat(problems(rule, with)).isEmpty();
        assertThat(with.unlisted()).isEmpty();
        assertThat(with.used()).containsExactly(needed);
    }

    @Test
    void aPathThatTheDataLacksIsExcusedByItself() throws IOException {
        String applies = "{'field': 'type', 'equals': 'Plumbline.Views/aiAccount'},"
                + "{'field': 'resource.type', 'equals': 'Microsoft.CognitiveServices/accounts'}";
        TypedPaths paths = new TypedPaths(
                List.of(new Untyped("Microsoft.CognitiveServices/accounts", "properties.newer", "", "undocumented")));
        assertThat(problems(
                        rule("Plumbline.Views", applies, "{'field': 'account.properties.newer', 'equals': 1}", "{}"),
                        paths))
                .isEmpty();
        assertThat(problems(
                        rule("Plumbline.Views", applies, "{'field': 'account.properties.other', 'equals': 1}", "{}"),
                        paths))
                .hasSize(1);
    }

    private static void says(List<String> problems, @Nullable String problem) {
        if (problem == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).first().asString().contains(problem);
        }
    }

    private static List<String> problemsOf(JsonNode rule) {
        return problems(rule, new TypedPaths(List.of()));
    }

    private static JsonNode rule(String mode, String applies, String condition, String details) throws IOException {
        String text = "{'properties': {'mode': '" + mode + "', 'policyRule': {'if': {'allOf': [" + applies + ","
                + condition + "]}, 'then': {'details': " + details + "}}}}";
        return JSON.readTree(text.replace("''", "\u0000").replace('\'', '"').replace('\u0000', '\''));
    }

    private static List<String> problems(JsonNode rule, TypedPaths paths) {
        RuleReads reads = RuleReads.of(rule);
        List<String> problems = new ArrayList<>();
        for (RuleReads.Read read : reads.reads()) {
            paths.read(read.spot()).ifPresent(problem -> problems.add(read.where() + ": " + problem));
        }
        JsonNode details =
                rule.path("properties").path("policyRule").path("then").path("details");
        String where = "$.policyRule.then.details";
        for (JsonNode operation : details.path("operations")) {
            for (Spot spot : reads.written(operation.path("field").asText(), where + ".operations")) {
                paths.set(spot, operation.path("value"))
                        .ifPresent(problem -> problems.add(where + ".operations: " + problem));
            }
        }
        JsonNode template = details.path("deployment").path("properties").path("template");
        paths.template(template).forEach(problem -> problems.add(where + ".deployment: " + problem));
        problems.addAll(reads.problems());
        return problems.stream().distinct().toList();
    }

    private static List<Untyped> untyped() throws IOException {
        try (InputStream file = Objects.requireNonNull(RulePathsTest.class.getResourceAsStream("untyped.json"))) {
            List<Untyped> entries = new ArrayList<>();
            for (JsonNode entry : JSON.readTree(file)) {
                entries.add(new Untyped(
                        entry.path("type").asText(),
                        entry.path("path").asText(),
                        entry.path("at").asText(),
                        entry.path("reason").asText()));
            }
            return entries;
        }
    }

    private static Map<String, JsonNode> rules() throws IOException {
        Map<String, JsonNode> rules = new TreeMap<>();
        try (Stream<Path> files = Files.find(RULES, 3, (file, is) -> file.endsWith("policy.json"))) {
            for (Path file : files.toList()) {
                Path rule = RULES.relativize(file).getParent();
                rules.put(rule.toString().replace('\\', '/'), JSON.readTree(file.toFile()));
            }
        }
        return rules;
    }
}

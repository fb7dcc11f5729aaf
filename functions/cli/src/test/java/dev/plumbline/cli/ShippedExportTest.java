package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.types.Purpose;
import dev.plumbline.cli.local.types.TypeData;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.State;
import dev.plumbline.policy.World;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.suite.Suite;
import dev.plumbline.policy.suite.SuiteCase;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped baseline as it leaves for Azure, in the form that could do most harm: preventing, and with the tag. */
class ShippedExportTest {
    private static final Path RULES = Path.of("../../rules");
    private static final String VERSION = "2026-07-01";
    private static final String TAG = "plumbline-workload";
    private static final List<String> OWN =
            List.of("microsoft.cognitiveservices/", "microsoft.machinelearningservices/");

    @TempDir
    private static Path folder;

    private static Shell shell;

    @BeforeAll
    static void export() {
        shell = Shell.run(
                "export-policy", RULES, "--out", folder.resolve("out"), "--prevent", "--scope-tag", TAG + "=true");
    }

    @Test
    void everyDefinitionIsWhatAzureTakesAndKnowsItsAliases() throws IOException {
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(definitions()).isNotEmpty().allSatisfy((name, json) -> {
            assertThat(name).matches("[a-z0-9-]{1,64}");
            assertThat(problems("policyDefinitions", name, json)).isEmpty();
            Definition definition = Definition.compile(new Document(name, json), AliasCatalogue.listed())
                    .orElseThrow();
            assertThat(definition.unconfirmedAliases()).isEmpty();
            assertThat(json.at("/properties/description").asText()).isNotBlank().hasSizeLessThanOrEqualTo(512);
            assertThat(json.at("/properties/displayName").asText()).isNotBlank().hasSizeLessThanOrEqualTo(128);
            assertThat(json.at("/properties/parameters").size()).isLessThanOrEqualTo(20);
            assertThat(json.at("/properties/metadata").toString()).doesNotContain("\"[");
        });
    }

    @Test
    void theInitiativeIsWhatAzureTakesAndRefersToWhatIsThere() throws IOException {
        JsonNode named = json("Definitions/policySetDefinitions/plumbline-baseline.json");
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put("name", "plumbline-baseline");
        ObjectNode properties = resource.putObject("properties");
        properties.setAll((ObjectNode) named.path("properties"));
        properties.set("policyDefinitions", json("az/policySetDefinitions/plumbline-baseline/definitions.json"));

        assertThat(problems("policySetDefinitions", "plumbline-baseline", resource))
                .isEmpty();
        assertThat(named.at("/properties/policyDefinitions"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(definitions())
                        .containsKey(reference.path("policyDefinitionName").asText()));
        Set<String> joined = new TreeSet<>();
        named.at("/properties/policyDefinitions")
                .forEach(each -> each.path("groupNames").forEach(group -> joined.add(group.asText())));
        assertThat(json("az/policySetDefinitions/plumbline-baseline/groups.json"))
                .as("groups; Enterprise Policy as Code refuses one without a member")
                .isEqualTo(named.at("/properties/policyDefinitionGroups"))
                .extracting(group -> group.path("name").asText())
                .containsExactlyInAnyOrderElementsOf(joined);
        assertThat(named.path("properties").properties())
                .extracting(Map.Entry::getKey)
                .as("members that Enterprise Policy as Code takes")
                .isSubsetOf(
                        "displayName",
                        "description",
                        "metadata",
                        "parameters",
                        "policyDefinitionGroups",
                        "policyDefinitions");
    }

    @Test
    void nothingThatCanDenyConcernsAnybodyElse() throws IOException {
        JsonNode tagged = Shell.parse("{\"field\": \"tags['%s']\", \"equals\": \"true\"}".formatted(TAG));
        assertThat(definitions()).allSatisfy((name, json) -> {
            JsonNode rule = json.at("/properties/policyRule/if");
            boolean own = types(rule).stream()
                    .allMatch(type -> OWN.stream().anyMatch(type.toLowerCase(Locale.ROOT)::startsWith));
            if (json.at("/properties/parameters/effect/allowedValues")
                            .toString()
                            .contains("\"Deny\"")
                    && !own) {
                assertThat(rule.at("/allOf/1")).isEqualTo(tagged);
            }
        });
    }

    /** Every resource of every suite, as a company that has nothing to do with AI would have it. */
    @Test
    void noStrangerIsDenied() throws IOException {
        List<JsonNode> strangers = new ArrayList<>();
        for (Path file : Suite.find(RULES)) {
            for (SuiteCase each : Suite.read(file).orElseThrow().cases()) {
                String type = PreparedResource.of(each.resource()).foldedType();
                if (OWN.stream().noneMatch(type::startsWith) && !type.startsWith("plumbline.")) {
                    strangers.add(each.resource());
                }
            }
        }
        assertThat(strangers).anyMatch(each -> each.path("type").asText().equals("Microsoft.Storage/storageAccounts"));
        List<Definition> denying = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : definitions().entrySet()) {
            if (each.getValue()
                    .at("/properties/parameters/effect/defaultValue")
                    .asText()
                    .equals("Deny")) {
                denying.add(Definition.compile(new Document(each.getKey(), each.getValue()), AliasCatalogue.bundled())
                        .orElseThrow());
            }
        }
        assertThat(denying).isNotEmpty();
        List<String> denied = new ArrayList<>();
        for (Definition definition : denying) {
            strangers.stream()
                    .filter(stranger -> judged(definition, Map.of(), stranger) == State.NON_COMPLIANT)
                    .forEach(stranger -> denied.add(
                            definition.name() + " " + stranger.path("type").asText() + " " + stranger.path("tags")));
        }
        assertThat(denied).isEmpty();
    }

    /** Every case of every suite whose rule Azure gets without the tag: leaving remediation out changes no verdict. */
    @Test
    void whatIsExportedJudgesAsTheRuleDoes() throws IOException {
        Map<String, JsonNode> exported = definitions();
        for (Path file : Suite.find(RULES)) {
            Suite suite = Suite.read(file).orElseThrow();
            JsonNode json = exported.get(suite.rule().root().path("name").asText());
            if (json == null || json.at("/properties/metadata/scope").asText().equals("workload")) {
                continue;
            }
            Definition here =
                    Definition.compile(suite.rule(), AliasCatalogue.bundled()).orElseThrow();
            Definition there = Definition.compile(new Document("exported", json), AliasCatalogue.bundled())
                    .orElseThrow();
            for (SuiteCase each : suite.cases()) {
                Map<String, JsonNode> given = new TreeMap<>(each.parameters());
                given.remove("effect");
                assertThat(judged(there, given, each.resource()))
                        .as("%s: %s", json.path("name").asText(), each.name())
                        .isEqualTo(judged(here, given, each.resource()));
            }
        }
    }

    @Test
    void everyDefinitionIsExportedOrLeftOutForAReason() throws IOException {
        JsonNode account = json("export.json");
        assertThat(account.path("exported").size()).isEqualTo(definitions().size());
        assertThat(account.path("exported").size() + account.path("leftOut").size())
                .isEqualTo(Shell.parse(Shell.text(RULES.resolve("baseline.json")))
                        .at("/properties/policyDefinitions")
                        .size());
        assertThat(account.path("leftOut")).allSatisfy(each -> {
            assertThat(each.path("why").asText()).isNotIn("missing", "broken", "limit", "effect");
            assertThat(each.path("reason").asText()).isNotBlank();
        });
    }

    @Test
    void theSameBaselineGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again");
        Shell.run("export-policy", RULES, "--out", again, "--prevent", "--scope-tag", TAG + "=true");

        assertThat(contents(again)).isEqualTo(contents(folder.resolve("out")));
    }

    @Test
    void theScriptCreatesEachDefinitionAndThenTheInitiative() throws Exception {
        Path bin = folder.resolve("bin");
        Path az = Shell.write(bin, "az", "#!/bin/sh\nprintf '%s\\n' \"$1 $2 $3 $4 $5 $6 $7\"\n");
        assertThat(az.toFile().setExecutable(true)).isTrue();
        ProcessBuilder script = new ProcessBuilder("sh", "out/az/create.sh", "subscription", "7c1e94b2")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        script.environment().merge("PATH", bin.toString(), (path, ours) -> ours + File.pathSeparator + path);
        Process process = script.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).as(() -> String.join("\n", lines)).isZero();
        assertThat(lines).hasSize(definitions().size() + 1);
        assertThat(lines.get(0)).startsWith("policy definition create --subscription 7c1e94b2 --name ");
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("policy set-definition create --subscription 7c1e94b2 --name plumbline-baseline");
    }

    private static State judged(Definition definition, Map<String, JsonNode> parameters, JsonNode resource) {
        Map<String, JsonNode> given = new TreeMap<>(parameters);
        given.keySet().retainAll(definition.parameters().keySet());
        return definition
                .bind(Binding.of(given))
                .orElseThrow()
                .evaluate(PreparedResource.of(resource), World.offline(Context.empty(), Optional.of(List.of())))
                .state();
    }

    private static List<String> types(JsonNode condition) {
        List<String> types = new ArrayList<>();
        for (JsonNode each : condition.findParents("field")) {
            if (each.path("field").asText().equals("type")) {
                each.path("in").forEach(type -> types.add(type.asText()));
                if (each.has("equals")) {
                    types.add(each.path("equals").asText());
                }
            }
        }
        return types;
    }

    private static List<String> problems(String type, String name, JsonNode json) {
        ObjectNode current = JsonNodeFactory.instance.objectNode();
        current.put("id", "/x").put("name", name).put("type", "Microsoft.Authorization/" + type);
        return TypeData.bundled()
                .find("Microsoft.Authorization/" + type, VERSION)
                .orElseThrow()
                .check(json, current, Purpose.REPLACE)
                .stream()
                .map(problem -> name + ": " + problem)
                .toList();
    }

    private static JsonNode json(String name) {
        return Shell.parse(Shell.text(folder.resolve("out").resolve(name)));
    }

    private static Map<String, JsonNode> definitions() throws IOException {
        Map<String, JsonNode> definitions = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("out/Definitions/policyDefinitions"))) {
            files.map(file -> Shell.parse(Shell.text(file)))
                    .forEach(json -> definitions.put(json.path("name").asText(), json));
        }
        return definitions;
    }

    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> contents.put(root.relativize(file).toString(), Shell.text(file)));
        }
        return contents;
    }
}

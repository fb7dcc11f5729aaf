package dev.plumbline.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The initiative that ships says the same as the rules and statements beside it. */
class ShippedBaselineTest {
    private static final Path RULES = Path.of("..", "..", "rules");
    private static final int STATEMENTS = 210;

    private final JsonNode initiative = DocumentFolder.file(RULES.resolve("baseline.json"))
            .orElseThrow()
            .root()
            .path("properties");
    private final Map<String, JsonNode> rules = definitions(DocumentFolder.files(RULES, "policy.json").stream()
            .filter(file -> !file.getParent().endsWith("resources"))
            .toList());
    private final Map<String, JsonNode> statements = definitions(DocumentFolder.files(RULES.resolve("statements")));

    @Test
    void everyStatementIsAGroupOfItsOwn() {
        List<String> names = texts(initiative.path("policyDefinitionGroups"), "name");
        assertThat(names).hasSize(STATEMENTS).doesNotHaveDuplicates();
        assertThat(initiative.path("policyDefinitionGroups")).allSatisfy(group -> {
            assertThat(group.path("displayName").asText()).isNotBlank();
            assertThat(group.path("category").asText()).isNotBlank();
        });
        List<String> kinds = new ArrayList<>();
        initiative.at("/metadata/statements").fieldNames().forEachRemaining(kinds::add);
        assertThat(kinds).containsExactlyElementsOf(names);
    }

    @Test
    void everyRuleAndEveryStatementIsReferredToOnceByItsName() {
        List<String> folders = Stream.of(rules, statements)
                .flatMap(map -> map.keySet().stream())
                .toList();
        assertThat(texts(initiative.path("policyDefinitions"), "policyDefinitionReferenceId"))
                .containsExactlyInAnyOrderElementsOf(folders);
        assertThat(initiative.path("policyDefinitions"))
                .allSatisfy(reference -> assertThat(
                                reference.path("policyDefinitionId").asText())
                        .isEqualTo("/providers/Microsoft.Authorization/policyDefinitions/"
                                + reference.path("policyDefinitionReferenceId").asText()));
        Stream.of(rules, statements)
                .forEach(map -> map.forEach((folder, definition) ->
                        assertThat(definition.path("name").asText()).isEqualTo(folder)));
    }

    @Test
    void theGroupsOfAReferenceAreTheControlsOfItsDefinition() {
        assertThat(initiative.path("policyDefinitions")).allSatisfy(reference -> {
            String name = reference.path("policyDefinitionReferenceId").asText();
            JsonNode controls = definition(name).at("/properties/metadata/controls");
            assertThat(controls).as(name).isNotEmpty();
            assertThat(reference.path("groupNames")).as(name).isEqualTo(controls);
        });
    }

    @Test
    void aRuleStandsInTheSetAsItStandsAlone() {
        JsonNode shared = initiative.path("parameters");
        assertThat(initiative.path("policyDefinitions")).allSatisfy(reference -> {
            String name = reference.path("policyDefinitionReferenceId").asText();
            definition(name).at("/properties/parameters").properties().forEach(parameter -> {
                String passed = reference
                        .path("parameters")
                        .path(parameter.getKey())
                        .path("value")
                        .asText();
                String as = passed.replaceAll("\\[parameters\\('(.+)'\\)]", "$1");
                if (!as.isEmpty()) {
                    assertThat(shared.path(as).path("defaultValue"))
                            .as(name + " " + as)
                            .isEqualTo(parameter.getValue().path("defaultValue"));
                } else {
                    assertThat(shared.has(parameter.getKey()))
                            .as(name + " is not given " + parameter.getKey())
                            .isFalse();
                }
            });
        });
    }

    @Test
    void noGroupIsAccountedForByNothing() {
        TreeSet<String> used = new TreeSet<>();
        initiative
                .path("policyDefinitions")
                .findValues("groupNames")
                .forEach(names -> names.forEach(name -> used.add(name.asText())));
        assertThat(used)
                .containsExactlyElementsOf(new TreeSet<>(texts(initiative.path("policyDefinitionGroups"), "name")));
    }

    @Test
    void whatPeopleAttestIsManualAndWhatMicrosoftGuaranteesIsStatic() {
        Map<String, String> expected = new TreeMap<>();
        initiative.at("/metadata/statements").properties().forEach(statement -> {
            String kind = statement.getValue().path("kind").asText();
            if (kind.equals("attested") || kind.equals("platform")) {
                expected.put(statement.getKey(), kind);
            }
        });
        Map<String, String> found = new TreeMap<>();
        statements.values().forEach(statement -> {
            JsonNode properties = statement.path("properties");
            boolean fact = properties.path("policyType").asText().equals("Static");
            assertThat(properties.at("/metadata/severity").asText()).isEqualTo("low");
            assertThat(properties.path("description").asText()).isNotBlank();
            assertThat(properties.at("/policyRule/then/details/defaultState").asText())
                    .isEqualTo(fact ? "" : "NonCompliant");
            assertThat(properties.at("/metadata/scope").asText()).isEqualTo(fact ? "all" : "subscription");
            assertThat(properties
                            .at(fact ? "/metadata/references/0" : "/metadata/validity")
                            .asText())
                    .matches(fact ? "https://learn\\.microsoft\\.com/.+" : "P\\d+[DY]");
            found.put(properties.at("/metadata/controls/0").asText(), fact ? "platform" : "attested");
        });
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void compilesWithoutAWarningAboutItself() {
        Compiled<Baseline> baseline = Baseline.compile(
                BaselineSources.shipped(RULES).withSubscriptions(List.of("s1")), AliasCatalogue.bundled());

        assertThat(baseline.issues())
                .filteredOn(issue -> issue.severity() == Issue.Severity.ERROR
                        || issue.where().equals("rules/baseline.json"))
                .isEmpty();
        assertThat(baseline.orElseThrow().rules())
                .allSatisfy(rule ->
                        assertThat(rule.definition()).as(rule.referenceId()).isPresent());
    }

    private JsonNode definition(String name) {
        return rules.containsKey(name) ? rules.get(name) : statements.get(name);
    }

    private static Map<String, JsonNode> definitions(List<Path> files) {
        Map<String, JsonNode> definitions = new LinkedHashMap<>();
        for (Path file : files) {
            Document document = DocumentFolder.file(file).orElseThrow();
            definitions.put(DefinitionShelf.nameOfFile(document.where()), document.root());
        }
        return definitions;
    }

    private static List<String> texts(JsonNode array, String member) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(each -> each.path(member).asText())
                .toList();
    }
}

package dev.plumbline.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineLoad;
import dev.plumbline.policy.baseline.BaselineSources;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every one of Azure's built-in definitions at hand loads, or is known not to; what loads evaluates within its budget. */
class BuiltInsTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final AliasCatalogue CATALOGUE = AliasCatalogue.bundled();
    private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

    static List<BuiltIns.File> definitions() {
        return BuiltIns.definitions();
    }

    static List<BuiltIns.File> initiatives() {
        return BuiltIns.initiatives();
    }

    @Test
    void allFilesAreAtHand() {
        assertThat(BuiltIns.definitions()).hasSize(544);
        assertThat(BuiltIns.initiatives()).hasSize(3);
        assertThat(BuiltIns.files())
                .allSatisfy(file -> assertThat(
                                Document.parse(file.path(), file.text()).issues())
                        .isEmpty());
    }

    @Test
    void whatDoesNotLoadIsListedWithItsReason() throws IOException {
        Map<String, String> refused = new TreeMap<>();
        for (BuiltIns.File file : BuiltIns.definitions()) {
            Compiled<Definition> compiled = Definition.compile(file.document(), CATALOGUE);
            compiled.issues().stream()
                    .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                    .findFirst()
                    .ifPresent(issue -> refused.put(
                            file.path(), issue.path() + ": expected " + issue.expected() + ", found " + issue.found()));
        }
        assertThat(refused).isEqualTo(knownRefusals());
    }

    @Test
    void aliasesThatNothingConfirmsAreListed() {
        Set<String> unconfirmed = new TreeSet<>();
        for (BuiltIns.File file : BuiltIns.definitions()) {
            Definition.compile(file.document(), CATALOGUE).issues().stream()
                    .filter(issue -> issue.advice().startsWith("the definition's verdict is `unknown`"))
                    .forEach(issue -> unconfirmed.add(issue.found()));
        }
        assertThat(unconfirmed)
                .containsOnly(
                        "`Microsoft.FileShares/fileShares/publicNetworkAccess`",
                        "`Microsoft.Security/securityContacts/notificationsSources[*].Alert.minimalSeverity`",
                        "`Microsoft.SqlVirtualMachine/sqlVirtualMachines/osType`",
                        "`Microsoft.ApiManagement/service/workspaces/policies/value`",
                        "`Microsoft.ApiManagement/service/workspaces/apis/policies/value`",
                        "`Microsoft.ApiManagement/service/workspaces/apis/operations/policies/value`",
                        "`Microsoft.ApiManagement/service/workspaces/products/policies/value`");
    }

    private static Map<String, String> knownRefusals() throws IOException {
        Map<String, String> known = new TreeMap<>();
        try (InputStream list = BuiltInsTest.class.getResourceAsStream("/builtins/refused.json")) {
            new ObjectMapper()
                    .readTree(list)
                    .properties()
                    .forEach(entry -> known.put(entry.getKey(), entry.getValue().textValue()));
        }
        return known;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void evaluatesOverItsShapesWithinTheBudget(BuiltIns.File file) {
        Document document = file.document();
        Optional<Definition> definition =
                Definition.compile(document, CATALOGUE).value();
        if (definition.isEmpty()) {
            return;
        }
        BoundDefinition bound =
                definition.get().bind(Binding.of(values(definition.get()))).orElseThrow();
        World alone = World.offline(Context.empty(), Optional.of(List.of()));
        World unknown = World.offline(Context.empty(), Optional.empty());
        World peopled = World.offline(Context.empty(), Optional.of(ResourceShapes.related(document)));
        for (JsonNode shape : ResourceShapes.targets(document)) {
            PreparedResource resource = PreparedResource.of(shape);
            for (World world : List.of(alone, unknown, peopled)) {
                Verdict verdict = bound.evaluate(resource, world);
                assertThat(verdict.message())
                        .as("%s over %s", file.path(), shape)
                        .doesNotContain(Limit.EVALUATION_STEPS.name());
                if (!verdict.reasons().isEmpty()) {
                    assertThat(verdict.state())
                            .as("%s over %s", file.path(), shape)
                            .isEqualTo(State.NON_COMPLIANT);
                }
                if (verdict.state() == State.UNKNOWN || verdict.state() == State.NOT_APPLICABLE) {
                    assertThat(verdict.message()).isNotBlank();
                }
                bound.operations(resource, world);
            }
        }
    }

    /** A value for every parameter that has no default. */
    private static Map<String, JsonNode> values(Definition definition) {
        Map<String, JsonNode> values = new HashMap<>();
        definition.parameters().forEach((name, parameter) -> {
            if (parameter.defaultValue().isEmpty()) {
                values.put(name, value(parameter));
            }
        });
        return values;
    }

    private static JsonNode value(Parameter parameter) {
        JsonNode first = parameter.allowedValues().isEmpty()
                ? NODES.textNode("westeurope")
                : parameter.allowedValues().get(0);
        return switch (parameter.type()) {
            case ARRAY -> first.isArray() ? first : array(first);
            case OBJECT -> first.isObject() ? first : NODES.objectNode();
            case INTEGER, FLOAT -> first.isNumber() ? first : NODES.numberNode(1);
            case BOOLEAN -> first.isBoolean() ? first : NODES.booleanNode(true);
            case DATE_TIME -> NODES.textNode("2030-01-01T00:00:00Z");
            default -> first;
        };
    }

    private static ArrayNode array(JsonNode element) {
        return NODES.arrayNode().add(element);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("initiatives")
    void initiativesLoadWithTheDefinitionsAtHand(BuiltIns.File file) {
        List<Document> definitions =
                BuiltIns.definitions().stream().map(BuiltIns.File::document).toList();
        BaselineLoad load = Baseline.lenient(
                BaselineSources.none()
                        .withInitiative(file.document())
                        .withDefinitions(definitions)
                        .withSubscriptions(List.of(SUBSCRIPTION)),
                CATALOGUE);
        int references = file.document()
                .root()
                .path("properties")
                .path("policyDefinitions")
                .size();
        assertThat(load.baseline().rules()).hasSize(references).isNotEmpty();
        List<Issue> ofTheInitiative = new ArrayList<>(load.issues());
        ofTheInitiative.removeIf(issue -> !issue.where().equals(file.path()));
        assertThat(ofTheInitiative)
                .allSatisfy(issue -> assertThat(issue.severity()).isEqualTo(Issue.Severity.WARNING));
    }
}

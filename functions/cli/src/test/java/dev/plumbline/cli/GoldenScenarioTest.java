package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example scenario, end to end: a request to Resource Manager, its event, and exactly the rows that are published.
 *
 * <p>The clock stands still while a step is worked off, so times and latencies are part of what is compared. After a wanted
 * change {@code -Dplumbline.golden=write} writes the file anew; read its difference before it is kept.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenScenarioTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "scenario.json");
    private static final List<String> VERSIONS = List.of("BaselineVersion", "MonitorVersion", "MonitorInstance");
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final String FIRST_SIGHT = "A change of what nobody had looked at yet";
    private static final String SNAPSHOT = "The snapshot of the estate";

    private final ObjectNode published = JsonNodeFactory.instance.objectNode();

    @BeforeAll
    void playEverything(@TempDir Path folder) {
        Scenario scenario = PlayedEstate.scenario();
        try (PlayedEstate estate = new PlayedEstate(folder.resolve("first"))) {
            keep(FIRST_SIGHT, estate.play(scenario.steps().get(0)), estate);
        }
        try (PlayedEstate estate = new PlayedEstate(folder.resolve("whole"))) {
            keep(SNAPSHOT, estate.sweep(), estate);
            for (Scenario.Step step : scenario.steps()) {
                keep(step.name(), estate.play(step), estate);
            }
            assertThat(estate.deadLetters()).isZero();
            assertThat(estate.monitor().pending()).isFalse();
            assertThat(estate.sweep())
                    .as("the sweep finds nothing that the events had missed")
                    .isEmpty();
        }
    }

    private void keep(String step, List<ObjectNode> rows, PlayedEstate estate) {
        ArrayNode kept = published.putArray(step);
        for (ObjectNode row : rows) {
            assertThat(row.path("BaselineVersion").asText()).isEqualTo(estate.baselineVersion());
            assertThat(row.path("MonitorVersion").asText()).isEqualTo(Version.text());
            assertThat(row.path("MonitorInstance").asText()).isEqualTo("local");
            kept.add(row.deepCopy().without(VERSIONS));
        }
    }

    @Test
    void publishesExactlyTheRowsOfTheGoldenFile() throws IOException {
        if ("write".equals(System.getProperty("plumbline.golden"))) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, written(published));
            Assumptions.abort("written anew, nothing compared");
        }
        JsonNode golden = Shell.parse(Files.readString(GOLDEN));

        assertThat(names(published)).isEqualTo(names(golden));
        for (Iterator<String> steps = golden.fieldNames(); steps.hasNext(); ) {
            String step = steps.next();
            JsonNode expected = golden.path(step);
            JsonNode actual = published.path(step);
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                assertThat(lines(actual.get(i)))
                        .as("%s, row %s", step, i)
                        .containsExactlyElementsOf(lines(expected.get(i)));
            }
            assertThat(actual).as(step).hasSameSizeAs(expected);
        }
    }

    @Test
    void claimsNoCauseForWhatIsSeenForTheFirstTime() {
        assertThat(published.path(FIRST_SIGHT)).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("Transition").asText()).isEqualTo("snapshot");
            assertThat(row.path("ActorName").asText()).isEqualTo("mateo.rinaldi@fjellvik.example");
            assertThat(row.path("Message").asText()).contains("no change is shown to be the cause");
            assertThat(row.path("Reasons")).noneMatch(reason -> reason.has("previous"));
            assertThat(row.path("Reasons").isEmpty())
                    .as("what people attest has no values to show")
                    .isEqualTo(row.path("Effect").asText().equals("manual"));
        });
        assertThat(published.path(SNAPSHOT)).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("Transition").asText()).isEqualTo("snapshot");
            assertThat(row.path("Source").asText()).isEqualTo("sweep");
            assertThat(row.path("ActorName").isNull()).isTrue();
        });
    }

    @Test
    void publishesNothingWhenAStrangerChanges() {
        assertThat(published.path("The web shop changes its storage").isArray()).isTrue();
        assertThat(published.path("The web shop changes its storage")).isEmpty();
        assertThat(published.path("The web shop goes back")).isEmpty();
        assertThat(published.findValuesAsText("ResourceName")).doesNotContain("stshopmediafjv");
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** The columns in their order; inside of a column the order of members says nothing. */
    private static List<String> lines(JsonNode row) {
        return row.properties().stream()
                .map(column -> column.getKey() + ": "
                        + SORTED.valueToTree(SORTED.convertValue(column.getValue(), Object.class)))
                .toList();
    }

    /** A column a line, so that a difference shows which one. */
    private static String written(ObjectNode steps) {
        StringBuilder text = new StringBuilder("{");
        String afterStep = "";
        for (Map.Entry<String, JsonNode> step : steps.properties()) {
            text.append(afterStep)
                    .append("\n  ")
                    .append(JsonNodeFactory.instance.textNode(step.getKey()))
                    .append(": [");
            String afterRow = "";
            for (JsonNode row : step.getValue()) {
                text.append(afterRow).append("\n    {");
                String afterColumn = "";
                for (Map.Entry<String, JsonNode> column : row.properties()) {
                    text.append(afterColumn)
                            .append("\n      \"")
                            .append(column.getKey())
                            .append("\": ")
                            .append(column.getValue());
                    afterColumn = ",";
                }
                text.append("\n    }");
                afterRow = ",";
            }
            text.append(step.getValue().isEmpty() ? "]" : "\n  ]");
            afterStep = ",";
        }
        return text.append("\n}\n").toString();
    }
}

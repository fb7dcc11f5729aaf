package dev.plumbline.cli.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.Members;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.types.TypeData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scenario that ships is one that Azure would play along with. */
class ExampleScenarioTest {
    private static final Map<String, String> LOCAL = Map.of("host", "localhost");
    private static final Path EXAMPLES = Path.of("..", "..", "examples");

    @Test
    void everyStepIsAcceptedAndTold() throws IOException {
        List<ArmWrite> told = new ArrayList<>();
        EstateStore store = EstateStore.of(EstateFile.read(EXAMPLES.resolve("estate.json")), EmbeddedArm.ids());
        ArmService arm =
                new ArmService(store, TypeData.bundled(), () -> EmbeddedArm.NOW, EmbeddedArm.ids(), List.of(told::add));
        JsonNode scenario = new ObjectMapper().readTree(Files.readAllBytes(EXAMPLES.resolve("scenario.json")));
        int steps = 0;

        for (JsonNode step : scenario.path("steps")) {
            JsonNode request = step.path("request");
            byte[] body = request.has("body")
                    ? request.path("body").toString().getBytes(StandardCharsets.UTF_8)
                    : new byte[0];
            HttpAnswer answer = arm.answer(new HttpCall(
                    request.path("method").asText(),
                    request.path("path").asText(),
                    Map.of("api-version", request.path("apiVersion").asText()),
                    Map.of(
                            "host",
                            "localhost",
                            "x-plumbline-actor",
                            step.at("/who/name").asText()),
                    body));

            steps++;
            assertThat(answer.status())
                    .as("%s: %s", step.path("name").asText(), new String(answer.body(), StandardCharsets.UTF_8))
                    .isBetween(200, 201);
            assertThat(told).hasSize(steps);
            assertThat(told.get(steps - 1).caller().name())
                    .isEqualTo(step.at("/who/name").asText());
        }
        assertThat(steps).isGreaterThan(5);
    }

    @Test
    void everyResourceMayBeSentBackAsItWasRead() throws IOException {
        EstateFile file = EstateFile.read(EXAMPLES.resolve("estate.json"));
        EstateStore store = EstateStore.of(file, EmbeddedArm.ids());
        ArmService arm = new ArmService(store, TypeData.bundled(), () -> EmbeddedArm.NOW, EmbeddedArm.ids(), List.of());
        List<String> problems = new ArrayList<>();

        for (EstateFile.Exported exported : file.resources()) {
            String type = exported.id().type();
            if (type.equals("Microsoft.Resources/subscriptions") || type.endsWith("/datastores")) {
                // there is no PUT of the one, and the other is written with secrets that are never read
                continue;
            }
            Map<String, String> version =
                    Map.of("api-version", exported.json().path("apiVersion").asText("2025-01-01"));
            HttpAnswer read = arm.answer(new HttpCall("GET", exported.id().toString(), version, LOCAL, new byte[0]));
            HttpAnswer written = arm.answer(new HttpCall("PUT", exported.id().toString(), version, LOCAL, read.body()));
            JsonNode after = new ObjectMapper().readTree(written.body());
            if (written.status() != 200) {
                problems.add(exported.id() + ": " + after.at("/error/message").asText());
            } else if (!Members.same(after.path("properties"), exported.json().path("properties"))) {
                problems.add(exported.id() + ": " + after.path("properties"));
            }
        }

        assertThat(problems).isEmpty();
    }
}

package dev.plumbline.cli.local.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.cli.local.estate.EstateFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The estate that ships is one that Azure could have exported. */
class ExampleEstateTest {
    private static final EstateFile ESTATE = EstateFile.read(Path.of("..", "..", "examples", "estate.json"));

    @Test
    void everyResourceIsWhatItsTypeSays() {
        TypeData types = TypeData.bundled();
        List<String> problems = new ArrayList<>();
        int checked = 0;
        for (EstateFile.Exported exported : ESTATE.resources()) {
            String version = exported.json().path("apiVersion").asText("2026-09-01");
            Optional<ResourceType> type =
                    types.find(exported.json().path("type").asText(), version);
            if (type.isPresent()) {
                checked++;
                type.get()
                        .check(exported.json(), MissingNode.getInstance(), Purpose.ANSWER)
                        .forEach(problem -> problems.add(exported.id() + ": " + problem.message()));
            }
        }
        assertThat(problems).isEmpty();
        assertThat(checked).isGreaterThan(150);
    }

    @Test
    void apiVersionsThatItNamesExist() {
        TypeData types = TypeData.bundled();
        List<String> unknown = ESTATE.resources().stream()
                .filter(exported -> exported.json().has("apiVersion"))
                .filter(exported ->
                        !types.versions(exported.json().path("type").asText()).isEmpty())
                .filter(exported -> !types.versions(exported.json().path("type").asText())
                        .contains(exported.json().path("apiVersion").asText()))
                .map(exported -> exported.id() + " at "
                        + exported.json().path("apiVersion").asText())
                .toList();
        assertThat(unknown).isEmpty();
    }

    @Test
    void onlyKnownTypesAreUnchecked() {
        Set<String> unchecked = new TreeSet<>();
        for (EstateFile.Exported exported : ESTATE.resources()) {
            String type = exported.json().path("type").asText();
            if (TypeData.bundled().versions(type).isEmpty()) {
                unchecked.add(type);
            }
        }
        assertThat(unchecked)
                .containsOnly(
                        "Microsoft.ApiManagement/service/loggers",
                        "Microsoft.Compute/virtualMachines",
                        "Microsoft.Network/networkWatchers",
                        "Microsoft.Network/publicIPAddresses",
                        "Microsoft.Resources/subscriptions");
    }
}

package dev.plumbline.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suites that ship leave out none of the cases that every rule must stand. */
class ShippedSuitesTest {
    private static final Path RULES = Path.of("..", "..", "rules");

    static Stream<Path> rules() {
        return DocumentFolder.files(RULES, "policy.json").stream()
                .map(Path::getParent)
                .filter(folder -> !folder.endsWith("resources"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdTheCasesThatEveryRuleMustStand(Path folder) {
        JsonNode rule = read(folder.resolve("policy.json")).path("properties");
        JsonNode cases = read(folder.resolve("suite.json")).path("cases");

        Set<String> verdicts = new LinkedHashSet<>();
        Set<String> guards = new LinkedHashSet<>();
        boolean missing = false;
        boolean stranger = false;
        for (JsonNode each : cases) {
            verdicts.add(each.at("/expect/verdict").asText());
            each.at("/expect/guards")
                    .properties()
                    .forEach(guard -> guards.add(guard.getKey() + " " + guard.getValue()));
            missing |= holdsNull(each);
            stranger |= each.path("name").asText().matches("(?i).*(stranger|no workload|without workloads).*");
        }

        assertThat(verdicts).contains("compliant", "nonCompliant", "notApplicable");
        assertThat(missing).as("a case with null").isTrue();
        if (looksBeside(rule)) {
            assertThat(verdicts)
                    .as("a case in which something could not be read")
                    .contains("unknown");
        }
        if (rule.at("/metadata/scope").asText().equals("workload") && !ofWorkload(rule)) {
            assertThat(stranger).as("a case of a stranger").isTrue();
        }
        for (JsonNode guard : rule.at("/metadata/guards")) {
            String name = guard.path("name").asText();
            assertThat(guards).containsAll(List.of(name + " true", name + " false"));
        }
    }

    private static JsonNode read(Path file) {
        return DocumentFolder.file(file).orElseThrow().root();
    }

    private static boolean holdsNull(JsonNode node) {
        if (node.isContainerNode()) {
            for (JsonNode each : node) {
                if (holdsNull(each)) {
                    return true;
                }
            }
        }
        return node.isNull();
    }

    /** Whether the verdict rests on more than the resource's own document. */
    private static boolean looksBeside(JsonNode rule) {
        String condition = rule.at("/policyRule/if").toString();
        boolean section = rule.path("mode").asText().equals("Plumbline.Views")
                && condition
                        .replaceAll(
                                "\"field\":\"(type|(resource|\\['resource'])\\.[^\"]*)\"|field\\('resource\\.[^']*'\\)",
                                "")
                        .contains("field");
        return section || rule.at("/policyRule/then/details").has("type");
    }

    /** Views of accounts and workspaces are about workloads themselves. */
    private static boolean ofWorkload(JsonNode rule) {
        return rule.at("/policyRule/if").toString().matches(".*Plumbline\\.Views/(aiAccount|mlWorkspace).*");
    }
}

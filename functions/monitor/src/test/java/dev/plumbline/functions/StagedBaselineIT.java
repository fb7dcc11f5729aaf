package dev.plumbline.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.World;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Assessment;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineLoad;
import dev.plumbline.policy.baseline.BaselineSources;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The baseline in the staged jar, where the build wrote down what a start must know, is the one of the checkout. */
class StagedBaselineIT {
    private static final Path JAR = Path.of("target", "azure-functions", "plumbline", "plumbline-monitor-0.1.0.jar");
    private static final Path CHECKOUT = Path.of("..", "..");
    private static final String SUBSCRIPTION = "7c1e94b2-5d3a-4f86-9b07-3e6a20d8c415";

    @Test
    void judgesAsTheRulesInTheCheckout() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {JAR.toUri().toURL()}, null)) {
            BaselineLoad staged = load(BaselineSources.shipped(loader));
            BaselineLoad written = load(BaselineSources.shipped(CHECKOUT.resolve("rules")));

            assertThat(staged.issues()).isEqualTo(written.issues());
            assertThat(staged.baseline().version()).isEqualTo(written.baseline().version());
            assertThat(staged.baseline().index()).isEqualTo(written.baseline().index());
            World world = World.offline(Context.empty(), Optional.of(List.of()));
            int judged = 0;
            for (JsonNode resource : new ObjectMapper()
                    .readTree(CHECKOUT.resolve("examples/estate.json").toFile())) {
                PreparedResource prepared = PreparedResource.of(resource);
                List<String> verdicts = verdicts(staged.baseline(), prepared, world);
                assertThat(verdicts).isEqualTo(verdicts(written.baseline(), prepared, world));
                judged += verdicts.size();
            }
            assertThat(judged).isPositive();
        }
    }

    @Test
    void aStrictLoadReadsEveryDefinition() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {JAR.toUri().toURL()}, null)) {
            Baseline baseline = Baseline.compile(
                            BaselineSources.shipped(loader).withSubscriptions(List.of(SUBSCRIPTION)),
                            AliasCatalogue.bundled())
                    .orElseThrow();
            assertThat(baseline.version())
                    .isEqualTo(load(BaselineSources.shipped(CHECKOUT.resolve("rules")))
                            .baseline()
                            .version());
            assertThat(baseline.rules())
                    .allSatisfy(rule -> assertThat(rule.definition()).isPresent());
        }
    }

    private static BaselineLoad load(BaselineSources sources) {
        return Baseline.lenient(sources.withSubscriptions(List.of(SUBSCRIPTION)), AliasCatalogue.bundled());
    }

    private static List<String> verdicts(Baseline baseline, PreparedResource resource, World world) {
        return baseline.evaluate(resource, world).stream()
                .map(StagedBaselineIT::shown)
                .toList();
    }

    private static String shown(Assessment assessment) {
        return assessment.referenceId() + " " + assessment.severity() + " " + assessment.controls() + " "
                + assessment.verdict();
    }
}

package dev.plumbline.policy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every conformance case of the class path, each as a test of its own. */
class ConformanceTest {

    private static final int CASES = 677;

    @TestFactory
    Stream<DynamicContainer> cases() throws URISyntaxException {
        return suites().stream().map(suite -> dynamicContainer(suite.name(), tests(suite)));
    }

    private static Stream<DynamicTest> tests(ConformanceSuite suite) {
        return suite.cases().stream()
                .map(each -> dynamicTest(each.name(), () -> {
                    ConformanceResult result = ConformanceRunner.run(each, suite.aliases());
                    assertThat(result.actual())
                            .as("expected %s", result.expected())
                            .isNotNull();
                    assertThat(result.passed())
                            .as("expected %s, found %s", result.expected(), result.actual())
                            .isTrue();
                }));
    }

    @Test
    void noneIsLost() throws URISyntaxException {
        assertThat(suites().stream().mapToInt(suite -> suite.cases().size()).sum())
                .isEqualTo(CASES);
    }

    private static List<ConformanceSuite> suites() throws URISyntaxException {
        URL manifest = Objects.requireNonNull(ConformanceTest.class.getResource("/conformance/manifest.json"));
        Path root = Objects.requireNonNull(Path.of(manifest.toURI()).getParent());
        return ConformanceSuite.files(root).stream()
                .map(file -> ConformanceSuite.read(root, file).orElseThrow())
                .toList();
    }
}

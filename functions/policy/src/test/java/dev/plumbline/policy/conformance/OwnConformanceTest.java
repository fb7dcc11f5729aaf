package dev.plumbline.policy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our own cases of the policy language, in the format of the public ones: {@code src/test/resources/conformance-own}. */
class OwnConformanceTest {
    private static Path root() throws URISyntaxException {
        return Path.of(OwnConformanceTest.class.getResource("/conformance-own").toURI());
    }

    @TestFactory
    Stream<DynamicTest> cases() throws URISyntaxException {
        Path root = root();
        return ConformanceSuite.files(root).stream().flatMap(file -> {
            ConformanceSuite suite = ConformanceSuite.read(root, file).orElseThrow();
            return suite.cases().stream()
                    .map(each -> DynamicTest.dynamicTest(each.suite() + "/" + each.name(), () -> {
                        ConformanceResult result = ConformanceRunner.run(each, suite.aliases());
                        assertThat(result.passed())
                                .as("expected %s, found %s, of %s", result.expected(), result.actual(), each.json())
                                .isTrue();
                    }));
        });
    }

    @Test
    void everyCaseHasANameOfItsOwn() throws URISyntaxException {
        Set<String> names = new HashSet<>();
        for (Path file : ConformanceSuite.files(root())) {
            for (ConformanceCase each :
                    ConformanceSuite.read(root(), file).orElseThrow().cases()) {
                assertThat(names.add(each.suite() + "/" + each.name()))
                        .as("%s is there once", each.name())
                        .isTrue();
            }
        }
        assertThat(names).hasSizeGreaterThan(700);
    }
}

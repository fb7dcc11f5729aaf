package dev.plumbline.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionPatternTest {

    @ParameterizedTest
    @CsvSource({
        "1.*.*, 1.0.0, true",
        "1.*.*, 1.12.3, true",
        "1.*.*, 2.0.0, false",
        "1.2.*, 1.2.9, true",
        "1.2.*, 1.3.0, false",
        "1.2.3, 1.2.3, true",
        "1.2.3, 1.2.4, false",
        "1.*.*, 1.1.0-preview, false",
        "1.*.*-preview, 1.1.0-preview, true",
        "1.*.*-preview, 1.1.0, true",
        "1.*.*-PREVIEW, 1.1.0-PREVIEW, true",
        "1.*.*, 1.1.0-deprecated, true",
        "10.*.*, 1.0.0, false",
    })
    void acceptsVersions(String pattern, String version, boolean accepted) {
        VersionPattern parsed = VersionPattern.parse(pattern).orElseThrow();

        assertThat(parsed.matches(DefinitionVersion.parse(version).orElseThrow()))
                .isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.*", "*.*.*", "1.2.3.4", "1.x.*", "v1.0.0", "9999999999.0.0"})
    void refusesWhatIsNoPattern(String text) {
        assertThat(VersionPattern.parse(text)).isEmpty();
    }

    @Test
    void theNewestVersionIsTheGreatest() {
        assertThat(version("1.10.0")).isGreaterThan(version("1.9.9"));
        assertThat(version("2.0.0")).isGreaterThan(version("1.99.99"));
        assertThat(version("1.0.0")).isGreaterThan(version("1.0.0-preview"));
    }

    private static DefinitionVersion version(String text) {
        return DefinitionVersion.parse(text).orElseThrow();
    }
}

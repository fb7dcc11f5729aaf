package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlumblineTest {

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "scan", "test", "coverage", "conformance"})
    void everyCommandExplainsItself(String command) {
        Shell shell = Shell.run(command, "--help");

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).startsWith("Usage: plumbline " + command).contains("--help");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void saysItsVersion() {
        assertThat(Shell.run("--version").out()).matches("plumbline \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void withoutACommandItSaysWhereToLook() {
        Shell shell = Shell.run();

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("expected").contains("no command").contains("plumbline --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536"})
    void aPortThatIsNoneIsWrongUsage(String port) {
        Shell shell = Shell.run("run", "--port", port);

        assertThat(shell.code()).isEqualTo(Plumbline.INVALID);
        assertThat(shell.err())
                .contains("expected a port from 0 to 65535", "--port " + port)
                .doesNotContain("\tat ");
    }

    @Test
    void wrongUsageNamesTheNearestOption() {
        Shell shell = Shell.run("scan", "--estate", "x.json", "--formt", "json");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("--formt").contains("--format");
        assertThat(shell.out()).isEmpty();
    }
}

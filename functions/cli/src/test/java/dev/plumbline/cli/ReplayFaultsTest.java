package dev.plumbline.cli;

import static dev.plumbline.cli.Recorded.ACCOUNT;
import static dev.plumbline.cli.Recorded.ANNA;
import static dev.plumbline.cli.Recorded.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An Azure that fails now and then: what can succeed later is tried again, and what was refused is not known. */
@Timeout(60)
class ReplayFaultsTest {
    private static final ObjectNode OPENED = event("e-1", ACCOUNT, "Write", ANNA, "2026-11-20T10:00:00Z");
    private static final ObjectNode LATER = event("e-2", ACCOUNT, "Write", ANNA, "2026-11-20T11:00:00Z");
    private static final ObjectNode LAST = event("e-3", ACCOUNT, "Write", ANNA, "2026-11-20T12:00:00Z");

    @TempDir
    private Path folder;

    private List<Object> rules = List.of();

    @BeforeEach
    void writeTheBaseline() {
        rules = Recorded.rules(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"on\": \"arm\", \"fault\": \"status\", \"status\": 429, \"retryAfter\": \"PT60S\", \"times\": 3}",
                "{\"on\": \"arm\", \"fault\": \"status\", \"status\": 503, \"retryAfter\": \"PT60S\", \"times\": 5}",
                "{\"on\": \"arm\", \"fault\": \"status\", \"status\": 500, \"times\": 4}",
                "{\"on\": \"arm\", \"fault\": \"drop\", \"times\": 4}",
                "{\"on\": \"logs\", \"fault\": \"status\", \"status\": 429, \"retryAfter\": \"PT60S\", \"times\": 3}",
                "{\"on\": \"logs\", \"fault\": \"status\", \"status\": 500, \"times\": 4}",
                "{\"on\": \"logs\", \"fault\": \"drop\", \"times\": 4}"
            })
    void whatFailsForATimeIsTriedAgainAndPublishedOnce(String fault) {
        Shell shell = replay("Enabled", OPENED, "--faults", faults(fault));

        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(Recorded.rows(shell)).hasSize(1);
        assertThat(Recorded.rows(shell).get(0).path("EventId").asText()).isEqualTo("e-1");
    }

    @Test
    void whatNeverSucceedsIsGivenUpAfterADay() {
        Shell shell = replay(
                "Enabled",
                OPENED,
                "--faults",
                faults("{\"on\": \"arm\", \"fault\": \"status\", \"status\": 429, \"retryAfter\": \"PT60S\"}"));

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains("given up after").contains("429");
    }

    @Test
    void whatCouldNotBePublishedWaitsInTheLedger() {
        Path ledger = folder.resolve("ledger");

        Shell down = replay(
                "Enabled",
                OPENED,
                "--ledger",
                ledger,
                "--faults",
                faults("{\"on\": \"logs\", \"fault\": \"status\", \"status\": 503, \"retryAfter\": \"PT60S\"}"));
        Shell up = replay("Enabled", OPENED, "--ledger", ledger);
        Shell again = replay("Enabled", OPENED, "--ledger", ledger);

        assertThat(down.code()).isEqualTo(1);
        assertThat(down.out()).isEmpty();
        assertThat(down.err()).contains("still in the ledger");
        assertThat(up.code()).as(up.err()).isZero();
        assertThat(Recorded.rows(up)).hasSize(1);
        assertThat(again).isEqualTo(new Shell(0, "", ""));
    }

    @Test
    void aRefusedReadIsUnknownAndNeverClosesAFinding() {
        Path ledger = folder.resolve("ledger");
        String refused = "{\"on\": \"arm\", \"fault\": \"status\", \"status\": 403, \"method\": \"GET\"}";

        Shell open = replay("Enabled", OPENED, "--ledger", ledger);
        Shell unknown = replay("Disabled", LATER, "--ledger", ledger, "--faults", faults(refused));
        Shell closed = replay("Disabled", LAST, "--ledger", ledger);

        assertThat(Recorded.rows(open)).hasSize(1);
        assertThat(unknown.code()).as(unknown.err()).isZero();
        assertThat(unknown.out()).isEmpty();
        assertThat(Recorded.rows(closed))
                .extracting(row -> row.path("Transition").asText())
                .containsExactly("resolved");
        assertThat(Recorded.rows(closed).get(0).path("EventId").asText()).isEqualTo("e-3");
    }

    @Test
    void aRefusedReadIsNoPass() {
        Path ledger = folder.resolve("ledger");

        Shell unknown = replay(
                "Enabled",
                OPENED,
                "--ledger",
                ledger,
                "--faults",
                faults("{\"on\": \"arm\", \"fault\": \"status\", \"status\": 403, \"times\": 50}"));
        Shell seen = replay("Enabled", LATER, "--ledger", ledger);

        assertThat(unknown.code()).as(unknown.err()).isZero();
        assertThat(unknown.out()).isEmpty();
        assertThat(Recorded.rows(seen))
                .as("nothing was known, so nothing is claimed")
                .extracting(row -> row.path("Transition").asText())
                .containsExactly("snapshot");
    }

    @Test
    void aFaultsFileThatIsNoneIsRefused() {
        Shell shell =
                replay("Enabled", OPENED, "--faults", faults("{\"on\": \"arm\", \"fault\": \"rain\", \"satus\": 1}"));

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err())
                .contains("$.faults[0].fault")
                .contains("$.faults[0].satus")
                .doesNotContain("\tat ");
    }

    private Path faults(String fault) {
        return Shell.write(folder, "faults.json", "{\"faults\": [" + fault + "]}");
    }

    private Shell replay(String access, ObjectNode event, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(
                "replay",
                "--estate",
                Shell.write(folder, "estate.json", Recorded.estate(access, true)),
                "--events",
                Shell.write(folder, "events.json", event.toString())));
        arguments.addAll(rules);
        arguments.addAll(List.of(more));
        return Shell.run(arguments.toArray());
    }
}

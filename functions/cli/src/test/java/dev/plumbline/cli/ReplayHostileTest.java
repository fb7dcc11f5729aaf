package dev.plumbline.cli;

import static dev.plumbline.cli.Recorded.ACCOUNT;
import static dev.plumbline.cli.Recorded.ANNA;
import static dev.plumbline.cli.Recorded.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is wrong: what no retry can mend is put aside and told, and what is right beside it is still handled. */
@Timeout(60)
class ReplayHostileTest {
    private static final ObjectNode GOOD = event("e-1", ACCOUNT, "Write", ANNA, "2026-11-20T10:00:00Z");

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
                "{\"id\": \"e-1\", \"subject\"",
                "not json",
                "{\"a\": 1, \"a\": 2}",
                "[1, 2",
                "\"text\"",
                "[]x",
                "{} {}"
            })
    void whatIsNoEventIsPutAside(String text) throws IOException {
        Path ledger = folder.resolve("ledger");

        Shell shell = replay(Shell.write(folder, "events.json", text), "--ledger", ledger);

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err())
                .contains("put aside: event")
                .contains("expected")
                .contains("found");
        assertThat(shell.err()).doesNotContain("\tat ");
        try (Stream<Path> kept = Files.list(ledger.resolve("dead-letter"))) {
            assertThat(kept).isNotEmpty();
        }
    }

    @Test
    void aBrokenLineDoesNotKeepTheOthersFromBeingHandled() {
        Path events = Shell.write(
                folder,
                "events.jsonl",
                "{\"id\": \n" + GOOD + "\n" + GOOD.toString().substring(0, 200) + "\n");

        Shell shell = replay(events);

        assertThat(shell.code()).isEqualTo(1);
        assertThat(Recorded.rows(shell)).hasSize(1);
        assertThat(shell.err().lines().filter(line -> line.startsWith("put aside: ")))
                .hasSize(2);
    }

    @Test
    void aBodyOverOneMegabyteIsPutAside() {
        ObjectNode large = GOOD.deepCopy();
        ((ObjectNode) large.path("data")).put("padding", "x".repeat(1_100_000));

        Shell shell = replay(Shell.write(folder, "events.jsonl", large + "\n" + GOOD));

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err()).contains("at most 1048576 bytes");
        assertThat(shell.err().length()).isLessThan(1_000);
        assertThat(Recorded.rows(shell)).hasSize(1);
    }

    @Test
    void anUnknownTypeOfEventIsPutAsideWithItsName() {
        Shell shell = replay(events(GOOD.deepCopy().put("eventType", "Microsoft.Storage.BlobCreated"), GOOD));

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err())
                .contains("eventType: expected a change of a resource")
                .contains("`Microsoft.Storage.BlobCreated`");
        assertThat(Recorded.rows(shell)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Microsoft.Resources.ResourceWriteFailure",
                "Microsoft.Resources.ResourceDeleteCancel",
                "Microsoft.EventGrid.SubscriptionValidationEvent"
            })
    void whatTellsOfNoChangeIsIgnored(String type) {
        assertThat(replay(events(GOOD.deepCopy().put("eventType", type)))).isEqualTo(new Shell(0, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "subject", "eventType", "eventTime", "data"})
    void aMissingFieldIsNamed(String field) {
        ObjectNode without = GOOD.deepCopy();
        without.remove(field);
        ObjectNode number = GOOD.deepCopy().put(field, 7);

        Shell shell = replay(events(without, number, GOOD));

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("put aside: event." + field + ": expected "));
        assertThat(Recorded.rows(shell)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"eventTime, yesterday", "eventTime, 2026-13-45T99:00:00Z", "eventTime, ''", "id, ''"})
    void aFieldThatCannotBeReadIsNamed(String field, String value) {
        Shell shell = replay(events(GOOD.deepCopy().put(field, value)));

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains("event." + field + ": expected ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../oai-two",
                "%2f..%2foai-two",
                "?api-version=1",
                "#x",
                "\u0000",
                "\r\nHost: x",
                "\u001b[2J",
                "//x",
                "\u202e",
                "%3f",
                "\\..\\x"
            })
    void anIdThatIsNoneIsPutAside(String ending) {
        Shell shell = replay(events(GOOD.deepCopy().put("subject", ACCOUNT + ending), GOOD));

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err()).contains("put aside: event.subject: expected the id of a resource");
        assertThat(shell.err().replace(System.lineSeparator(), "")).doesNotContainPattern("\\p{Cntrl}");
        assertThat(Recorded.rows(shell)).as("the good one beside it").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "/subscriptions", "subscriptions/x/y", "https://example.com/subscriptions/1"})
    void aSubjectThatIsNoResourceIsPutAside(String subject) {
        Shell shell = replay(events(GOOD.deepCopy().put("subject", subject)));

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err()).contains("put aside: event.subject");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void aForeignSubscriptionIsPutAside() {
        String foreign = ACCOUNT.replace(Recorded.SUBSCRIPTION, "99999999-2222-4333-8444-555555555555");

        Shell shell = replay(events(event("e-2", foreign, "Write", ANNA, "2026-11-20T10:00:00Z"), GOOD));

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err())
                .contains("expected a resource in a monitored subscription")
                .contains(foreign)
                .contains("nothing was read");
        assertThat(Recorded.rows(shell)).hasSize(1);
    }

    @Test
    void resourcesThatReferToEachOtherInACircleAreNoTrap() {
        String one = store("one", "two");
        String two = store("two", "one");
        String self = store("self", "self");
        String estate = Recorded.estate("Enabled", true);
        estate = estate.substring(0, estate.length() - 1) + ", " + one + ", " + two + ", " + self + "]";
        estate = estate.replace(
                "\"publicNetworkAccess\": \"Enabled\", \"privateEndpointConnections\"",
                "\"publicNetworkAccess\": \"Enabled\", \"userOwnedStorage\": [{\"resourceId\": \"" + id("one")
                        + "\"}], \"privateEndpointConnections\"");
        Path events = events(
                GOOD,
                event("e-2", id("one"), "Write", ANNA, "2026-11-20T10:00:01Z"),
                event("e-3", id("self"), "Delete", ANNA, "2026-11-20T10:00:02Z"));

        Shell shell = replayOver(estate, events, "--estate-before", Shell.write(folder, "before.json", estate));
        Shell first = replayOver(estate, events);

        assertThat(shell).isEqualTo(new Shell(0, "", ""));
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(Recorded.rows(first)).hasSize(1);
    }

    @Test
    void aRuleThatDoesNotLoadIsRefusedWithAllItsIssues() {
        Shell.write(folder, "definitions/closed.json", """
                {"name": "closed", "properties": {"mode": "All", "policyRule": {
                  "if": {"allOf": [{"field": "type", "equalz": "x"}, {"field": "kind"}]}, "then": {"effect": "audit"}}}}""");

        Shell shell = replay(events(GOOD));

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err())
                .contains("closed.json")
                .contains("allOf[0]")
                .contains("equalz")
                .contains("allOf[1]");
        assertThat(shell.err()).doesNotContain("\tat ");
    }

    @Test
    void wrongUsageAndUnreadableFilesAreToldApartFromDeadLetters() {
        Path estate = Shell.write(folder, "estate.json", Recorded.estate("Enabled", true));

        assertThat(Shell.run("replay", "--estate", estate))
                .satisfies(shell -> assertThat(shell.code()).isEqualTo(2))
                .satisfies(shell -> assertThat(shell.err()).contains("--events"));
        assertThat(Shell.run("replay", "--estate", estate, "--events", folder.resolve("none.json")))
                .satisfies(shell -> assertThat(shell.code()).isEqualTo(2))
                .satisfies(
                        shell -> assertThat(shell.err()).contains("none.json").doesNotContain("\tat "));
        assertThat(Shell.run("replay", "--estate", folder.resolve("none.json"), "--events", events(GOOD)))
                .satisfies(shell -> assertThat(shell.code()).isEqualTo(2));
        assertThat(Shell.run("replay", "--estate", Shell.write(folder, "broken.json", "[{]"), "--events", events(GOOD)))
                .satisfies(shell -> assertThat(shell.code()).isEqualTo(2))
                .satisfies(
                        shell -> assertThat(shell.err()).contains("broken.json").doesNotContain("\tat "));
        assertThat(Shell.run("replay", "--estate", estate, "--events", events(GOOD), "--ledger", estate))
                .satisfies(shell -> assertThat(shell.code()).isEqualTo(2))
                .satisfies(shell -> assertThat(shell.err()).contains("--ledger").doesNotContain("\tat "));
        assertThat(Shell.run("replay", "--estate", estate, "--events", events(GOOD), "--subscription", "a/../b"))
                .satisfies(shell -> assertThat(shell.code()).isEqualTo(2));
        assertThat(Shell.run("replay", "--estate", estate, "--events", Shell.write(folder, "empty.json", "")))
                .isEqualTo(new Shell(0, "", ""));
    }

    private static String id(String name) {
        return Recorded.GROUP + "/providers/Microsoft.Storage/storageAccounts/" + name;
    }

    private static String store(String name, String other) {
        return """
                {"id": "%s", "name": "%s", "type": "Microsoft.Storage/storageAccounts", "location": "swedencentral",
                 "tags": {"partner": "%s"}, "properties": {"publicNetworkAccess": "Enabled"}}""".formatted(id(name), name, id(other));
    }

    private Path events(JsonNode... events) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode event : events) {
            lines.append(event).append('\n');
        }
        return Shell.write(folder, "events.jsonl", lines.toString());
    }

    private Shell replay(Path events, Object... more) {
        return replayOver(Recorded.estate("Enabled", true), events, more);
    }

    private Shell replayOver(String estate, Path events, Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of("replay", "--estate", Shell.write(folder, "estate.json", estate), "--events", events));
        arguments.addAll(rules);
        arguments.addAll(List.of(more));
        return Shell.run(arguments.toArray());
    }
}

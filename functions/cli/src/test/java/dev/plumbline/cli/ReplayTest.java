package dev.plumbline.cli;

import static dev.plumbline.cli.Recorded.ACCOUNT;
import static dev.plumbline.cli.Recorded.ANNA;
import static dev.plumbline.cli.Recorded.BEN;
import static dev.plumbline.cli.Recorded.ENDPOINT;
import static dev.plumbline.cli.Recorded.STORE;
import static dev.plumbline.cli.Recorded.array;
import static dev.plumbline.cli.Recorded.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded deliveries, played through the function: what is published, and what is said of each first sight. */
class ReplayTest {
    private static final ObjectNode OPENED = event("e-1", ACCOUNT, "Write", ANNA, "2026-11-20T10:00:00.1234567Z");
    private static final ObjectNode TOUCHED = event("e-2", ACCOUNT, "Write", BEN, "2026-11-20T10:05:00Z");

    @TempDir
    private Path folder;

    private List<Object> rules = List.of();

    @BeforeEach
    void writeTheBaseline() {
        rules = Recorded.rules(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"one event", "an array", "JSON Lines", "arrays line by line", "CloudEvents", "one file each"})
    void takesEveryFormOfDelivery(String form) {
        Path events = switch (form) {
            case "one event" -> Shell.write(folder, "events.json", OPENED.toPrettyString());
            case "an array" -> Shell.write(folder, "events.json", array(OPENED));
            case "JSON Lines" -> Shell.write(folder, "events.jsonl", OPENED + "\n" + stranger() + "\n\n");
            case "arrays line by line" ->
                Shell.write(folder, "events.jsonl", array(stranger()) + "\r\n" + array(OPENED));
            case "CloudEvents" -> Shell.write(folder, "events.json", array(Recorded.cloudEvent(OPENED)));
            default -> Shell.write(folder, "events.json", OPENED.toString());
        };
        List<Object> more = form.equals("one file each")
                ? List.of(
                        "--events", Shell.write(folder, "more.json", stranger().toString()))
                : List.of();

        Shell shell = replay(Recorded.estate("Enabled", true), events, more.toArray());

        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.err()).isEmpty();
        List<JsonNode> rows = Recorded.rows(shell);
        assertThat(rows).hasSize(1);
        JsonNode row = rows.get(0);
        assertThat(row.path("Transition").asText()).isEqualTo("snapshot");
        assertThat(row.path("DefinitionName").asText()).isEqualTo("closed");
        assertThat(row.path("ResourceId").asText()).isEqualTo(ACCOUNT);
        assertThat(row.path("WorkloadId").asText()).isEqualTo(ACCOUNT);
        assertThat(row.path("ActorName").asText()).isEqualTo(ANNA);
        assertThat(row.path("ActorObjectId").asText()).isEqualTo("o-" + ANNA);
        assertThat(row.path("ActorType").asText()).isEqualTo("User");
        assertThat(row.path("ActorIp").asText()).isEqualTo("198.51.100.7");
        assertThat(row.path("EventId").asText()).isEqualTo("e-1");
        assertThat(row.path("EventTime").asText()).isEqualTo("2026-11-20T10:00:00.123456700Z");
        assertThat(row.path("Source").asText()).isEqualTo("event");
    }

    @Test
    void aFirstSightClaimsNoCause() {
        JsonNode row =
                rows(replay(Recorded.estate("Enabled", true), events(OPENED))).get(0);

        assertThat(row.path("Transition").asText()).isEqualTo("snapshot");
        assertThat(row.path("Message").asText())
                .contains("no change is shown to be the cause")
                .contains("last touched by `" + ANNA + "`");
        assertThat(row.path("Reasons")).hasSize(1);
        assertThat(row.path("Reasons").get(0).has("previous")).isFalse();
    }

    @Test
    void theStateBeforeShowsWhatTheEventChanged() {
        Shell shell = replay(
                Recorded.estate("Enabled", true),
                events(OPENED),
                "--estate-before",
                before(Recorded.estate("Disabled", true)));

        JsonNode row = rows(shell).get(0);
        assertThat(rows(shell)).hasSize(1);
        assertThat(row.path("Transition").asText()).isEqualTo("opened");
        assertThat(row.path("Reasons").get(0).path("previous").asText()).isEqualTo("Disabled");
        assertThat(row.path("Reasons").get(0).path("actual").asText()).isEqualTo("Enabled");
        assertThat(row.path("Message").asText())
                .contains("opened by `" + ANNA + "`")
                .doesNotContain("first looked at");
    }

    @Test
    void whatWasOpenBeforeResolvesOrStaysQuiet() {
        Path open = before(Recorded.estate("Enabled", true));

        Shell closed = replay(Recorded.estate("Disabled", true), events(OPENED), "--estate-before", open);
        Shell same = replay(Recorded.estate("Enabled", true), events(OPENED), "--estate-before", open);

        assertThat(rows(closed))
                .extracting(row -> row.path("Transition").asText())
                .containsExactly("resolved");
        assertThat(rows(same)).isEmpty();
        assertThat(same.code()).isZero();
    }

    @Test
    void aResourceThatWasNotThereBeforeIsNew() {
        Path before = before("[" + Recorded.store() + "]");

        Shell shell = replay(Recorded.estate("Enabled", true), events(OPENED), "--estate-before", before);

        assertThat(rows(shell)).hasSize(1);
        assertThat(rows(shell).get(0).path("Transition").asText()).isEqualTo("opened");
        assertThat(rows(shell).get(0).path("Reasons").get(0).has("previous")).isFalse();
    }

    @Test
    void aDeletedResourceClosesItsFindings() {
        ObjectNode deleted = event("e-9", ACCOUNT, "Delete", BEN, "2026-11-20T11:00:00Z");

        Shell shell = replay(
                "[]",
                events(deleted),
                "--estate-before",
                before(Recorded.estate("Enabled", true)),
                "--subscription",
                Recorded.SUBSCRIPTION);

        assertThat(rows(shell))
                .extracting(
                        row -> row.path("Transition").asText(),
                        row -> row.path("ActorName").asText())
                .containsExactly(tuple("resourceDeleted", BEN));
    }

    @Test
    void aDeliveryThatIsRepeatedIsAnsweredOnce() {
        Path twice = Shell.write(folder, "events.jsonl", OPENED + "\n" + OPENED + "\n" + array(OPENED, OPENED));

        Shell shell = replay(Recorded.estate("Enabled", true), twice);

        assertThat(shell.code()).isZero();
        assertThat(rows(shell)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNewestOfSeveralEventsIsNamedAndTheOthersAreListed(boolean inOrder) {
        Path events = inOrder ? events(OPENED, TOUCHED) : events(TOUCHED, OPENED);

        Shell shell = replay(
                Recorded.estate("Enabled", true), events, "--estate-before", before(Recorded.estate("Disabled", true)));

        assertThat(rows(shell)).hasSize(1);
        JsonNode row = rows(shell).get(0);
        assertThat(row.path("ActorName").asText()).isEqualTo(BEN);
        assertThat(row.path("EventId").asText()).isEqualTo("e-2");
        assertThat(row.path("Message").asText())
                .contains("opened by `" + BEN + "`")
                .contains("answered as well: `Microsoft.CognitiveServices/accounts/write` by `" + ANNA + "`");
    }

    @Test
    void aStrangerIsNoConcern() {
        Shell shell = replay(Recorded.estate("Enabled", true), events(stranger()));

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDeletedPrivateEndpointFindsItsAccountAlsoAfterARestart(boolean endpointSeen) {
        Path ledger = folder.resolve("ledger");
        ObjectNode made = event("e-3", ENDPOINT, "Write", ANNA, "2026-11-20T09:00:00Z");
        ObjectNode deleted = event("e-4", ENDPOINT, "Delete", BEN, "2026-11-20T12:00:00Z");
        Path first = endpointSeen ? events(made) : events(OPENED);

        Shell before = replay(Recorded.estate("Disabled", true), first, "--ledger", ledger);
        Shell after = replay(Recorded.estate("Disabled", false), events(deleted), "--ledger", ledger);

        assertThat(before.code()).as(before.err()).isZero();
        assertThat(before.out()).isEmpty();
        assertThat(rows(after)).hasSize(1);
        JsonNode row = rows(after).get(0);
        assertThat(row.path("ResourceId").asText()).isEqualTo(ACCOUNT);
        assertThat(row.path("DefinitionName").asText()).isEqualTo("connected");
        assertThat(row.path("Transition").asText()).isEqualTo("opened");
        assertThat(row.path("ActorName").asText()).isEqualTo(BEN);
        assertThat(row.path("Operation").asText()).isEqualTo("Microsoft.Network/privateEndpoints/delete");
        assertThat(row.path("Reasons").get(0).path("previous").asInt()).isEqualTo(1);
        assertThat(row.path("Reasons").get(0).path("actual").asInt()).isZero();
    }

    @Test
    void aLedgerRemembersWhatWasPublished() {
        Path ledger = folder.resolve("ledger");

        Shell first = replay(Recorded.estate("Enabled", true), events(OPENED), "--ledger", ledger);
        Shell again = replay(Recorded.estate("Enabled", true), events(OPENED, TOUCHED), "--ledger", ledger);
        ObjectNode repaired = event("e-5", ACCOUNT, "Write", BEN, "2026-11-20T13:00:00Z");
        Shell closed = replay(Recorded.estate("Disabled", true), events(repaired), "--ledger", ledger);

        assertThat(rows(first)).hasSize(1);
        assertThat(rows(again)).isEmpty();
        assertThat(rows(closed))
                .extracting(row -> row.path("Transition").asText())
                .containsExactly("resolved");
        assertThat(rows(closed).get(0).path("FindingId"))
                .isEqualTo(rows(first).get(0).path("FindingId"));
        assertThat(rows(closed).get(0).path("TransitionId"))
                .isNotEqualTo(rows(first).get(0).path("TransitionId"));
    }

    @Test
    void everyEventThatARuleSpeaksOfIsAFindingOfItsOwn() {
        Path examples = PlayedEstate.EXAMPLES;
        Path ledger = folder.resolve("keys");

        Shell first = keysListed(examples, ledger);
        Shell again = keysListed(examples, ledger);

        List<JsonNode> rows = Recorded.rows(first).stream()
                .filter(row -> row.path("DefinitionName").asText().equals("openai-key-read-by-unknown-caller"))
                .toList();
        assertThat(rows)
                .extracting(row -> row.path("Transition").asText() + " "
                        + row.path("ActorName").asText())
                .containsExactly("opened mateo.rinaldi@fjellvik.example", "opened tomas.eide@fjellvik.example");
        assertThat(rows).extracting(row -> row.path("FindingId").asText()).doesNotHaveDuplicates();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.path("Operation").asText())
                        .isEqualTo("Microsoft.CognitiveServices/accounts/listKeys/action"));
        assertThat(Recorded.rows(again))
                .as("the same deliveries once more")
                .noneMatch(row -> row.path("DefinitionName").asText().equals("openai-key-read-by-unknown-caller"));
    }

    private static Shell keysListed(Path examples, Path ledger) {
        return Shell.run(
                "replay",
                "--estate",
                examples.resolve("estate.json"),
                "--events",
                examples.resolve("events/lab-keys-listed.cloudevents.json"),
                "--ledger",
                ledger);
    }

    @Test
    void theExamplesTellWhatTheirReadmeSays() {
        Path examples = PlayedEstate.EXAMPLES;

        Shell shell = Shell.run(
                "replay",
                "--estate",
                examples.resolve("estate.json"),
                "--estate-before",
                examples.resolve("events/lab-before.json"),
                "--events",
                examples.resolve("events/lab-account-opened.json"),
                examples.resolve("events/lab-endpoint-deleted.json"));

        assertThat(shell.code()).as(shell.err()).isZero();
        List<JsonNode> lab = Recorded.rows(shell).stream()
                .filter(row -> row.path("ResourceName").asText().equals("oai-lab"))
                .toList();
        assertThat(lab)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path("Transition").asText()).isEqualTo("opened"));
        assertThat(Recorded.rows(shell))
                .as("what was there in the morning is not seen for the first time")
                .noneMatch(row -> row.path("Transition").asText().equals("snapshot"));
        assertThat(lab)
                .extracting(row -> row.path("DefinitionName").asText())
                .contains(
                        "openai-public-network-disabled",
                        "openai-private-endpoint-approved",
                        "openai-diagnostics-audit-enabled");
    }

    @Test
    void theStrangerOfTheExamplesIsNoConcern() {
        Shell shell = Shell.run(
                "replay",
                "--estate",
                PlayedEstate.EXAMPLES.resolve("estate.json"),
                "--events",
                PlayedEstate.EXAMPLES.resolve("events/webshop-storage.json"));

        assertThat(shell).isEqualTo(new Shell(0, "", ""));
    }

    private static ObjectNode stranger() {
        return event("e-7", STORE, "Write", ANNA, "2026-11-20T10:01:00Z");
    }

    private Path events(JsonNode... events) {
        return Shell.write(folder, "events.json", array(events));
    }

    private Path before(String estate) {
        return Shell.write(folder, "before.json", estate);
    }

    private List<JsonNode> rows(Shell shell) {
        assertThat(shell.code()).as(shell.err()).isZero();
        return Recorded.rows(shell);
    }

    private Shell replay(String estate, Path events, Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of("replay", "--estate", Shell.write(folder, "estate.json", estate), "--events", events));
        arguments.addAll(rules);
        arguments.addAll(List.of(more));
        return Shell.run(arguments.toArray());
    }
}

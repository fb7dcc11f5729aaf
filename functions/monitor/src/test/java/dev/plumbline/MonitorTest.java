package dev.plumbline;

import static dev.plumbline.Street.ACCOUNT;
import static dev.plumbline.Street.ENDPOINT;
import static dev.plumbline.Street.SETTING;
import static dev.plumbline.Street.STORAGE;
import static dev.plumbline.Street.SUBSCRIPTION;
import static dev.plumbline.Street.assertMessage;
import static dev.plumbline.Street.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.TransientFailure;
import dev.plumbline.finding.Column;
import dev.plumbline.finding.Counters.Count;
import dev.plumbline.finding.FindingRow;
import dev.plumbline.policy.baseline.BaselineSources;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MonitorTest {
    private final Street street = new Street();

    @Test
    void aFirstSightIsASnapshotAndBlamesNobody() {
        street.account("Enabled", true);
        street.estate.put(SETTING, "{}");

        List<FindingRow> rows = street.written(ACCOUNT, "alice@example.org");

        assertThat(rows).extracting(Street::brief).containsExactly("snapshot openai-public-access oai");
        FindingRow row = rows.get(0);
        assertThat(text(row, Column.ACTOR_NAME)).isEqualTo("alice@example.org");
        assertThat(row.value(Column.REASONS).get(0).has("previous")).isFalse();
        assertMessage(row)
                .contains("no change is shown to be the cause")
                .contains("last touched by `alice@example.org`");
    }

    @Test
    void aChangeAfterASnapshotIsOpenedWithActorAndPreviousValue() {
        street.furnished().sweep();
        street.account("Enabled", true);

        List<FindingRow> rows = street.written(ACCOUNT, "alice@example.org");

        assertThat(rows).extracting(Street::brief).containsExactly("opened openai-public-access oai");
        FindingRow row = rows.get(0);
        JsonNode reason = row.value(Column.REASONS).get(0);
        assertThat(reason.path("path").asText()).isEqualTo("properties.publicNetworkAccess");
        assertThat(reason.path("operator").asText()).isEqualTo("notEquals");
        assertThat(reason.path("expected").asText()).isEqualTo("Disabled");
        assertThat(reason.path("actual").asText()).isEqualTo("Enabled");
        assertThat(reason.path("previous").asText()).isEqualTo("Disabled");
        assertMessage(row).contains("opened by `alice@example.org` with `Microsoft.CognitiveServices/accounts/write`");
    }

    @Test
    void theRowHasEveryColumn() {
        street.furnished().sweep();
        street.account("Enabled", true);

        FindingRow row = street.written(ACCOUNT, "alice@example.org").get(0);

        assertThat(text(row, Column.TIME_GENERATED))
                .isEqualTo(street.clock.instant().toString());
        assertThat(text(row, Column.FINDING_ID)).matches("[0-9a-f]{32}");
        assertThat(text(row, Column.TRANSITION_ID)).isEqualTo(row.findingId() + "-1");
        assertThat(text(row, Column.RESOURCE_ID)).isEqualTo(ACCOUNT);
        assertThat(text(row, Column.RESOURCE_NAME)).isEqualTo("oai");
        assertThat(text(row, Column.RESOURCE_TYPE)).isEqualTo("Microsoft.CognitiveServices/accounts");
        assertThat(text(row, Column.RESOURCE_KIND)).isEqualTo("OpenAI");
        assertThat(text(row, Column.SUBSCRIPTION_ID)).isEqualTo(SUBSCRIPTION);
        assertThat(text(row, Column.RESOURCE_GROUP)).isEqualTo("rg-ai");
        assertThat(text(row, Column.LOCATION)).isEqualTo("swedencentral");
        assertThat(text(row, Column.WORKLOAD_ID)).isEqualTo(ACCOUNT);
        assertThat(text(row, Column.DEFINITION_ID))
                .isEqualTo("/providers/Microsoft.Authorization/policyDefinitions/openai-public-access");
        assertThat(text(row, Column.DEFINITION_NAME)).isEqualTo("openai-public-access");
        assertThat(text(row, Column.DISPLAY_NAME)).isEqualTo("The rule openai-public-access");
        assertThat(text(row, Column.SEVERITY)).isEqualTo("High");
        assertThat(row.value(Column.CONTROLS)).hasToString("[\"C-1\"]");
        assertThat(text(row, Column.EFFECT)).isEqualTo("audit");
        assertThat(text(row, Column.VERDICT)).isEqualTo("nonCompliant");
        assertThat(text(row, Column.ACTOR_OBJECT_ID)).isEqualTo("o-alice@example.org");
        assertThat(text(row, Column.ACTOR_TYPE)).isEqualTo("User");
        assertThat(text(row, Column.ACTOR_IP)).isEqualTo("203.0.113.7");
        assertThat(text(row, Column.OPERATION)).isEqualTo("Microsoft.CognitiveServices/accounts/write");
        assertThat(text(row, Column.CORRELATION_ID)).isEqualTo("c-1");
        assertThat(text(row, Column.EVENT_ID)).isEqualTo("event-1");
        assertThat(row.value(Column.LATENCY).path("delivery").asLong()).isEqualTo(1_000);
        assertThat(row.value(Column.LATENCY).has("total")).isTrue();
        assertThat(row.value(Column.REMEDIATION).isNull()).isTrue();
        assertThat(text(row, Column.SOURCE)).isEqualTo("event");
        assertThat(text(row, Column.BASELINE_VERSION)).startsWith("1.0.0");
        assertThat(text(row, Column.MONITOR_VERSION)).isEqualTo("0.1.0");
        assertThat(text(row, Column.MONITOR_INSTANCE)).isEqualTo("test");
        assertThat(row.toJson().size()).isEqualTo(Column.values().length);
    }

    @Test
    void aFindingLives() {
        street.furnished().sweep();
        List<String> lives = new ArrayList<>();

        for (String access : List.of("Enabled", "Enabled", "SecuredByPerimeter", "Disabled", "Enabled")) {
            street.account(access, true);
            street.written(ACCOUNT, access)
                    .forEach(row -> lives.add(text(row, Column.TRANSITION) + " by " + text(row, Column.ACTOR_NAME) + " "
                            + row.transitionId().substring(33)));
        }
        street.estate.remove(ACCOUNT);
        street.estate.remove(SETTING);
        street.deleted(ACCOUNT, "bob").forEach(row -> lives.add(Street.brief(row)));

        assertThat(lives)
                .containsExactly(
                        "opened by Enabled 1",
                        "changed by SecuredByPerimeter 2",
                        "resolved by Disabled 3",
                        "reopened by Enabled 4",
                        "resourceDeleted openai-public-access oai");
    }

    @Test
    void aResolvedRowTellsWhatWasAndWhatIs() {
        street.furnished().account("Enabled", true);
        street.sweep();
        street.account("Disabled", true);

        FindingRow row = street.written(ACCOUNT, "carol").get(0);

        assertThat(text(row, Column.VERDICT)).isEqualTo("compliant");
        assertThat(row.value(Column.REASONS).get(0).path("previous").asText()).isEqualTo("Enabled");
        assertThat(row.value(Column.REASONS).get(0).path("actual").asText()).isEqualTo("Disabled");
        assertMessage(row).contains("resolved by `carol`");
    }

    @Test
    void oneEvaluationAnswersEveryEventUpToItsRead() {
        street.furnished().sweep();
        street.account("Enabled", true);
        String first = street.event(ACCOUNT, "write", "alice");
        String second = street.event(ACCOUNT, "write", "bob");
        street.estate.reads.clear();

        List<FindingRow> rows = street.changed(second);
        assertThat(rows).hasSize(1);
        assertThat(street.changed(first)).isEmpty();
        assertThat(street.changed(second)).isEmpty();

        assertThat(text(rows.get(0), Column.ACTOR_NAME)).isEqualTo("bob");
        assertThat(street.estate.reads).containsExactly(ResourceId.parse(ACCOUNT));
        assertThat(street.monitor.counters().get(Count.COVERED)).isEqualTo(2);
    }

    @Test
    void ofSeveralEventsTheNewestIsNamedAndTheOthersAreListed() {
        street.furnished().sweep();
        street.account("Enabled", true);
        String first = street.event(ACCOUNT, "write", "alice");
        String second = street.event(ACCOUNT, "write", "bob");

        List<FindingRow> rows = street.changed("[" + second + "," + first + "," + second + "]");

        assertThat(rows).hasSize(1);
        assertThat(text(rows.get(0), Column.ACTOR_NAME)).isEqualTo("bob");
        assertMessage(rows.get(0)).contains("answered as well").contains("by `alice`");
    }

    @Test
    void whatIsAnnouncedIsAnsweredByTheFirstRead() {
        street.furnished().sweep();
        street.account("Enabled", true);
        String first = street.event(ACCOUNT, "write", "alice");
        String second = street.event(ACCOUNT, "write", "bob");
        street.monitor.announce(first);
        street.monitor.announce(second);

        List<FindingRow> rows = street.changed(first);

        assertThat(text(rows.get(0), Column.ACTOR_NAME)).isEqualTo("bob");
        assertMessage(rows.get(0)).contains("answered as well").contains("by `alice`");
        assertThat(street.changed(second)).isEmpty();
    }

    @Test
    void aDeletedEndpointLeadsToTheAccountAlsoAfterARestart() {
        street.furnished().sweep();
        street.estate.remove(ENDPOINT);
        street.account("Disabled", false);
        street.restart();

        List<FindingRow> rows = street.deleted(ENDPOINT, "mallory");

        assertThat(rows).extracting(Street::brief).containsExactly("opened openai-endpoint oai");
        assertMessage(rows.get(0)).contains("after a change of `pe-oai` by `mallory`");
        assertThat(text(rows.get(0), Column.OPERATION)).isEqualTo("Microsoft.Network/privateEndpoints/delete");
    }

    @Test
    void aDeletedEndpointThatNobodyKnowsLeadsToTheWorkloadsOfItsSubscription() {
        street.account("Disabled", false);
        street.estate.put(SETTING, "{}");

        List<FindingRow> rows = street.deleted(ENDPOINT, "mallory");

        assertThat(rows).extracting(Street::brief).containsExactly("snapshot openai-endpoint oai");
    }

    @Test
    void aSettingLeadsToWhatItIsSetOn() {
        street.furnished().sweep();
        street.estate.remove(SETTING);

        assertThat(street.deleted(SETTING, "mallory"))
                .extracting(Street::brief)
                .containsExactly("opened openai-logs oai");
    }

    @Test
    void aNeighbourIsJudgedOnBehalfOfTheWorkload() {
        street.furnished().sweep();
        street.storage("Allow");

        List<FindingRow> rows = street.written(STORAGE, "dave");

        assertThat(rows).extracting(Street::brief).containsExactly("opened storage-public stai");
        assertThat(text(rows.get(0), Column.WORKLOAD_ID)).isEqualTo(ACCOUNT);
    }

    @Test
    void aNeighbourIsKnownBeforeTheFirstSweepToo() {
        street.furnished().storage("Allow");

        assertThat(street.written(STORAGE, "dave"))
                .extracting(Street::brief)
                .containsExactly("snapshot storage-public stai");
    }

    @Test
    void aStrangerChangesAndNothingHappens() {
        street.furnished();
        assertThat(street.written(STORAGE + "stranger", "eve")).isEmpty();
        assertThat(street.sweep()).isEmpty();
        assertThat(street.written(STORAGE + "stranger", "eve")).isEmpty();

        street.estate.reads.clear();
        String machine = Street.GROUP + "/providers/Microsoft.Compute/virtualMachines/vm";
        assertThat(street.written(machine, "eve")).isEmpty();
        assertThat(street.written(machine + "/providers/Microsoft.Insights/diagnosticSettings/x", "eve"))
                .isEmpty();
        assertThat(street.estate.reads).isEmpty();
        assertThat(street.monitor.counters().get(Count.STRANGERS)).isEqualTo(2);
    }

    @Test
    void aResourceThatASweepDidNotHaveIsNew() {
        street.furnished().estate.remove(ACCOUNT);
        street.estate.remove(SETTING);
        street.sweep();
        street.account("Enabled", true);
        street.estate.put(SETTING, "{}");

        assertThat(street.written(ACCOUNT, "alice"))
                .extracting(Street::brief)
                .containsExactly("opened openai-public-access oai");
    }

    @Test
    void whatANewReferenceBringsIntoTheWorkloadIsJudged() {
        street.furnished();
        street.estate.put(
                ACCOUNT, "{'properties': {'publicNetworkAccess': 'Disabled', 'privateEndpointConnections': [{}]}}");
        street.storage("Allow");
        assertThat(street.sweep()).isEmpty();
        street.account("Disabled", true);

        List<FindingRow> rows = street.written(ACCOUNT, "alice");

        assertThat(rows).extracting(Street::brief).containsExactly("opened storage-public stai");
        assertMessage(rows.get(0)).contains("after a change of `oai` by `alice`");
    }

    @Test
    void aSweepFindsWhatEventsMissedAndNamesNobody() {
        street.furnished().sweep();
        street.account("Enabled", true);
        street.estate.remove(ENDPOINT);

        List<FindingRow> rows = street.sweep();

        assertThat(rows).extracting(Street::brief).containsExactly("opened openai-public-access oai");
        assertThat(text(rows.get(0), Column.SOURCE)).isEqualTo("sweep");
        assertThat(rows.get(0).value(Column.ACTOR_NAME).isNull()).isTrue();
        assertMessage(rows.get(0)).contains("found by the sweep");
    }

    @Test
    void aSweepFindsWhatIsGone() {
        street.furnished().account("Enabled", true);
        street.sweep();
        street.estate.remove(ACCOUNT);
        street.estate.remove(SETTING);

        assertThat(street.sweep())
                .extracting(Street::brief)
                .containsExactly("resourceDeleted openai-public-access oai");
        assertThat(street.sweep()).isEmpty();
    }

    @Test
    void notKnowingClosesNothing() {
        street.furnished().account("Enabled", true);
        street.sweep();
        street.estate.refused.put(ResourceId.parse(ACCOUNT), "status 403");
        assertThat(street.written(ACCOUNT, "alice")).isEmpty();
        assertThat(street.monitor.counters().get(Count.UNREADABLE)).isEqualTo(1);
        assertThat(street.ledger
                        .find(ResourceId.parse(ACCOUNT))
                        .orElseThrow()
                        .value()
                        .findings()
                        .values())
                .allSatisfy(state -> assertThat(state.verdict()).isEqualTo("unknown"));

        street.estate.refused.clear();
        assertThat(street.written(ACCOUNT, "alice")).isEmpty();
        street.account("Disabled", true);
        assertThat(street.written(ACCOUNT, "alice"))
                .extracting(Street::brief)
                .containsExactly("resolved openai-public-access oai");
    }

    @Test
    void whatCanSucceedLaterIsThrownAndNothingIsLost() {
        street.furnished().sweep();
        street.account("Enabled", true);
        street.estate.failing.put(ResourceId.parse(ACCOUNT), 1);
        String event = street.event(ACCOUNT, "write", "alice");

        assertThatThrownBy(() -> street.changed(event))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("503");
        assertThat(street.deadLetter.kept).isEmpty();
        assertThat(street.changed(event)).extracting(Street::brief).containsExactly("opened openai-public-access oai");
    }

    @Test
    void oneFailureDoesNotKeepTheOthersBack() {
        street.furnished().sweep();
        street.account("Enabled", true);
        street.storage("Allow");
        street.estate.failing.put(ResourceId.parse(STORAGE), 1);
        String both = "[" + street.event(STORAGE, "write", "a") + "," + street.event(ACCOUNT, "write", "b") + "]";

        assertThatThrownBy(() -> street.monitor.changed(both)).isInstanceOf(TransientFailure.class);
        assertThat(street.sink.taken()).extracting(Street::brief).containsExactly("opened openai-public-access oai");
        assertThat(street.changed(both)).extracting(Street::brief).containsExactly("opened storage-public stai");
    }

    @Test
    void aConflictIsDecidedAgain() {
        street.furnished().sweep();
        street.account("Enabled", true);
        ResourceId id = ResourceId.parse(ACCOUNT);
        street.ledger.beforeNextPut(() -> {
            var stored = street.ledger.find(id).orElseThrow();
            street.ledger.put(stored.value(), java.util.Optional.of(stored.tag()));
        });

        assertThat(street.written(ACCOUNT, "alice"))
                .extracting(Street::brief)
                .containsExactly("opened openai-public-access oai");
        assertThat(street.monitor.counters().get(Count.CONFLICTS)).isEqualTo(1);
    }

    @Test
    void nothingIsLostWhileTheSinkIsDown() {
        street.furnished().sweep();
        street.sink.down = true;
        street.account("Enabled", true);
        assertThat(street.written(ACCOUNT, "alice")).isEmpty();
        street.account("Disabled", true);
        assertThat(street.written(ACCOUNT, "bob")).isEmpty();
        assertThat(street.monitor.publishPending()).isZero();
        assertThat(street.monitor.heartbeat()).contains("pending=1");

        street.sink.down = false;
        street.restart();
        assertThat(street.monitor.publishPending()).isEqualTo(2);

        List<FindingRow> rows = street.sink.taken();
        assertThat(rows).extracting(row -> text(row, Column.TRANSITION)).containsExactly("opened", "resolved");
        assertThat(rows).extracting(row -> text(row, Column.ACTOR_NAME)).containsExactly("alice", "bob");
        assertThat(street.monitor.publishPending()).isZero();
    }

    @Test
    void whatTheSinkNeverTakesIsKept() {
        street.furnished().sweep();
        street.sink.refusing = true;
        street.account("Enabled", true);
        street.written(ACCOUNT, "alice");

        assertThat(street.deadLetter.kept).singleElement().satisfies(dead -> {
            assertThat(dead.source()).isEqualTo("outbox");
            assertThat(dead.reason()).isEqualTo("status 400");
            assertThat(dead.body()).contains("openai-public-access");
        });
        assertThat(street.ledger.pending(10)).isEmpty();
    }

    @Test
    void whatCanNeverSucceedIsPutAside() {
        List<String> bodies = List.of(
                "{\"broken",
                "[]",
                "null",
                "{\"eventType\": \"Microsoft.Storage.BlobCreated\", \"id\": \"1\"}",
                street.event(ACCOUNT, "write", "x").replace("accounts/oai\"", "accounts/../oai\""),
                street.event(ACCOUNT, "write", "x").replace(SUBSCRIPTION, "99999999-2222-3333-4444-555555555555"),
                "\"" + "x".repeat(1_100_000) + "\"");

        for (String body : bodies) {
            assertThat(street.monitor.changed(body).kind())
                    .as(body.substring(0, Math.min(80, body.length())))
                    .isEqualTo(Outcome.Kind.DEAD_LETTERED);
        }

        assertThat(street.deadLetter.kept).hasSize(bodies.size()).allSatisfy(dead -> {
            assertThat(dead.reason()).contains("expected").contains("found");
            assertThat(dead.body().length()).isLessThanOrEqualTo(30_000);
        });
        assertThat(street.estate.reads).isEmpty();
        assertThat(street.monitor.counters().get(Count.DEAD_LETTERED)).isEqualTo(bodies.size());
    }

    @Test
    void whatHasNotChangedAnythingIsIgnored() {
        String failure = street.event(ACCOUNT, "write", "x").replace("WriteSuccess", "WriteFailure");

        Outcome outcome = street.monitor.changed(failure);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.IGNORED);
        assertThat(street.estate.reads).isEmpty();
        assertThat(street.deadLetter.kept).isEmpty();
    }

    @Test
    void anEstateWithACycleOfReferencesIsWalkedOnce() {
        street.furnished();
        street.estate.put(
                STORAGE, "{'properties': {'networkAcls': {'defaultAction': 'Allow'}, 'x': '" + STORAGE + "2'}}");
        street.estate.put(STORAGE + "2", "{'properties': {'x': ['" + STORAGE + "', '" + ACCOUNT + "']}}");

        assertThat(street.sweep())
                .extracting(Street::brief)
                .containsExactlyInAnyOrder("snapshot storage-public stai", "snapshot storage-public stai2");
    }

    @Test
    void anotherBaselineBlamesNobody() {
        street.furnished().sweep();
        street.account("Enabled", true);
        street.restart(sources -> withExemption(sources, ACCOUNT + "other"));

        List<FindingRow> rows = street.written(ACCOUNT, "alice");
        assertThat(rows).extracting(Street::brief).containsExactly("snapshot openai-public-access oai");
        street.restart(sources -> sources);
        assertThat(street.written(ACCOUNT, "alice")).isEmpty();
    }

    @Test
    void aRuleThatIsTakenAwayResolvesItsFindings() {
        street.furnished().account("Enabled", true);
        street.sweep();
        street.restart(MonitorTest::withoutPublicAccess);

        List<FindingRow> rows = street.sweep();

        assertThat(rows).extracting(Street::brief).containsExactly("resolved openai-public-access oai");
        assertThat(text(rows.get(0), Column.SEVERITY)).isEqualTo("High");
    }

    @Test
    void anExemptionWaivesUntilItEnds() {
        street.furnished().account("Enabled", true);
        street.sweep();
        street.restart(sources -> withExemption(sources, ACCOUNT));

        List<FindingRow> rows = street.sweep();
        assertThat(rows).extracting(Street::brief).containsExactly("exempted openai-public-access oai");
        assertMessage(rows.get(0)).contains("waived by exemption");

        street.clock.forward(Duration.ofDays(3));
        assertThat(street.sweep())
                .extracting(Street::brief)
                .containsExactly("exemptionExpired openai-public-access oai");
        street.account("Disabled", true);
        assertThat(street.written(ACCOUNT, "alice"))
                .extracting(Street::brief)
                .containsExactly("resolved openai-public-access oai");
    }

    @Test
    void aBrokenRuleIsUnknownAndTheOthersGoOn() {
        street.furnished().account("Enabled", true);
        street.restart(sources -> sources.withDefinitions(List.of(Street.definition(
                "openai-endpoint",
                "low",
                "all",
                "{'if': {'field': 'type', 'equls': 'x'}, 'then': {'effect': 'audit'}}"))));

        assertThat(street.written(ACCOUNT, "alice"))
                .extracting(Street::brief)
                .contains("snapshot openai-public-access oai");
        assertThat(street.monitor.counters().get(Count.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void eventsThatArriveAtOnceLeaveOneRow() throws Exception {
        street.furnished().sweep();
        street.account("Enabled", true);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(street.event(ACCOUNT, "write", "actor-" + i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Outcome>> deliveries = new ArrayList<>();
            events.forEach(event -> deliveries.add(() -> street.monitor.changed(event)));
            for (Future<Outcome> future : threads.invokeAll(deliveries)) {
                assertThat(future.get().kind()).isEqualTo(Outcome.Kind.HANDLED);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(street.sink.taken()).extracting(Street::brief).containsExactly("opened openai-public-access oai");
    }

    @Test
    void idsAreStableAndRepeatsAreKnownByThem() {
        street.furnished().sweep();
        Set<String> transitions = new HashSet<>();
        Set<String> findings = new HashSet<>();
        for (String access : List.of("Enabled", "Disabled", "Enabled", "Disabled")) {
            street.account(access, true);
            for (FindingRow row : street.written(ACCOUNT.replace("resourceGroups", "resourcegroups"), "alice")) {
                assertThat(transitions.add(row.transitionId())).isTrue();
                findings.add(row.findingId());
            }
        }
        assertThat(transitions).hasSize(4);
        assertThat(findings).hasSize(1);
    }

    @Test
    void secretsAreNotKept() {
        street.furnished();
        street.estate.put(
                ACCOUNT,
                "{'properties': {'publicNetworkAccess': 'Enabled', 'migrationToken': 'hush-1',"
                        + " 'apiProperties': {'connectionString': 'hush-2'}}}");
        street.sweep();

        assertThat(street.ledger
                        .find(ResourceId.parse(ACCOUNT))
                        .orElseThrow()
                        .value()
                        .toJson()
                        .toString())
                .contains("publicNetworkAccess")
                .doesNotContain("hush");
    }

    @Test
    void aMessageOfTheQueueThatIsNoPageIsPutAside() {
        for (String message : List.of("x", "{}", "{\"ids\": [], \"subscription\": \"other\"}")) {
            assertThat(street.monitor.evaluatePage(message).kind()).isEqualTo(Outcome.Kind.DEAD_LETTERED);
        }
        assertThat(street.estate.reads).isEmpty();
    }

    @Test
    void theColumnsAreThoseOfTheTable() throws IOException {
        JsonNode table =
                new ObjectMapper().readTree(MonitorTest.class.getResourceAsStream("/tables/PlumblineFindings_CL.json"));
        List<String> declared = new ArrayList<>();
        table.path("columns")
                .forEach(column -> declared.add(
                        column.path("name").asText() + " " + column.path("type").asText()));
        List<String> ours = new ArrayList<>();
        for (Column column : Column.values()) {
            ours.add(column.wireName() + " " + column.type().wireName());
        }
        assertThat(ours).containsExactlyElementsOf(declared);
    }

    private static BaselineSources withoutPublicAccess(BaselineSources sources) {
        return sources.withInitiative(Street.document("baseline.json", """
                {'name': 'small', 'type': 'Microsoft.Authorization/policySetDefinitions', 'properties': {
                  'displayName': 'small', 'policyType': 'Custom', 'metadata': {'version': '1.0.1'},
                  'policyDefinitions': [{'policyDefinitionReferenceId': 'openai-endpoint',
                     'policyDefinitionId': '/providers/Microsoft.Authorization/policyDefinitions/openai-endpoint'}]}}"""));
    }

    private static BaselineSources withExemption(BaselineSources sources, String resource) {
        return sources.withExemptions(List.of(Street.document(
                "exemption.json",
                "{'id': '" + resource
                        + "/providers/Microsoft.Authorization/policyExemptions/later', 'properties': {'policyAssignmentId':"
                        + " '/subscriptions/" + SUBSCRIPTION
                        + "/providers/Microsoft.Authorization/policyAssignments/plumbline',"
                        + " 'policyDefinitionReferenceIds': ['openai-public-access'], 'exemptionCategory': 'Waiver',"
                        + " 'expiresOn': '2026-11-24T00:00:00Z'}}")));
    }

    @Test
    void whatAnotherInstanceFoundIsNotUndoneByAnOldRead() {
        String group = Street.GROUP + "/providers/Microsoft.Insights/actionGroups/on-call";
        street.restart(sources -> sources.withDefinitions(List.of(Street.definition("alerted", "low", "all", """
                {'if': {'field': 'type', 'equals': 'Microsoft.CognitiveServices/accounts'},
                 'then': {'effect': 'auditIfNotExists', 'details': {
                   'type': 'Microsoft.Insights/actionGroups', 'existenceScope': 'Subscription'}}}""")))
                .withInitiative(Street.document("baseline.json", """
                {'name': 'one', 'type': 'Microsoft.Authorization/policySetDefinitions', 'properties': {'policyDefinitions': [
                  {'policyDefinitionReferenceId': 'alerted',
                   'policyDefinitionId': '/providers/Microsoft.Authorization/policyDefinitions/alerted'}]}}""")));
        Monitor first = street.monitor;
        Monitor second = street.another();
        street.furnished();
        street.estate.put(group, "{}");
        street.sweep();
        first.changed(street.event(ACCOUNT, "write", "alice"));
        street.estate.remove(group);
        second.changed(street.event(group, "delete", "bob"));
        assertThat(street.sink.taken()).extracting(Street::brief).containsExactly("opened alerted oai");
        street.estate.reads.clear();

        first.changed(street.event(ACCOUNT, "write", "alice"));

        assertThat(street.estate.reads).contains(ResourceId.parse(ACCOUNT));
        assertThat(street.sink.taken()).isEmpty();
        assertThat(first.counters().get(Count.EVALUATED)).isGreaterThan(1);
    }
}

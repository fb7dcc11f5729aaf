package dev.plumbline.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Edge;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.policy.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerEntryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ResourceId NETWORK = ResourceId.parse(
            "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/RG/providers/Microsoft.Network/virtualNetworks/net");

    @Test
    void whatIsWrittenIsRead() throws IOException {
        ResourceId subnet = NETWORK.child("subnets", "one");
        FindingState state = new FindingState(
                "f-1",
                "/a/plumbline",
                "rule",
                FindingState.Life.OPEN,
                "unknown",
                "1.0.0+x",
                3,
                Reasons.of(List.of(new Reason(
                        "properties.x",
                        "greater",
                        JsonNodeFactory.instance.numberNode(new BigDecimal("1.50")),
                        JSON.readTree("[1]")))),
                Instant.parse("2026-11-22T12:00:00.123456789Z"),
                Optional.of(JSON.createObjectNode().put("Severity", "High")),
                "event-1");
        LedgerEntry entry = new LedgerEntry(
                NETWORK,
                "1.0.0+x",
                Instant.parse("2026-11-22T12:00:01Z"),
                true,
                Map.of("f-1", state),
                Set.of(
                        new Edge(
                                NETWORK,
                                ResourceId.parse("/hosts/kv.vault.azure.net"),
                                Edge.Kind.ADDRESS,
                                "properties.a"),
                        new Edge(
                                subnet,
                                NETWORK.child("subnets", "two"),
                                Edge.Kind.REFERENCE,
                                "properties.subnets[0].x")),
                List.of(row("t-1")),
                List.of("e-1", "e-2"),
                Optional.of(JSON.createObjectNode().put("kind", "x")));

        LedgerEntry read = LedgerEntry.fromJson(JSON.readTree(entry.toJson().toString()));

        assertThat(read.edges()).isEqualTo(entry.edges());
        assertThat(read.id()).hasToString(NETWORK.toString());
        assertThat(read.findings().get("f-1").since()).isEqualTo(state.since());
        assertThat(read.toJson().toString()).isEqualTo(entry.toJson().toString().replace("1.50", "1.5"));
        assertThat(Reasons.same(read.findings().get("f-1").reasons(), state.reasons()))
                .isTrue();
    }

    @Test
    void aSnapshotIsCompleteWithItsLastPage() throws IOException {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        Snapshot begun = new Snapshot("SUB", "s-1", now, 2, Set.of(), "v2", Optional.of(now), "v1");

        Snapshot half = begun.withDone(1, now.plusSeconds(1)).withDone(1, now.plusSeconds(2));
        Snapshot whole = half.withDone(0, now.plusSeconds(3));

        assertThat(begun.subscriptionId()).isEqualTo("sub");
        assertThat(half.completedAt()).hasValue(now);
        assertThat(half.completedVersion()).isEqualTo("v1");
        assertThat(whole.completedAt()).hasValue(now.plusSeconds(3));
        assertThat(whole.completedVersion()).isEqualTo("v2");
        assertThat(Snapshot.fromJson(JSON.readTree(whole.toJson().toString()))).isEqualTo(whole);
    }

    @Test
    void aRowHasTheColumnsOfTheTableAndNoOther() {
        FindingRow row = row("t-1");

        assertThat(row.toJson().size()).isEqualTo(Column.values().length);
        assertThat(row.value(Column.REMEDIATION).isNull()).isTrue();
        assertThatThrownBy(() -> new FindingRow(JSON.createObjectNode().put("Colour", "red")))
                .hasMessageContaining("found `Colour`");
        FindingRow timed = row.withLatency("read", 3).withLatency("total", 4);
        assertThat(timed.value(Column.LATENCY)).hasToString("{\"read\":3,\"total\":4}");
        assertThat(row.value(Column.LATENCY).isNull()).isTrue();
    }

    @Test
    void reasonsAreBounded() {
        List<Reason> reasons = new ArrayList<>();
        JsonNode large = JsonNodeFactory.instance.textNode("x".repeat(200_000));
        for (int i = 0; i < 500; i++) {
            reasons.add(new Reason("properties.p" + "y".repeat(5_000), "equals", large, large));
        }

        String text = Reasons.withPrevious(Reasons.of(reasons), Reasons.none(), Optional.empty(), Counts.unknown())
                .toString();

        assertThat(text.length()).isLessThan(64_000);
        assertThat(text).contains("(truncated, 200000 characters)").contains("more reasons");
    }

    @Test
    void previousValuesAreReadFromTheResourceAsItWasSeen() throws IOException {
        ObjectNode seen = (ObjectNode) JSON.readTree("""
                {"properties": {"NetworkAcls": {"ipRules": [{"value": "1.2.3.4"}], "defaultAction": "Deny"}}, "tags": {"a.b": "t"}}""");

        assertThat(SeenDocument.at(seen, "properties.networkAcls.defaultAction")
                        .orElseThrow()
                        .asText())
                .isEqualTo("Deny");
        assertThat(SeenDocument.at(seen, "properties.networkAcls.ipRules[0].value")
                        .orElseThrow()
                        .asText())
                .isEqualTo("1.2.3.4");
        assertThat(SeenDocument.at(seen, "properties.networkAcls.ipRules[7].value")
                        .orElseThrow()
                        .isNull())
                .isTrue();
        assertThat(SeenDocument.at(seen, "tags['a.b']").orElseThrow().asText()).isEqualTo("t");
        assertThat(SeenDocument.at(seen, "properties.missing").orElseThrow().isNull())
                .isTrue();
        assertThat(SeenDocument.at(seen, "[concat('a', 'b')]")).isEmpty();
        assertThat(SeenDocument.at(seen, "Microsoft.Insights/diagnosticSettings"))
                .isEmpty();
        assertThat(SeenDocument.at(seen, "properties.x[0")).isEmpty();
    }

    @Test
    void aSecretIsNotKept() throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree("""
                {"id": "x", "systemData": {"createdBy": "me"}, "properties": {"adminPassword": "hush", "keyName": "k", "list": [{"sasToken": "hush"}]}}""");

        String kept = SeenDocument.of(NETWORK, json).orElseThrow().toString();

        assertThat(kept)
                .doesNotContain("hush", "systemData")
                .contains("(redacted)")
                .contains("\"keyName\":\"k\"");
        json.put("huge", "x".repeat(SeenDocument.MAX_LENGTH));
        assertThat(SeenDocument.of(NETWORK, json)).isEmpty();
    }

    @Test
    void anIdDoesNotDependOnSpelling() {
        ResourceId other = ResourceId.parse(NETWORK.toString().toLowerCase(java.util.Locale.ROOT));

        assertThat(FindingId.of(NETWORK, "/A/plumbline", "Rule"))
                .isEqualTo(FindingId.of(other, "/a/PLUMBLINE", "rule"));
        assertThat(FindingId.of(NETWORK, "/a", "rule")).isNotEqualTo(FindingId.of(NETWORK, "/a", "rule2"));
    }

    private static FindingRow row(String id) {
        return FindingRow.ordered(JSON.createObjectNode().put("TransitionId", id));
    }
}

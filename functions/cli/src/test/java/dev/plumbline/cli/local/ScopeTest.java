package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.Monitor;
import dev.plumbline.MonitorPorts;
import dev.plumbline.MonitorSettings;
import dev.plumbline.Outcome;
import dev.plumbline.cli.local.arm.ArmService;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.graph.ResourceGraphService;
import dev.plumbline.cli.local.types.TypeData;
import dev.plumbline.estate.Scope;
import dev.plumbline.finding.Counters.Count;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing outside of the monitored subscriptions is ever read: every request that the real adapter sends is looked at. */
class ScopeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ESTATE = Path.of("..", "..", "examples", "estate.json");
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final String TENANT = "b84f0d6a-21c7-4e9d-8a35-60f2c7d91e3b";
    private static final String FOREIGN_TENANT = "00000000-2222-4e9d-8a35-60f2c7d91e3b";
    private static final String OURS = "/subscriptions/7c1e94b2-5d3a-4f86-9b07-3e6a20d8c415";
    private static final String FOREIGN = "/subscriptions/3e55d92c-47b2-424d-a2a9-c5989651d6c7";
    private static final String ACCOUNT =
            "/resourceGroups/rg-ai-assist/providers/Microsoft.CognitiveServices/accounts/oai-assist-prod";
    private static final String ENDPOINT =
            "/resourceGroups/rg-ai-assist/providers/Microsoft.Network/privateEndpoints/pe-abroad";

    @TempDir
    private Path folder;

    /** A monitor of one of two subscriptions, whose resources refer to each other. */
    private static final class Watched implements AutoCloseable {
        private final List<HttpCall> calls = new CopyOnWriteArrayList<>();
        private final MvStoreLedger ledger = MvStoreLedger.inMemory();
        private final EmbeddedTransport transport;
        private final Monitor monitor;

        Watched(Path deadLetters) {
            AtomicLong number = new AtomicLong();
            EstateStore store = EstateStore.of(
                    EstateFile.parse("estate", bothSubscriptions()), () -> new UUID(0, number.incrementAndGet()));
            transport = new EmbeddedTransport(List.of(
                    recorded(new ResourceGraphService(store)),
                    recorded(new ArmService(
                            store,
                            TypeData.bundled(),
                            () -> NOW,
                            () -> new UUID(1, number.incrementAndGet()),
                            List.of()))));
            Scope scope = Scope.of(List.of(OURS.substring("/subscriptions/".length())));
            Baseline baseline = Baseline.compile(
                            BaselineSources.shipped(ScopeTest.class.getClassLoader())
                                    .withSubscriptions(List.copyOf(scope.subscriptions())),
                            AliasCatalogue.bundled())
                    .orElseThrow();
            monitor = Monitor.of(
                    new MonitorPorts(
                            new EmbeddedClients(transport).estate(scope, () -> NOW),
                            ledger,
                            new RecordingSink(1_000),
                            new FolderDeadLetter(deadLetters)),
                    baseline,
                    MonitorSettings.of(scope, "test"),
                    () -> NOW);
        }

        private LocalService recorded(LocalService service) {
            return new LocalService() {
                @Override
                public boolean serves(HttpCall call) {
                    return service.serves(call);
                }

                @Override
                public HttpAnswer answer(HttpCall call) {
                    calls.add(call);
                    return service.answer(call);
                }
            };
        }

        /** What belongs to no subscription: Microsoft's definitions, and the tenant's own opt-in. */
        private static boolean ofTheTenant(String path) {
            return path.matches("/providers/microsoft\\.authorization/policy(set)?definitions/[^/]+/")
                    || path.equals("/providers/microsoft.customerlockbox/tenantoptedin/" + TENANT + "/");
        }

        /** Every call is about our subscription, by its path or, for a query, by its body. */
        void assertOursOnly() {
            for (HttpCall call : calls) {
                String path = call.path().toLowerCase(Locale.ROOT);
                if (path.startsWith("/providers/microsoft.resourcegraph/")) {
                    JsonNode asked = tree(call.body()).path("subscriptions");
                    assertThat(asked).hasSize(1);
                    assertThat("/subscriptions/" + asked.get(0).asText()).isEqualTo(OURS);
                } else {
                    assertThat(path + "/").matches(below -> below.startsWith(OURS + "/") || ofTheTenant(below));
                    assertThat(path).doesNotContain("..", "%", "//", "?", "#", "\\");
                    assertThat(call.method()).isEqualTo("GET");
                }
            }
        }

        @Override
        public void close() {
            transport.close();
            ledger.close();
        }
    }

    /** The example, and a copy of its best account abroad with an endpoint onto ours; ours stores its files abroad. */
    private static byte[] bothSubscriptions() {
        try {
            ArrayNode estate = (ArrayNode) JSON.readTree(Files.readAllBytes(ESTATE));
            ArrayNode abroad = JSON.createArrayNode();
            for (JsonNode resource : estate) {
                if (resource.path("id").asText().equalsIgnoreCase(OURS + ACCOUNT)) {
                    abroad.add(JSON.readTree(resource.toString().replace(OURS, FOREIGN)));
                    ((ObjectNode) resource.path("properties"))
                            .putArray("userOwnedStorage")
                            .addObject()
                            .put(
                                    "resourceId",
                                    FOREIGN + "/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/abroad");
                }
            }
            ObjectNode endpoint = abroad.addObject()
                    .put("id", FOREIGN + ENDPOINT)
                    .put("name", "pe-abroad")
                    .put("type", "Microsoft.Network/privateEndpoints");
            endpoint.putObject("properties")
                    .putArray("privateLinkServiceConnections")
                    .addObject()
                    .put("name", "pe-abroad")
                    .putObject("properties")
                    .put("privateLinkServiceId", OURS + ACCOUNT);
            return estate.addAll(abroad).toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String event(String subject) {
        ObjectNode event = JSON.createObjectNode()
                .put("id", "e-1")
                .put("eventType", "Microsoft.Resources.ResourceWriteSuccess")
                .put("subject", subject)
                .put("eventTime", "2026-11-22T10:15:00Z");
        event.putObject("data").put("resourceUri", FOREIGN + ACCOUNT);
        return event.toString();
    }

    @Test
    void aSweepAndItsEventsAskForOursOnly() {
        try (Watched watched = new Watched(folder)) {
            watched.monitor.sweep().forEach(watched.monitor::evaluatePage);
            assertThat(watched.calls).hasSizeGreaterThan(50);
            watched.assertOursOnly();

            Outcome outcome = watched.monitor.changed(event(OURS + ACCOUNT));

            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.HANDLED);
            watched.assertOursOnly();
        }
    }

    @Test
    void anEventBeforeAnySweepAsksForOursOnly() {
        try (Watched watched = new Watched(folder)) {
            Outcome outcome = watched.monitor.changed(event(OURS + ACCOUNT));

            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.HANDLED);
            assertThat(watched.calls).isNotEmpty();
            watched.assertOursOnly();
        }
    }

    @Test
    void aForeignEventIsPutAsideWithoutAnyRequest() {
        try (Watched watched = new Watched(folder)) {
            List<String> subjects = List.of(ACCOUNT, ENDPOINT, "", "/resourceGroups/rg-ai-assist");
            for (String subject : subjects) {
                Outcome outcome = watched.monitor.changed(event(FOREIGN + subject));

                assertThat(outcome.kind()).as(subject).isEqualTo(Outcome.Kind.DEAD_LETTERED);
                assertThat(outcome.remarks().toString()).contains("monitored subscription");
                assertThat(watched.calls).as(subject).isEmpty();
            }
            assertThat(watched.monitor.counters().get(Count.OUT_OF_SCOPE)).isEqualTo(subjects.size());
            assertThat(new FolderDeadLetter(folder).recent(10)).hasSameSizeAs(subjects);
        }
    }

    @Test
    void anIdThatWantsOutIsPutAsideWithoutAnyRequest() {
        try (Watched watched = new Watched(folder)) {
            List<String> endings = List.of(
                    "/../../../subscriptions/3e55d92c-47b2-424d-a2a9-c5989651d6c7",
                    "%2f..%2f..",
                    "%2F%2e%2e",
                    "?api-version=1",
                    "#fragment",
                    "\u0000",
                    "\n",
                    "\\..\\..",
                    "//",
                    ";x=1/..",
                    "/providers/../..");
            for (String ending : endings) {
                Outcome outcome = watched.monitor.changed(event(OURS + ACCOUNT + ending));

                assertThat(outcome.kind()).as(ending).isEqualTo(Outcome.Kind.DEAD_LETTERED);
                assertThat(watched.calls).as(ending).isEmpty();
            }
            assertThat(watched.monitor.counters().get(Count.MALFORMED)).isEqualTo(endings.size());
        }
    }

    @Test
    void aPageThatNamesForeignResourcesAsksForOursOnly() {
        try (Watched watched = new Watched(folder)) {
            String page = watched.monitor.sweep().get(0);
            watched.calls.clear();

            watched.monitor.evaluatePage(page.replace(OURS, FOREIGN).replace(TENANT, FOREIGN_TENANT));

            assertThat(watched.calls)
                    .as("only the subscription is asked which tenant it is in")
                    .allSatisfy(call ->
                            assertThat(call.path().toLowerCase(Locale.ROOT)).isEqualTo(OURS));
        }
    }
}

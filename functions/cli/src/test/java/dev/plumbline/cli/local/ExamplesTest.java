package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.arm.ArmService;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateFile.Exported;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.estate.StoredResource;
import dev.plumbline.cli.local.scenario.Scenario;
import dev.plumbline.cli.local.scenario.Scenario.Request;
import dev.plumbline.cli.local.scenario.Scenario.Step;
import dev.plumbline.cli.local.scenario.ScenarioFile;
import dev.plumbline.cli.local.types.Purpose;
import dev.plumbline.cli.local.types.ResourceType;
import dev.plumbline.cli.local.types.TypeData;
import dev.plumbline.estate.ReferenceGraph;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.policy.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the shipped examples against Azure's type data and against each other. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "..", "examples");
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Set<String> WITHOUT_TYPE_DATA = Set.of(
            "microsoft.apimanagement/service/loggers",
            "microsoft.compute/virtualmachines",
            "microsoft.network/networkwatchers",
            "microsoft.network/publicipaddresses",
            "microsoft.resources/subscriptions");

    private final TypeData types = TypeData.bundled();

    @ParameterizedTest
    @ValueSource(strings = {"estate.json", "events/lab-before.json"})
    void everyResourceLooksLikeWhatAzureAnswers(String file) {
        Set<String> unchecked = new TreeSet<>();
        for (Exported resource : EstateFile.read(EXAMPLES.resolve(file)).resources()) {
            String type = resource.json().path("type").asText();
            String version = resource.json().path("apiVersion").asText();
            if (types.versions(type).isEmpty()) {
                unchecked.add(type.toLowerCase(Locale.ROOT));
                continue;
            }
            assertThat(types.versions(type)).as(resource.id().toString()).contains(version);
            assertThat(types.spelling(type)).isEqualToIgnoringCase(type);
            ResourceType known = types.find(type, version).orElseThrow();
            assertThat(known.check(resource.json(), resource.json(), Purpose.ANSWER))
                    .as(resource.id().toString())
                    .isEmpty();
        }
        assertThat(WITHOUT_TYPE_DATA).containsAll(unchecked);
    }

    @Test
    void outsideOfTheLabTheMorningIsTheSameAsTheEstate() {
        assertThat(outsideOfTheLab("events/lab-before.json"))
                .as("copy the resources of `estate.json` that do not lie in `rg-ai-lab` to `events/lab-before.json`")
                .isEqualTo(outsideOfTheLab("estate.json"));
    }

    private static Map<ResourceId, ObjectNode> outsideOfTheLab(String file) {
        Map<ResourceId, ObjectNode> found = new LinkedHashMap<>();
        for (Exported resource : EstateFile.read(EXAMPLES.resolve(file)).resources()) {
            if (!resource.id().resourceGroup().equals(Optional.of("rg-ai-lab"))) {
                found.put(resource.id(), resource.json());
            }
        }
        return found;
    }

    @Test
    void noResourceStandsTwiceAndEveryChildHasItsParent() {
        Map<ResourceId, ObjectNode> estate = estate();
        assertThat(estate).hasSizeGreaterThan(150);
        assertThat(EstateFile.read(EXAMPLES.resolve("estate.json")).resources()).hasSize(estate.size());
        for (ResourceId id : estate.keySet()) {
            id.parent()
                    .filter(parent -> !parent.type().endsWith("networkWatchers"))
                    .ifPresent(
                            parent -> assertThat(estate).as("parent of " + id).containsKey(parent));
        }
    }

    @Test
    void privateEndpointsAndTheConnectionsOfTheirTargetsAgree() {
        Map<ResourceId, ObjectNode> estate = estate();
        Set<String> endpoints = new TreeSet<>();
        Set<String> connections = new TreeSet<>();
        estate.forEach((id, resource) -> {
            JsonNode properties = resource.path("properties");
            for (String list : List.of("privateLinkServiceConnections", "manualPrivateLinkServiceConnections")) {
                for (JsonNode connection : properties.path(list)) {
                    JsonNode link = connection.path("properties");
                    endpoints.add(
                            id + " -> " + link.path("privateLinkServiceId").asText() + " " + status(link));
                }
            }
            for (JsonNode connection : properties.path("privateEndpointConnections")) {
                JsonNode link = connection.path("properties");
                connections.add(link.path("privateEndpoint").path("id").asText() + " -> " + id + " " + status(link));
            }
        });
        assertThat(connections).isEqualTo(endpoints).hasSizeGreaterThan(5);
    }

    @Test
    void theSubnetsInANetworkAreTheSubnetsOnTheirOwn() {
        Map<ResourceId, ObjectNode> estate = estate();
        int compared = 0;
        for (ObjectNode resource : estate.values()) {
            for (JsonNode subnet : resource.path("properties").path("subnets")) {
                if (subnet.has("properties")) {
                    ResourceId id = ResourceId.parse(subnet.path("id").asText());
                    assertThat(estate.get(id).path("properties")).isEqualTo(subnet.path("properties"));
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(5);
    }

    @Test
    void noWorkloadLeansOnTheWebShopAlthoughItSharesTheNetwork() {
        List<Resource> resources = estate().entrySet().stream()
                .map(entry -> new Resource(
                        entry.getKey(), entry.getValue(), "", Optional.empty(), Instant.parse("2026-11-22T00:00:00Z")))
                .toList();
        ReferenceGraph graph = ReferenceGraph.of(resources);
        Map<String, Set<String>> leanedOn = new TreeMap<>();
        for (Resource resource : resources) {
            ResourceId id = resource.id();
            boolean shared = id.type().equalsIgnoreCase("Microsoft.Storage/storageAccounts")
                    || id.type().equalsIgnoreCase("Microsoft.KeyVault/vaults")
                    || id.resourceGroup().filter("rg-webshop"::equals).isPresent();
            if (shared && id.isResource()) {
                Set<String> workloads = new TreeSet<>();
                graph.workloadsLeaningOn(id).ids().forEach(workload -> workloads.add(workload.name()));
                leanedOn.computeIfAbsent(id.resourceGroup().orElseThrow() + "/" + id.name(), name -> workloads);
            }
        }
        leanedOn.forEach((name, workloads) -> {
            if (name.startsWith("rg-webshop/")) {
                assertThat(workloads).as(name).isEmpty();
            }
        });
        assertThat(leanedOn.get("rg-ai-assist/kv-ai-shared-fjv")).contains("oai-assist-prod", "mlw-hub", "mlw-churn");
        assertThat(leanedOn.get("rg-ai-ml/stmlhubfjv"))
                .contains("mlw-hub", "mlw-churn")
                .doesNotContain("oai-lab");
        assertThat(leanedOn.get("rg-ai-ml/stmlvisionfjv")).contains("mlw-vision");
        assertThat(leanedOn.get("rg-ai-foundry/staifilesfjv")).contains("ais-foundry");
        assertThat(leanedOn.get("rg-ai-monitoring/stailogsfjv")).contains("ais-foundry", "mlw-vision");
    }

    @Test
    void azureWouldTakeEveryRequestOfTheScenario() throws IOException {
        Map<ResourceId, ObjectNode> estate = estate();
        for (Step step : scenario().steps()) {
            Request request = step.request();
            ResourceId id = ResourceId.parse(request.path());
            if (request.method().equals("DELETE")) {
                assertThat(estate.remove(id)).as(step.name()).isNotNull();
                continue;
            }
            if (request.method().equals("PATCH")) {
                assertThat(estate).as(step.name()).containsKey(id);
            }
            ObjectNode current = estate.computeIfAbsent(
                    id,
                    absent -> JSON.createObjectNode()
                            .put("id", id.toString())
                            .put("name", id.name())
                            .put("type", types.spelling(id.type())));
            assertThat(types.versions(id.type())).as(step.name()).contains(request.apiVersion());
            assertThat(types.find(id.type(), request.apiVersion())
                            .orElseThrow()
                            .check(
                                    request.body().orElseThrow(),
                                    current,
                                    request.method().equals("PUT") ? Purpose.REPLACE : Purpose.UPDATE))
                    .as(step.name())
                    .isEmpty();
        }
    }

    @Test
    void theScenarioLeavesTheEstateAsItWas() throws IOException {
        AtomicLong counter = new AtomicLong();
        EstateStore store = EstateStore.of(
                EstateFile.read(EXAMPLES.resolve("estate.json")), () -> new UUID(0, counter.incrementAndGet()));
        ArmService arm = new ArmService(
                store,
                types,
                () -> Instant.parse("2026-11-22T13:00:00Z"),
                () -> new UUID(1, counter.incrementAndGet()),
                List.of());
        Map<ResourceId, ObjectNode> before = new HashMap<>();
        store.all()
                .forEach(resource -> before.put(resource.id(), resource.json().deepCopy()));
        for (Step step : scenario().steps()) {
            Request request = step.request();
            byte[] body = request.body().map(JsonNode::toString).orElse("").getBytes(StandardCharsets.UTF_8);
            HttpAnswer answer = arm.answer(new HttpCall(
                    request.method(),
                    request.path(),
                    Map.of("api-version", request.apiVersion()),
                    Map.of("content-type", "application/json"),
                    body));
            assertThat(answer.status())
                    .as(step.name() + ": " + new String(answer.body(), StandardCharsets.UTF_8))
                    .isBetween(200, 204);
        }
        for (StoredResource resource : store.all()) {
            ObjectNode was = before.remove(resource.id());
            if (was != null && !resource.id().type().startsWith("Microsoft.Network/")) {
                assertThat(settings(resource.json()))
                        .as(resource.id().toString())
                        .isEqualTo(settings(was));
            }
        }
        assertThat(before.keySet())
                .allMatch(id -> id.type().equalsIgnoreCase("Microsoft.Network/networkInterfaces"), "network interface");
    }

    /** What people set; the name of a connection and what the service counts may be new. */
    private static JsonNode settings(ObjectNode resource) {
        ObjectNode settings = JSON.createObjectNode();
        for (String name : List.of("kind", "sku", "identity", "tags", "properties")) {
            settings.set(name, resource.path(name).deepCopy());
        }
        for (JsonNode connection : settings.path("properties").path("privateEndpointConnections")) {
            ((ObjectNode) connection).remove(List.of("id", "name", "type", "location", "etag", "systemData"));
            ((ObjectNode) connection.path("properties").path("privateLinkServiceConnectionState"))
                    .remove("description");
        }
        return settings;
    }

    @Test
    void theRecordedDeliveriesTellTheScenario() throws IOException {
        List<Step> steps = scenario().steps();
        List<String> lines = Files.readAllLines(EXAMPLES.resolve("events/scenario.jsonl"));
        assertThat(lines).hasSameSizeAs(steps);
        for (int i = 0; i < steps.size(); i++) {
            JsonNode event = JSON.readTree(lines.get(i));
            Step step = steps.get(i);
            ResourceId id = ResourceId.parse(step.request().path());
            String operation = step.request().method().equals("DELETE") ? "delete" : "write";
            assertThat(ResourceId.parse(event.path("subject").asText())).isEqualTo(id);
            assertThat(event.path("data").path("resourceUri")).isEqualTo(event.path("subject"));
            assertThat(event.path("data").path("operationName").asText())
                    .isEqualToIgnoringCase(id.type() + "/" + operation);
            assertThat(event.path("eventType").asText()).containsIgnoringCase("Resource" + operation + "Success");
            JsonNode claims = event.path("data").path("claims");
            assertThat(claims.path("http://schemas.microsoft.com/identity/claims/objectidentifier")
                            .asText())
                    .isEqualTo(step.who().objectId());
            assertThat(event.path("data")
                            .path("httpRequest")
                            .path("clientIpAddress")
                            .asText())
                    .isEqualTo(step.who().ip());
        }
    }

    private static String status(JsonNode link) {
        return link.path("privateLinkServiceConnectionState").path("status").asText();
    }

    private static Map<ResourceId, ObjectNode> estate() {
        return EstateFile.read(EXAMPLES.resolve("estate.json")).resources().stream()
                .collect(Collectors.toMap(Exported::id, Exported::json, (one, other) -> one, HashMap::new));
    }

    private static Scenario scenario() throws IOException {
        Path file = EXAMPLES.resolve("scenario.json");
        Document document =
                Document.parse("scenario.json", Files.readString(file)).orElseThrow();
        return ScenarioFile.read(document).orElseThrow();
    }
}

package dev.plumbline.cli.local.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.cli.local.EmbeddedTransport;
import dev.plumbline.cli.local.LocalService;
import dev.plumbline.cli.local.StaticCredential;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.graph.ResourceGraphService;
import dev.plumbline.cli.local.types.TypeData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Resource Manager and Resource Graph over a small estate, called as an SDK client calls them. */
public final class EmbeddedArm implements AutoCloseable {
    public static final String SUBSCRIPTION = "/subscriptions/7c1e94b2-5d3a-4f86-9b07-3e6a20d8c415";
    public static final String GROUP = SUBSCRIPTION + "/resourceGroups/rg-ai";
    public static final String ACCOUNT = GROUP + "/providers/Microsoft.CognitiveServices/accounts/oai-one";
    public static final String VAULT = GROUP + "/providers/Microsoft.KeyVault/vaults/kv-one-fjv";
    public static final String ENDPOINT = GROUP + "/providers/Microsoft.Network/privateEndpoints/pe-oai-one";
    public static final String VNET = GROUP + "/providers/Microsoft.Network/virtualNetworks/vnet-one";
    public static final String VERSION = "2025-06-01";
    public static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    public final EstateStore store;
    public final ArmService service;
    public final List<ArmWrite> told = new CopyOnWriteArrayList<>();
    private final EmbeddedTransport transport;
    private final HttpPipeline pipeline;

    /** What came back. */
    public record Answer(int status, JsonNode body, Map<String, String> headers) {
        public String code() {
            return body.path("error").path("code").asText();
        }

        public String message() {
            return body.path("error").path("message").asText();
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    public EmbeddedArm(String estate) {
        this.store = EstateStore.of(EstateFile.parse("test", estate.getBytes(StandardCharsets.UTF_8)), ids());
        this.service = new ArmService(store, TypeData.bundled(), () -> NOW, ids(), List.of(told::add));
        this.transport = new EmbeddedTransport(services());
        this.pipeline = new HttpPipelineBuilder()
                .policies(new BearerTokenAuthenticationPolicy(
                        new StaticCredential(), "https://management.azure.com/.default"))
                .httpClient(transport)
                .build();
    }

    /** The small estate of these tests. */
    public static EmbeddedArm small() {
        try (var estate = EmbeddedArm.class.getResourceAsStream("small-estate.json")) {
            return new EmbeddedArm(new String(estate.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public List<LocalService> services() {
        return List.of(service, new ResourceGraphService(store));
    }

    public static Supplier<UUID> ids() {
        AtomicLong next = new AtomicLong();
        return () -> new UUID(0x4000L, 0x8000000000000000L + next.incrementAndGet());
    }

    public Answer get(String path) {
        return send("GET", path, VERSION, "");
    }

    public Answer put(String path, String body) {
        return send("PUT", path, VERSION, body);
    }

    public Answer patch(String path, String body) {
        return send("PATCH", path, VERSION, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, VERSION, "");
    }

    /** Sends a body whose apostrophes stand for quotation marks. */
    public Answer send(String method, String path, String version, String body, String... headers) {
        return sendText(method, path, version, body.replace('\'', '"'), headers);
    }

    public Answer sendText(String method, String path, String version, String body, String... headers) {
        String query = version.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + "api-version=" + version;
        HttpRequest request =
                new HttpRequest(HttpMethod.valueOf(method), "https://management.azure.com" + path + query);
        if (!body.isEmpty()) {
            request.setBody(body).setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(HttpHeaderName.fromString(headers[i]), headers[i + 1]);
        }
        try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
            String text = response.getBodyAsBinaryData().toString();
            JsonNode json = text.isEmpty() ? JSON.nullNode() : JSON.readTree(text);
            Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.getHeaders().forEach(header -> all.put(header.getName(), header.getValue()));
            return new Answer(response.getStatusCode(), json, all);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}

package dev.plumbline.cli.local.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.BearerToken;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.LocalService;
import dev.plumbline.cli.local.Members;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.estate.StoredResource;
import dev.plumbline.cli.local.types.TypeData;
import dev.plumbline.estate.ResourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Azure Resource Graph over an {@link EstateStore}: queries in pages, with its own casing of types and groups.
 *
 * <p>Serves the subset of the query language that {@link GraphQuery} reads and refuses everything else by name: an answer
 * that is given is the one that Azure would give. Thread-safe.
 */
public final class ResourceGraphService implements LocalService {
    private static final String PATH = "/providers/microsoft.resourcegraph/resources";
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EstateStore store;

    /** Resource Graph over {@code store}. */
    public ResourceGraphService(EstateStore store) {
        this.store = store;
    }

    @Override
    public boolean serves(HttpCall call) {
        return call.path().toLowerCase(Locale.ROOT).equals(PATH)
                && Set.of("management.azure.com", "localhost", "127.0.0.1").contains(call.host());
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        return BearerToken.refused(call).orElseGet(() -> {
            try {
                return answer(200, queried(call));
            } catch (UnsupportedQuery unsupported) {
                return answer(
                        400,
                        error(
                                "BadRequest",
                                "Please provide below info when asking for support: the query. "
                                        + unsupported.getMessage()));
            }
        });
    }

    private ObjectNode queried(HttpCall call) {
        if (!call.method().equals("POST")) {
            throw new UnsupportedQuery("expected POST, found " + call.method());
        }
        if (call.parameter("api-version").filter(TypeData::isVersion).isEmpty()) {
            throw new UnsupportedQuery("the api-version query parameter (?api-version=) is required for all requests");
        }
        JsonNode body = body(call);
        JsonNode options = Members.at(body, "options");
        String format = Members.text(options, "resultFormat").orElse("objectArray");
        if (!format.equalsIgnoreCase("objectArray")) {
            throw new UnsupportedQuery("expected resultFormat `objectArray`, found `" + Tokens.shown(format) + "`");
        }
        String text =
                Members.text(body, "query").orElseThrow(() -> new UnsupportedQuery("expected a `query`, found none"));
        GraphQuery query = GraphQuery.parse(text);
        Set<String> subscriptions = subscriptions(body);
        List<ObjectNode> rows = query.rows(rows(query.table(), subscriptions));
        String asked = Integer.toHexString((text + subscriptions).hashCode());
        int start = Members.text(options, "$skipToken")
                .filter(token -> !token.isEmpty())
                .map(token -> start(token, asked, query, rows))
                .orElseGet(() -> Members.at(options, "$skip").asInt(0));
        int top = Members.at(options, "$top").asInt(PAGE);
        if (top < 1 || start < 0) {
            throw new UnsupportedQuery("expected `$top` of at least 1 and `$skip` of at least 0");
        }
        return page(query, rows, start, Math.min(top, LARGEST_PAGE), asked);
    }

    private static ObjectNode page(GraphQuery query, List<ObjectNode> rows, int start, int top, String asked) {
        int from = Math.min(start, rows.size());
        int to = Math.min(from + top, rows.size());
        ObjectNode answer = JSON.createObjectNode();
        answer.put("totalRecords", rows.size()).put("count", to - from);
        ArrayNode data = answer.putArray("data");
        rows.subList(from, to).forEach(row -> data.add(query.project(row)));
        answer.putArray("facets");
        answer.put("resultTruncated", to < rows.size() ? "true" : "false");
        if (to < rows.size()) {
            String token = asked + "|" + to + "|" + rows.get(to - 1).path("id").asText();
            answer.put("$skipToken", Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
        }
        return answer;
    }

    /** Where a page begins: behind the id that the last one ended with, or at its number where the order is another. */
    private static int start(String token, String asked, GraphQuery query, List<ObjectNode> rows) {
        String[] parts;
        try {
            parts = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).split("\\|", 3);
            if (parts.length == 3 && parts[0].equals(asked)) {
                int number = Integer.parseInt(parts[1]);
                if (!query.byId()) {
                    return number;
                }
                int start = 0;
                while (start < rows.size()
                        && rows.get(start).path("id").asText().compareToIgnoreCase(parts[2]) <= 0) {
                    start++;
                }
                return start;
            }
        } catch (IllegalArgumentException malformed) {
            // refused below
        }
        throw new UnsupportedQuery("expected the `$skipToken` that this very query was answered with, found another");
    }

    private Stream<ObjectNode> rows(GraphTable table, Set<String> subscriptions) {
        return store.all().stream()
                .filter(each -> table.holds(each.id()))
                .filter(each -> subscriptions.isEmpty()
                        || each.id()
                                .subscriptionId()
                                .map(id -> id.toLowerCase(Locale.ROOT))
                                .filter(subscriptions::contains)
                                .isPresent())
                .map(this::row);
    }

    private ObjectNode row(StoredResource stored) {
        ResourceId id = stored.id();
        ObjectNode row = JSON.createObjectNode();
        row.put("id", id.toString())
                .put("name", id.name())
                .put("type", id.type().toLowerCase(Locale.ROOT));
        row.put("tenantId", tenant(id));
        row.put("kind", Members.text(stored.json(), "kind").orElse(""));
        row.put(
                "location",
                Members.text(stored.json(), "location")
                        .orElse("")
                        .replace(" ", "")
                        .toLowerCase(Locale.ROOT));
        row.put("resourceGroup", id.resourceGroup().orElse("").toLowerCase(Locale.ROOT));
        row.put("subscriptionId", id.subscriptionId().orElse("").toLowerCase(Locale.ROOT));
        row.put("managedBy", Members.text(stored.json(), "managedBy").orElse(""));
        for (String column : Column.DYNAMIC) {
            JsonNode value = Members.at(stored.json(), column);
            row.set(column, value.isMissingNode() ? row.nullNode() : value);
        }
        return row;
    }

    private String tenant(ResourceId id) {
        return id.subscriptionId()
                .flatMap(subscription -> store.find(ResourceId.subscription(subscription)))
                .flatMap(found -> Members.text(found.json(), "tenantId"))
                .orElse("");
    }

    private static Set<String> subscriptions(JsonNode body) {
        Set<String> subscriptions = new HashSet<>();
        Members.at(body, "subscriptions")
                .forEach(id -> subscriptions.add(id.asText().toLowerCase(Locale.ROOT)));
        return subscriptions;
    }

    private static JsonNode body(HttpCall call) {
        try {
            return Optional.ofNullable(JSON.readTree(call.body())).orElseGet(JSON::createObjectNode);
        } catch (JsonProcessingException malformed) {
            throw new UnsupportedQuery("expected a body of JSON, found something else");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode error(String code, String message) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode error = body.putObject("error").put("code", code).put("message", message);
        error.putArray("details").addObject().put("code", "InvalidQuery").put("message", message);
        return body;
    }

    private static HttpAnswer answer(int status, ObjectNode body) {
        return new HttpAnswer(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}

package dev.plumbline.estate.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpPipeline;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.resourcegraph.ResourceGraphManager;
import com.azure.resourcemanager.resourcegraph.models.QueryRequest;
import com.azure.resourcemanager.resourcegraph.models.QueryRequestOptions;
import com.azure.resourcemanager.resourcegraph.models.QueryResponse;
import com.azure.resourcemanager.resourcegraph.models.ResultFormat;
import com.azure.resourcemanager.resourcegraph.models.ResultTruncated;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.azure.AzureEndpoints;
import dev.plumbline.azure.RetryAfter;
import dev.plumbline.estate.GraphPage;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import dev.plumbline.estate.TransientFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pages through the resources of whole subscriptions, by Resource Graph's own client on our pipeline.
 *
 * <p>Only resources that stand on their own are given, in the order of their ids: of child types Resource Graph knows
 * some and lacks others, so none is taken from it.
 */
final class ResourceGraph {
    /** A page becomes one queue message of at most 48 KiB of text, and so many ids fit into it. */
    static final int PAGE = 100;

    /** What a resource read by Resource Graph was read with: it does not say which version it asked. */
    static final String VERSION = "resource-graph";

    private static final String COLUMNS =
            "id, name, type, kind, location, tags, sku, plan, identity, managedBy, zones, extendedLocation, properties";
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9.]{1,120}(/[A-Za-z0-9._-]{1,120}){1,8}");
    private static final JsonMapper JSON = new JsonMapper();

    private final ResourceGraphManager manager;
    private final ArmReader reader;
    private final InstantSource clock;

    ResourceGraph(HttpPipeline pipeline, AzureEndpoints endpoints, ArmReader reader, InstantSource clock) {
        String endpoint = endpoints.resourceManager() + "/";
        AzureEnvironment environment = new AzureEnvironment(Map.of(
                AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(), endpoint,
                AzureEnvironment.Endpoint.MANAGEMENT.identifier(), endpoint));
        this.manager = ResourceGraphManager.authenticate(pipeline, new AzureProfile(environment));
        this.reader = reader;
        this.clock = clock;
    }

    GraphPage page(List<String> subscriptions, Set<String> types, Optional<String> skipToken) {
        QueryRequest request = new QueryRequest()
                .withSubscriptions(subscriptions)
                .withQuery(query(types))
                .withOptions(new QueryRequestOptions()
                        .withResultFormat(ResultFormat.OBJECT_ARRAY)
                        .withTop(PAGE)
                        .withSkipToken(skipToken.orElse(null)));
        Instant sent = clock.instant();
        QueryResponse response = reader.gated(() -> ask(request));
        Optional<String> next = Optional.ofNullable(response.skipToken()).filter(token -> !token.isEmpty());
        if (next.isEmpty() && ResultTruncated.TRUE.equals(response.resultTruncated())) {
            throw new TransientFailure("Resource Graph cut its answer and gave no token to go on with");
        }
        return new GraphPage(resources(JSON.valueToTree(response.data()), Scope.of(subscriptions), sent), next);
    }

    static String query(Set<String> types) {
        for (String type : types) {
            if (!TYPE.matcher(type).matches()) {
                throw new IllegalArgumentException("resource type: expected `<namespace>/<type>`, found `" + type
                        + "`; correct the rule that names it");
            }
        }
        String where = types.isEmpty()
                ? ""
                : types.stream()
                        .map(type -> "'" + type.toLowerCase(Locale.ROOT) + "'")
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(",", " | where type in~ (", ")"));
        return "Resources" + where + " | project " + COLUMNS + " | order by id asc";
    }

    private QueryResponse ask(QueryRequest request) {
        try {
            return manager.resourceProviders().resources(request);
        } catch (ClientAuthenticationException e) {
            throw new TransientFailure(
                    "no token for Resource Graph: " + e.getClass().getSimpleName(), Optional.empty(), e);
        } catch (HttpResponseException e) {
            int status = e.getResponse() == null ? 0 : e.getResponse().getStatusCode();
            throw new TransientFailure("Resource Graph answered " + status, RetryAfter.of(e.getResponse()), e);
        } catch (RuntimeException e) {
            throw new TransientFailure("no answer from Resource Graph", Optional.empty(), e);
        }
    }

    private static List<Resource> resources(JsonNode rows, Scope asked, Instant sent) {
        List<Resource> resources = new ArrayList<>();
        for (JsonNode row : rows) {
            Optional<ResourceId> id = ResourceId.tryParse(row.path("id").asText());
            if (row instanceof ObjectNode json && id.isPresent() && standsAlone(id.get(), asked)) {
                resources.add(new Resource(id.get(), json, VERSION, Optional.empty(), sent));
            }
        }
        return resources;
    }

    private static boolean standsAlone(ResourceId id, Scope asked) {
        return asked.contains(id) && !id.isChild() && !id.isExtension();
    }
}

package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.estate.FileEstate;
import dev.plumbline.estate.ApiVersions;
import dev.plumbline.estate.EstateWorld;
import dev.plumbline.estate.GraphReach;
import dev.plumbline.estate.PartTypes;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.ReferenceGraph;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import dev.plumbline.estate.Surroundings;
import dev.plumbline.policy.ViewDocument;
import dev.plumbline.policy.baseline.TriggerIndex;
import dev.plumbline.policy.view.ViewCatalogue;
import dev.plumbline.view.EstateViews;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** An estate file with what surrounds its resources: their references to each other and their views, at one moment. */
final class ExportedEstate {
    private static final String TENANTS = "/tenants/";

    private final EstateFile file;
    private final Scope scope;
    private final Instant now;
    private final FileEstate estate;
    private final List<Resource> resources = new ArrayList<>();
    private final ReferenceGraph graph;
    private final EstateWorld world;

    ExportedEstate(EstateFile file, Scope scope, InstantSource clock) {
        this.file = file;
        this.scope = scope;
        this.now = clock.instant();
        InstantSource still = InstantSource.fixed(now);
        ApiVersions versions = ApiVersions.bundled();
        this.estate = new FileEstate(EstateStore.of(file, UUID::randomUUID), scope, versions::of, still);
        collect(versions);
        this.graph = ReferenceGraph.of(resources);
        GraphReach reach = new GraphReach(() -> estate, graph, scope, still);
        this.world =
                new EstateWorld(estate, reach, new Surroundings(estate, still), new EstateViews(scope, reach), now);
    }

    /** The subscriptions that the file has something of. */
    static Set<String> subscriptions(EstateFile file) {
        Set<String> ids = new TreeSet<>();
        file.resources()
                .forEach(exported ->
                        exported.id().subscriptionId().ifPresent(id -> ids.add(id.toLowerCase(Locale.ROOT))));
        return ids;
    }

    /** The moment of the look at it. */
    Instant now() {
        return now;
    }

    /**
     * Everything in the monitored subscriptions, these themselves, and the tenant; after each its parts that rules judge and that
     * have no document but their parent's.
     */
    List<Resource> resources(TriggerIndex index) {
        Set<ResourceId> known = new HashSet<>();
        resources.forEach(resource -> known.add(resource.id()));
        List<Resource> all = new ArrayList<>();
        for (Resource resource : resources) {
            all.add(resource);
            for (String type : PartTypes.of(index, resource.type())) {
                if (index.targets(type)
                        && estate.children(resource.id(), type) instanceof Reading.Present<List<Resource>> parts) {
                    parts.value().stream().filter(part -> known.add(part.id())).forEach(all::add);
                }
            }
        }
        return all;
    }

    /** The types that the file does not claim to hold. */
    Set<String> notExported() {
        return file.notExported();
    }

    ReferenceGraph graph() {
        return graph;
    }

    EstateWorld world() {
        return world;
    }

    /** The view of one of the resources, whole; empty where there is no such resource. */
    Optional<ViewDocument> view(String view, ResourceId id) {
        return resources.stream()
                .filter(resource -> resource.id().equals(id))
                .findFirst()
                .map(resource -> world.view(view, EstateWorld.prepared(resource), Set.of("*"))
                        .read(ViewCatalogue.bundled().sections(view).keySet()));
    }

    /** Everything with a document of its own, then the subscriptions and the tenant that have none. */
    private void collect(ApiVersions versions) {
        Map<ResourceId, Resource> found = new LinkedHashMap<>();
        for (EstateFile.Exported exported : file.resources()) {
            ResourceId id = exported.id();
            boolean tenant = id.subscriptionId().isEmpty();
            if (tenant || scope.contains(id)) {
                found.put(
                        id,
                        new Resource(id, exported.json(), versions.of(id.type()).orElse(""), Optional.empty(), now));
            }
        }
        for (String subscription : scope.subscriptions()) {
            ResourceId id = ResourceId.subscription(subscription);
            found.computeIfAbsent(
                    id,
                    missing -> new Resource(
                            id, new Surroundings(estate, InstantSource.fixed(now)).of(id), "", Optional.empty(), now));
        }
        ResourceId tenant = ResourceId.parse(TENANTS + tenantId());
        found.computeIfAbsent(tenant, missing -> new Resource(tenant, bare(tenant), "", Optional.empty(), now));
        resources.addAll(found.values());
    }

    /** The tenant that the resources name; the estate of an unknown tenant has one all the same. */
    private String tenantId() {
        for (EstateFile.Exported exported : file.resources()) {
            JsonNode own = exported.json().path("tenantId");
            JsonNode identity = exported.json().path("identity").path("tenantId");
            JsonNode property = exported.json().path("properties").path("tenantId");
            for (JsonNode candidate : List.of(own, identity, property)) {
                if (candidate.isTextual() && candidate.textValue().matches("[A-Za-z0-9-]{1,64}")) {
                    return candidate.textValue();
                }
            }
        }
        return "unknown";
    }

    private static ObjectNode bare(ResourceId id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id.toString())
                .put("name", id.name())
                .put("type", id.type());
    }
}

package dev.plumbline.estate.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.azure.AzureClients;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.GraphPage;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The estate as Azure Resource Manager tells it, listings of whole subscriptions as Resource Graph tells them.
 *
 * <p>Every request names our own API version for the type; a type without one is unreadable. No request leaves the
 * scope: ids are checked before, links to next pages and listed ids after. A list that could not be read to its end is
 * unreadable as a whole. Thread safe; the clients are built when first needed.
 */
public final class ArmEstate implements Estate {
    private static final int MOST_PAGES = 200;
    private static final int MOST_PARENTS = 2_000;
    private static final String GROUPS = "Microsoft.Resources/subscriptions/resourceGroups";

    private final AzureClients clients;
    private final Scope scope;
    private final Function<String, Optional<String>> apiVersions;
    private final InstantSource clock;
    private final ArmAddress address;
    private volatile Optional<ArmReader> reader = Optional.empty();
    private volatile Optional<ResourceGraph> graph = Optional.empty();

    /**
     * An estate over the given clients.
     *
     * @param scope the subscriptions that may be read
     * @param apiVersions the API version to read a full type with
     * @param clock tells when a read was sent
     */
    public ArmEstate(
            AzureClients clients, Scope scope, Function<String, Optional<String>> apiVersions, InstantSource clock) {
        this.clients = clients;
        this.scope = scope;
        this.apiVersions = apiVersions;
        this.clock = clock;
        this.address = new ArmAddress(clients.endpoints().resourceManager());
    }

    @Override
    public Reading<Resource> read(ResourceId id) {
        if (!scope.contains(id) && !Scope.common(id)) {
            return outside(id.toString());
        }
        Optional<String> version = apiVersions.apply(id.type());
        if (version.isEmpty()) {
            return unknownType(id.type());
        }
        Instant sent = clock.instant();
        try {
            ArmAnswer answer = reader().get(address.of(id.toString(), version.get()));
            if (answer.found() && answer.body() instanceof ObjectNode json) {
                return new Reading.Present<>(resource(id, json, version.get(), answer.etag(), sent));
            }
            return refusal(answer, "`" + id + "`");
        } catch (ArmReader.TooLarge e) {
            return new Reading.Unreadable<>(ArmReader.TooLarge.REASON);
        }
    }

    @Override
    public Reading<List<Resource>> children(ResourceId parent, String type) {
        if (!scope.contains(parent)) {
            return outside(parent.toString());
        }
        return version(type, type).map(v -> children(parent, type, v)).orElseGet(() -> unknownType(type));
    }

    @Override
    public Reading<List<Resource>> list(String subscriptionId, Optional<String> resourceGroup, String type) {
        if (!scope.contains(subscriptionId)) {
            return outside("/subscriptions/" + subscriptionId);
        }
        ResourceId subscription = ResourceId.subscription(subscriptionId);
        ResourceId container = resourceGroup
                .map(group -> ResourceId.parse(subscription + "/resourceGroups/" + group))
                .orElse(subscription);
        return version(type, type).map(v -> list(container, type, v)).orElseGet(() -> unknownType(type));
    }

    @Override
    public GraphPage page(Set<String> subscriptions, Set<String> types, Optional<String> skipToken) {
        List<String> inScope =
                subscriptions.stream().filter(scope::contains).sorted().toList();
        return inScope.isEmpty() ? new GraphPage(List.of(), Optional.empty()) : graph().page(inScope, types, skipToken);
    }

    @Override
    public Reading<JsonNode> directory(String path) {
        return new Reading.Unreadable<>("`graph:" + path
                + "`: Microsoft Graph has no live reader yet; scan an estate file that holds the document");
    }

    private Reading<List<Resource>> children(ResourceId parent, String type, String version) {
        if (!below(parent.type(), type)) {
            return extensions(parent, type, version);
        }
        if (type.equalsIgnoreCase(GROUPS)) {
            return pages(parent + "/resourceGroups", type, version);
        }
        Optional<String> whole = ArmAddress.wholeList(parent, type);
        if (whole.isPresent()) {
            return pages(whole.get(), type, version);
        }
        String between = container(type);
        return between.equalsIgnoreCase(parent.type())
                ? pages(ArmAddress.childList(parent, type), type, version)
                : ofEach(children(parent, between, version(between, type).orElse(version)), type, version);
    }

    private Reading<List<Resource>> list(ResourceId container, String type, String version) {
        if (type.equalsIgnoreCase(GROUPS)) {
            return pages(container + "/resourceGroups", type, version);
        }
        if (type.indexOf('/') == type.lastIndexOf('/')) {
            return pages(ArmAddress.extensionList(container, type), type, version);
        }
        String between = container(type);
        return ofEach(list(container, between, version(between, type).orElse(version)), type, version);
    }

    /** The API version of a type; where only a type below it has one, that one: a provider's types share theirs. */
    private Optional<String> version(String type, String typeBelow) {
        return apiVersions.apply(type).or(() -> apiVersions.apply(typeBelow));
    }

    private static String container(String type) {
        return type.substring(0, type.lastIndexOf('/'));
    }

    /** The children of each of the given parents; one parent that cannot be listed makes the whole unreadable. */
    private Reading<List<Resource>> ofEach(Reading<List<Resource>> parents, String type, String version) {
        if (!(parents instanceof Reading.Present<List<Resource>> present)) {
            return parents;
        }
        if (present.value().size() > MOST_PARENTS) {
            return new Reading.Unreadable<>("list of `" + type + "`: expected at most " + MOST_PARENTS
                    + " parents, found " + present.value().size() + "; ask for the children of one parent");
        }
        List<Resource> all = new ArrayList<>();
        for (Resource parent : present.value()) {
            Reading<List<Resource>> children = pages(ArmAddress.childList(parent.id(), type), type, version);
            if (children instanceof Reading.Unreadable<List<Resource>>) {
                return children;
            }
            if (children instanceof Reading.Present<List<Resource>> some) {
                all.addAll(some.value());
            }
        }
        return new Reading.Present<>(List.copyOf(all));
    }

    /** What is set on the resource itself: some providers also list what its parents pass down to it. */
    private Reading<List<Resource>> extensions(ResourceId on, String type, String version) {
        Reading<List<Resource>> listed = pages(ArmAddress.extensionList(on, type), type, version);
        if (!(listed instanceof Reading.Present<List<Resource>> present)) {
            return listed;
        }
        return new Reading.Present<>(present.value().stream()
                .filter(each -> each.id().scope().map(on::equals).orElse(false))
                .toList());
    }

    private Reading<List<Resource>> pages(String path, String type, String version) {
        Instant sent = clock.instant();
        List<Resource> all = new ArrayList<>();
        Set<URI> asked = new HashSet<>();
        Optional<URI> next = Optional.of(address.of(path, version));
        while (next.isPresent() && asked.add(next.get()) && asked.size() <= MOST_PAGES) {
            ArmAnswer answer;
            try {
                answer = reader().get(next.get());
            } catch (ArmReader.TooLarge e) {
                return new Reading.Unreadable<>(ArmReader.TooLarge.REASON);
            }
            if (!answer.found()) {
                return refusal(answer, "the list `" + path + "`");
            }
            Optional<List<Resource>> page = items(answer.body(), type, version, sent);
            if (page.isEmpty()) {
                return broken(path, "a `value` array of items with an `id`");
            }
            all.addAll(page.get());
            String link = answer.body().path("nextLink").textValue();
            if (link == null || link.isEmpty()) {
                return new Reading.Present<>(List.copyOf(all));
            }
            next = address.next(link, scope);
        }
        return next.isEmpty()
                ? broken(path, "a `nextLink` at the same endpoint and inside the monitored subscriptions")
                : broken(path, "at most " + MOST_PAGES + " pages, none of them twice");
    }

    /** The resources of one page, those outside the scope left out; absent if one of them is no resource. */
    private Optional<List<Resource>> items(JsonNode body, String type, String version, Instant sent) {
        if (!body.path("value").isArray()) {
            return Optional.empty();
        }
        List<Resource> items = new ArrayList<>();
        for (JsonNode item : body.path("value")) {
            Optional<Resource> resource = listed(item, type, version, sent);
            if (resource.isEmpty()) {
                return Optional.empty();
            }
            resource.filter(each -> scope.contains(each.id()) || Scope.inherited(each.id()))
                    .ifPresent(items::add);
        }
        return Optional.of(items);
    }

    private static Optional<Resource> listed(JsonNode item, String type, String version, Instant sent) {
        return item instanceof ObjectNode json
                ? ResourceId.tryParse(json.path("id").asText())
                        .map(id -> resource(id, withType(json, type), version, Optional.empty(), sent))
                : Optional.empty();
    }

    private static ObjectNode withType(ObjectNode json, String type) {
        return json.hasNonNull("type") ? json : json.put("type", type);
    }

    private static Resource resource(
            ResourceId asked, ObjectNode json, String version, Optional<String> header, Instant sent) {
        ResourceId id = ResourceId.tryParse(json.path("id").asText())
                .filter(asked::equals)
                .orElse(asked);
        json.put("id", id.toString());
        if (!json.hasNonNull("name")) {
            json.put("name", id.name());
        }
        Optional<String> etag =
                header.or(() -> Optional.of(json.path("etag").asText(""))).filter(tag -> !tag.isEmpty());
        return new Resource(id, withType(json, id.type()), version, etag, sent);
    }

    private static <T> Reading<T> refusal(ArmAnswer answer, String what) {
        return answer.absent() ? new Reading.Absent<>() : new Reading.Unreadable<>(answer.refusal(what));
    }

    private static <T> Reading<T> broken(String path, String expected) {
        return new Reading.Unreadable<>("list `" + path + "`: expected " + expected + ", found something else");
    }

    private static <T> Reading<T> outside(String id) {
        return new Reading.Unreadable<>("`" + id + "`: expected an id in a monitored subscription, found another one");
    }

    private static <T> Reading<T> unknownType(String type) {
        return new Reading.Unreadable<>("type `" + type + "`: no API version is known to read it with");
    }

    private static boolean below(String parentType, String type) {
        return type.toLowerCase(Locale.ROOT).startsWith(parentType.toLowerCase(Locale.ROOT) + "/");
    }

    private ArmReader reader() {
        Optional<ArmReader> built = reader;
        if (built.isEmpty()) {
            synchronized (this) {
                built = reader;
                if (built.isEmpty()) {
                    built = Optional.of(new ArmReader(clients.resourceManager()));
                    reader = built;
                }
            }
        }
        return built.orElseThrow();
    }

    private ResourceGraph graph() {
        Optional<ResourceGraph> built = graph;
        if (built.isEmpty()) {
            synchronized (this) {
                built = graph;
                if (built.isEmpty()) {
                    built = Optional.of(
                            new ResourceGraph(clients.resourceManager(), clients.endpoints(), reader(), clock));
                    graph = built;
                }
            }
        }
        return built.orElseThrow();
    }
}

package dev.plumbline.cli.local.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plumbline.cli.local.Members;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.GraphPage;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The estate as an exported file tells it: what the file lacks does not exist.
 *
 * <p>The types that the file names as not exported are unreadable, and so is what lies outside the scope. Thread-safe;
 * nothing is ever written here.
 */
public final class FileEstate implements Estate {
    private static final String GRAPH = "graph:";
    private static final int PAGE = 100;

    private final EstateStore store;
    private final Scope scope;
    private final Function<String, Optional<String>> apiVersions;
    private final InstantSource clock;

    /**
     * An estate over {@code store}.
     *
     * @param scope the subscriptions that may be read
     * @param apiVersions the API version of a full type, for resources that do not say theirs
     */
    public FileEstate(
            EstateStore store, Scope scope, Function<String, Optional<String>> apiVersions, InstantSource clock) {
        this.store = store;
        this.scope = scope;
        this.apiVersions = apiVersions;
        this.clock = clock;
    }

    @Override
    public Reading<Resource> read(ResourceId id) {
        if (!scope.contains(id) && !Scope.common(id)) {
            return outside(id);
        }
        if (store.unknown(id.type())) {
            return notExported(id.type());
        }
        Optional<StoredResource> found = store.find(id);
        return found.isPresent() ? new Reading.Present<>(resource(found.get())) : new Reading.Absent<>();
    }

    @Override
    public Reading<List<Resource>> children(ResourceId parent, String type) {
        if (!scope.contains(parent)) {
            return outside(parent);
        }
        if (store.unknown(type)) {
            return notExported(type);
        }
        if (!store.exists(parent)) {
            return new Reading.Absent<>();
        }
        return new Reading.Present<>(
                below(parent, type).stream().map(this::resource).toList());
    }

    @Override
    public Reading<List<Resource>> list(String subscriptionId, Optional<String> resourceGroup, String type) {
        ResourceId subscription = ResourceId.subscription(subscriptionId);
        if (!scope.contains(subscriptionId)) {
            return outside(subscription);
        }
        if (store.unknown(type)) {
            return notExported(type);
        }
        ResourceId container = resourceGroup
                .map(group -> ResourceId.parse(subscription + "/resourceGroups/" + group))
                .orElse(subscription);
        if (!store.exists(container)) {
            return new Reading.Absent<>();
        }
        return new Reading.Present<>(ofType(container, type).stream()
                .map(this::resource)
                .filter(each -> scope.contains(each.id()) || Scope.inherited(each.id()))
                .toList());
    }

    @Override
    public GraphPage page(Set<String> subscriptions, Set<String> types, Optional<String> skipToken) {
        Set<String> wanted =
                types.stream().map(type -> type.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        Scope asked = Scope.of(subscriptions);
        String after = skipToken
                .map(token -> new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8))
                .orElse("");
        List<StoredResource> rest = store.all().stream()
                .filter(each -> each.id().key().compareTo(after) > 0)
                .filter(each -> scope.contains(each.id()) && asked.contains(each.id()))
                .filter(each -> EstateStore.standsAlone(each.id()))
                .filter(each ->
                        wanted.isEmpty() || wanted.contains(each.id().type().toLowerCase(Locale.ROOT)))
                .limit(PAGE + 1L)
                .toList();
        List<StoredResource> page = rest.subList(0, Math.min(PAGE, rest.size()));
        Optional<String> next = rest.size() > PAGE
                ? Optional.of(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(page.get(PAGE - 1).id().key().getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
        return new GraphPage(page.stream().map(this::resource).toList(), next);
    }

    @Override
    public Reading<JsonNode> directory(String path) {
        String id = GRAPH + path;
        Pattern wanted = Pattern.compile(Pattern.quote(id).replace("*", "\\E[^/]+\\Q"), Pattern.CASE_INSENSITIVE);
        List<JsonNode> found = store.graphDocuments().stream()
                .filter(document ->
                        wanted.matcher(Members.text(document, "id").orElse("")).matches())
                .toList();
        if (found.isEmpty()) {
            return new Reading.Unreadable<>(
                    "`" + id
                            + "`: expected the document of Microsoft Graph in the estate file, found none; add it with its `value`");
        }
        return new Reading.Present<>(
                path.contains("*")
                        ? JsonNodeFactory.instance.arrayNode().addAll(found)
                        : Members.at(found.get(0), "value"));
    }

    private List<StoredResource> below(ResourceId parent, String type) {
        Optional<String> container = container(type);
        boolean deeper = container.isPresent()
                && container
                        .get()
                        .toLowerCase(Locale.ROOT)
                        .startsWith(parent.type().toLowerCase(Locale.ROOT) + "/");
        return deeper ? store.ofType(parent, type) : store.children(parent, type);
    }

    /** Children count also where the file lacks their parent: an export of flow logs often leaves out the network watcher. */
    private List<StoredResource> ofType(ResourceId scope, String type) {
        Optional<String> container = container(type).filter(holder -> !holder.startsWith("Microsoft.Resources/"));
        if (container.isEmpty()) {
            return type.toLowerCase(Locale.ROOT).startsWith("microsoft.resources/")
                    ? store.ofType(scope, type)
                    : store.listed(Optional.of(scope), type);
        }
        Map<String, StoredResource> found = new TreeMap<>();
        store.ofType(scope, type).forEach(each -> found.put(each.id().key(), each));
        ofType(scope, container.get())
                .forEach(parent -> store.children(parent.id(), type)
                        .forEach(each -> found.putIfAbsent(each.id().key(), each)));
        return List.copyOf(found.values());
    }

    /** The type that resources of a child type stand in. */
    private static Optional<String> container(String type) {
        int last = type.lastIndexOf('/');
        return type.indexOf('/') == last ? Optional.empty() : Optional.of(type.substring(0, last));
    }

    private Resource resource(StoredResource stored) {
        String version = Optional.of(stored.json().path("apiVersion").asText(""))
                .filter(given -> !given.isEmpty())
                .or(() -> apiVersions.apply(stored.id().type()))
                .orElse("");
        return new Resource(stored.id(), stored.json(), version, Optional.of(stored.etag()), clock.instant());
    }

    private static <T> Reading<T> outside(ResourceId id) {
        return new Reading.Unreadable<>("`" + id
                + "`: expected an id in a monitored subscription, found another one; monitor its subscription too");
    }

    private static <T> Reading<T> notExported(String type) {
        return new Reading.Unreadable<>("type `" + type
                + "`: expected it in the estate file, found it in `notExported`; export it to have it judged");
    }
}

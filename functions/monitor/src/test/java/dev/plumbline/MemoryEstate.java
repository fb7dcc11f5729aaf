package dev.plumbline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.GraphPage;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.TransientFailure;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An estate in memory that tells what was read, and fails where it is told to. */
final class MemoryEstate implements Estate {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 3;

    final List<ResourceId> reads = new CopyOnWriteArrayList<>();
    final Map<ResourceId, String> refused = new ConcurrentSkipListMap<>();
    final Map<ResourceId, Integer> failing = new ConcurrentSkipListMap<>();
    private final Map<ResourceId, ObjectNode> resources = new ConcurrentSkipListMap<>();
    /** Types, in lower case, of which a list shows no properties. */
    final Set<String> abridged = new HashSet<>();

    private final InstantSource clock;
    private Optional<Runnable> onRead = Optional.empty();

    MemoryEstate(InstantSource clock) {
        this.clock = clock;
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    void put(String id, String json) {
        ResourceId parsed = ResourceId.parse(id);
        ObjectNode resource = json(json);
        resource.put("id", id).put("name", parsed.name()).put("type", parsed.type());
        resources.put(parsed, resource);
    }

    void remove(String id) {
        resources.remove(ResourceId.parse(id));
    }

    /** Runs once, in the middle of the next read. */
    void duringNextRead(Runnable action) {
        onRead = Optional.of(action);
    }

    @Override
    public Reading<Resource> read(ResourceId id) {
        reads.add(id);
        fail(id);
        if (refused.containsKey(id)) {
            return new Reading.Unreadable<>(refused.get(id));
        }
        Optional<Resource> found = Optional.ofNullable(resources.get(id)).map(json -> resource(id, json));
        Optional<Runnable> action = onRead;
        onRead = Optional.empty();
        action.ifPresent(Runnable::run);
        return found.isPresent() ? new Reading.Present<>(found.get()) : new Reading.Absent<>();
    }

    @Override
    public Reading<List<Resource>> children(ResourceId parent, String type) {
        List<Resource> found = new ArrayList<>();
        resources.forEach((id, json) -> {
            if (id.type().equalsIgnoreCase(type) && id.parent().equals(Optional.of(parent))) {
                Resource child = resource(id, json);
                if (abridged.contains(type.toLowerCase(Locale.ROOT))) {
                    child.json().remove("properties");
                }
                found.add(child);
            }
        });
        return new Reading.Present<>(found);
    }

    @Override
    public Reading<List<Resource>> list(String subscriptionId, Optional<String> resourceGroup, String type) {
        List<Resource> found = new ArrayList<>();
        resources.forEach((id, json) -> {
            boolean in =
                    id.subscriptionId().map(subscriptionId::equalsIgnoreCase).orElse(false);
            boolean group = resourceGroup.isEmpty() || resourceGroup.equals(id.resourceGroup());
            if (in && group && id.type().equalsIgnoreCase(type)) {
                found.add(resource(id, json));
            }
        });
        return new Reading.Present<>(found);
    }

    @Override
    public GraphPage page(Set<String> subscriptions, Set<String> types, Optional<String> skipToken) {
        List<Resource> all = new ArrayList<>();
        resources.forEach((id, json) -> {
            boolean in = id.subscriptionId().map(subscriptions::contains).orElse(false);
            boolean type = types.isEmpty() || types.contains(id.type().toLowerCase(Locale.ROOT));
            if (in && type && id.isResource() && !id.isChild() && !id.isExtension()) {
                all.add(resource(id, json));
            }
        });
        int from = skipToken.map(Integer::parseInt).orElse(0);
        int to = Math.min(all.size(), from + PAGE);
        return new GraphPage(
                all.subList(from, to), to < all.size() ? Optional.of(String.valueOf(to)) : Optional.empty());
    }

    private void fail(ResourceId id) {
        if (failing.computeIfPresent(id, (key, left) -> left == 0 ? null : left - 1) != null) {
            throw new TransientFailure("ARM: expected an answer for `" + id + "`, found status 503; try again");
        }
    }

    private Resource resource(ResourceId id, ObjectNode json) {
        ResourceId spelt = ResourceId.parse(json.path("id").asText(id.toString()));
        return new Resource(spelt, json.deepCopy(), "2025-06-01", Optional.empty(), clock.instant());
    }

    @Override
    public Reading<JsonNode> directory(String path) {
        return new Reading.Unreadable<>("`graph:" + path + "`: no such document");
    }
}

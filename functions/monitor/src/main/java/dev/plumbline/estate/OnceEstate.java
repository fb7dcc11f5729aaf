package dev.plumbline.estate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An estate that is asked for each thing at most once, so that one run sees one answer.
 *
 * <p>For one thread. A {@link TransientFailure} is not remembered.
 */
final class OnceEstate implements Estate {
    private final Estate estate;
    private final Map<ResourceId, Reading<Resource>> reads = new HashMap<>();
    private final Map<String, Reading<List<Resource>>> lists = new HashMap<>();
    private final Map<String, Reading<JsonNode>> documents = new HashMap<>();

    OnceEstate(Estate estate) {
        this.estate = estate;
    }

    @Override
    public Reading<Resource> read(ResourceId id) {
        Reading<Resource> known = reads.get(id);
        if (known == null) {
            known = estate.read(id);
            reads.put(id, known);
        }
        return known;
    }

    @Override
    public Reading<List<Resource>> children(ResourceId parent, String type) {
        String key = "children " + parent.key() + " " + type.toLowerCase(Locale.ROOT);
        Reading<List<Resource>> known = lists.get(key);
        if (known == null) {
            known = estate.children(parent, type);
            lists.put(key, known);
        }
        return known;
    }

    @Override
    public Reading<List<Resource>> list(String subscriptionId, Optional<String> resourceGroup, String type) {
        String key = ("list " + subscriptionId + " " + resourceGroup.orElse("") + " " + type).toLowerCase(Locale.ROOT);
        Reading<List<Resource>> known = lists.get(key);
        if (known == null) {
            known = estate.list(subscriptionId, resourceGroup, type);
            lists.put(key, known);
        }
        return known;
    }

    @Override
    public GraphPage page(Set<String> subscriptions, Set<String> types, Optional<String> skipToken) {
        return estate.page(subscriptions, types, skipToken);
    }

    @Override
    public Reading<JsonNode> directory(String path) {
        Reading<JsonNode> known = documents.get(path);
        if (known == null) {
            known = estate.directory(path);
            documents.put(path, known);
        }
        return known;
    }
}

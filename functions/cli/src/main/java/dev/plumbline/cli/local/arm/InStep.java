package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.Members;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.estate.StoredResource;
import dev.plumbline.cli.local.types.TypeData;
import dev.plumbline.estate.ResourceId;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What Azure changes along with a resource, without an event about it: the lists that parents and hubs keep of others, and
 * both ends of a private endpoint. Called while nobody else writes.
 */
final class InStep {
    private static final String CONNECTIONS = "privateEndpointConnections";

    /** A type that another resource keeps a list of. */
    private record Listed(String list, boolean byId) {}

    private static final Map<String, Listed> LISTED = Map.of(
            "microsoft.cognitiveservices/accounts/projects", new Listed("associatedProjects", false),
            "microsoft.machinelearningservices/workspaces", new Listed("associatedWorkspaces", true));

    private final EstateStore store;
    private final TypeData types;
    private final PrivateEndpoints privateEndpoints;

    InStep(EstateStore store, TypeData types, Supplier<UUID> ids) {
        this.store = store;
        this.types = types;
        this.privateEndpoints = new PrivateEndpoints(store, types, ids);
    }

    /** Puts a resource, and a child that its parent shows inside itself there too. */
    StoredResource put(ResourceId id, ObjectNode next) {
        String last = lastType(id);
        boolean inline = id.isChild() && EstateStore.INLINE_CHILDREN.contains(last);
        if (!inline) {
            return store.put(id, next);
        }
        ResourceId parent = id.parent().orElseThrow();
        boolean own = store.below(parent).stream().anyMatch(each -> each.id().equals(id));
        boolean shown = store.find(parent)
                .filter(there -> Members.at(there.json(), "properties", last).isArray())
                .isPresent();
        boolean connection = last.equalsIgnoreCase(CONNECTIONS);
        if (connection && store.find(id).isEmpty()) {
            throw Refusal.notFound(id);
        }
        StoredResource stored =
                own || !connection || !shown ? store.put(id, next) : new StoredResource(id, next, "\"\"");
        if (shown) {
            ObjectNode element = next.deepCopy();
            Members.remove(element, "apiVersion");
            store.put(parent, withElement(parent, last, id.name(), Optional.of(element)));
        }
        return stored;
    }

    /** Follows up on a resource that was made or changed. */
    void written(ResourceId id, Optional<ObjectNode> before, ObjectNode after) {
        privateEndpoints.written(id, before, after);
        refreshChildren(id, after);
        before.ifPresent(was -> relist(id, was, false));
        relist(id, after, true);
    }

    /** Follows up on a resource that is gone, with everything below it. */
    void deleted(StoredResource gone) {
        ResourceId id = gone.id();
        if (id.isChild() && EstateStore.INLINE_CHILDREN.contains(lastType(id))) {
            ResourceId parent = id.parent().orElseThrow();
            boolean shown = store.find(parent)
                    .filter(there ->
                            Members.at(there.json(), "properties", lastType(id)).isArray())
                    .isPresent();
            if (shown) {
                store.put(parent, withElement(parent, lastType(id), id.name(), Optional.empty()));
            }
        }
        privateEndpoints.deleted(gone);
        relist(id, gone.json(), false);
    }

    /** Children that have a document of their own take what their parent was written with. */
    private void refreshChildren(ResourceId parent, ObjectNode after) {
        for (String list : EstateStore.INLINE_CHILDREN) {
            JsonNode shown = Members.at(after, "properties", list);
            if (!shown.isArray()) {
                continue;
            }
            for (StoredResource child : store.below(parent)) {
                boolean direct = child.id().isChild()
                        && child.id().parent().filter(parent::equals).isPresent()
                        && lastType(child.id()).equals(list);
                if (!direct) {
                    continue;
                }
                Optional<JsonNode> element = element(shown, child.id().name());
                if (element.isEmpty()) {
                    store.remove(child.id());
                } else if (!Members.same(
                        Members.at(element.get(), "properties"), Members.at(child.json(), "properties"))) {
                    ObjectNode next = child.json().deepCopy();
                    Members.put(
                            next,
                            "properties",
                            Members.at(element.get(), "properties").deepCopy());
                    store.put(child.id(), next);
                }
            }
        }
    }

    private void relist(ResourceId id, ObjectNode json, boolean there) {
        Listed listed = LISTED.get(id.type().toLowerCase(Locale.ROOT));
        if (listed == null) {
            return;
        }
        Optional<ResourceId> keeper = listed.byId()
                ? Members.text(json, "properties", "hubResourceId").flatMap(ResourceId::tryParse)
                : id.parent();
        keeper.flatMap(store::find).filter(hub -> keeps(hub, listed.list())).ifPresent(hub -> {
            String entry = listed.byId() ? id.toString() : id.name();
            ObjectNode next = hub.json().deepCopy();
            ArrayNode list = array(Members.object(next, "properties"), listed.list());
            boolean removed = removeIf(list, each -> each.asText().equalsIgnoreCase(entry));
            if (there) {
                list.add(entry);
            }
            if (removed != there) {
                store.put(hub.id(), next);
            }
        });
    }

    private boolean keeps(StoredResource hub, String list) {
        return !Members.at(hub.json(), "properties", list).isMissingNode()
                || types.find(hub.id().type(), "2026-01-01")
                        .filter(type -> type.has("properties", list))
                        .isPresent();
    }

    private ObjectNode withElement(ResourceId parent, String list, String name, Optional<ObjectNode> element) {
        ObjectNode next = store.find(parent)
                .orElseThrow(() -> Refusal.notFound(parent))
                .json()
                .deepCopy();
        ArrayNode array = array(Members.object(next, "properties"), list);
        for (int i = 0; i < array.size(); i++) {
            if (Members.text(array.get(i), "name")
                    .filter(name::equalsIgnoreCase)
                    .isPresent()) {
                if (element.isPresent()) {
                    array.set(i, element.get());
                } else {
                    array.remove(i);
                }
                return next;
            }
        }
        element.ifPresent(array::add);
        return next;
    }

    private static Optional<JsonNode> element(JsonNode array, String name) {
        for (JsonNode element : array) {
            if (Members.text(element, "name").filter(name::equalsIgnoreCase).isPresent()) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    static ArrayNode array(ObjectNode object, String name) {
        return Members.at(object, name) instanceof ArrayNode there
                ? there
                : object.putArray(Members.spelling(object, name));
    }

    static boolean removeIf(ArrayNode array, Predicate<JsonNode> unwanted) {
        boolean removed = false;
        for (Iterator<JsonNode> elements = array.elements(); elements.hasNext(); ) {
            if (unwanted.test(elements.next())) {
                elements.remove();
                removed = true;
            }
        }
        return removed;
    }

    private static String lastType(ResourceId id) {
        return id.type().substring(id.type().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}

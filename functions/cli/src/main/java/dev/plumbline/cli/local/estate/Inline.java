package dev.plumbline.cli.local.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.Members;
import dev.plumbline.estate.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Children that have no document of their own because their parent shows them as an array of its properties. */
final class Inline {
    private Inline() {}

    /** Whether Azure shows children of this type inside their parents. */
    static boolean shows(ResourceId child) {
        return child.isChild() && EstateStore.INLINE_CHILDREN.contains(list(child));
    }

    /** The child of that id, as {@code parent} shows it. */
    static Optional<StoredResource> find(StoredResource parent, ResourceId child) {
        for (ObjectNode element : elements(parent, list(child))) {
            if (name(element).filter(child.name()::equalsIgnoreCase).isPresent()) {
                return Optional.of(resource(parent, child, element));
            }
        }
        return Optional.empty();
    }

    /** All children that {@code parent} shows in the array of that name. */
    static List<StoredResource> all(StoredResource parent, String list) {
        List<StoredResource> all = new ArrayList<>();
        for (ObjectNode element : elements(parent, list)) {
            name(element)
                    .flatMap(name -> ResourceId.tryParse(parent.id() + "/" + list + "/" + name))
                    .ifPresent(id -> all.add(resource(parent, id, element)));
        }
        return all;
    }

    /** The element's own name; vaults give their connections an id only. */
    private static Optional<String> name(ObjectNode element) {
        return Members.text(element, "name")
                .or(() -> Members.text(element, "id")
                        .flatMap(ResourceId::tryParse)
                        .map(ResourceId::name));
    }

    private static StoredResource resource(StoredResource parent, ResourceId id, ObjectNode element) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id.toString()).put("name", id.name()).put("type", id.type());
        json.setAll(element);
        return new StoredResource(id, json, Members.text(element, "etag").orElse(parent.etag()));
    }

    private static List<ObjectNode> elements(StoredResource parent, String list) {
        List<ObjectNode> elements = new ArrayList<>();
        for (JsonNode element : Members.at(parent.json(), "properties", list)) {
            if (element instanceof ObjectNode object) {
                elements.add(object);
            }
        }
        return elements;
    }

    private static String list(ResourceId child) {
        return child.type().substring(child.type().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}

package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.Members;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.estate.StoredResource;
import dev.plumbline.cli.local.types.TypeData;
import dev.plumbline.estate.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The two ends of private endpoints: the endpoint's connection, and the connection that its target shows. */
record PrivateEndpoints(EstateStore store, TypeData types, Supplier<UUID> ids) {
    private static final String TYPE = "Microsoft.Network/privateEndpoints";
    private static final String CONNECTIONS = "privateEndpointConnections";
    private static final String STATE = "privateLinkServiceConnectionState";

    /** One connection as the endpoint has it. */
    private record Connection(ResourceId target, JsonNode json, boolean manual) {}

    void written(ResourceId id, Optional<ObjectNode> before, ObjectNode after) {
        if (isEndpoint(id)) {
            List<Connection> now = connections(after);
            before.map(PrivateEndpoints::connections).orElse(List.of()).stream()
                    .filter(was -> now.stream().noneMatch(is -> is.target().equals(was.target())))
                    .forEach(was -> disconnect(id, was.target()));
            now.forEach(connection -> connect(id, connection));
        } else if (isConnection(id)) {
            endpointOf(after)
                    .ifPresent(endpoint ->
                            tellEndpoint(endpoint, id.parent().orElseThrow(), Members.at(after, "properties", STATE)));
        }
    }

    void deleted(StoredResource gone) {
        if (isEndpoint(gone.id())) {
            connections(gone.json()).forEach(connection -> disconnect(gone.id(), connection.target()));
            leaveSubnet(gone);
            Members.at(gone.json(), "properties", "networkInterfaces")
                    .forEach(nic -> Members.text(nic, "id")
                            .flatMap(ResourceId::tryParse)
                            .ifPresent(store::remove));
        } else if (isConnection(gone.id())) {
            endpointOf(gone.json())
                    .ifPresent(id -> tellEndpoint(id, gone.id().parent().orElseThrow(), disconnected(gone)));
        } else {
            for (JsonNode connection : Members.at(gone.json(), "properties", CONNECTIONS)) {
                endpointOf(connection).ifPresent(id -> tellEndpoint(id, gone.id(), disconnected(gone)));
            }
        }
    }

    private void connect(ResourceId endpoint, Connection connection) {
        Optional<StoredResource> target = store.find(connection.target()).filter(this::shows);
        if (target.isEmpty()) {
            return;
        }
        ObjectNode next = target.get().json().deepCopy();
        ArrayNode shown = InStep.array(Members.object(next, "properties"), CONNECTIONS);
        for (JsonNode there : shown) {
            if (endpointOf(there).filter(endpoint::equals).isPresent()) {
                tellEndpoint(endpoint, connection.target(), Members.at(there, "properties", STATE));
                return;
            }
        }
        ObjectNode made = made(endpoint, connection, target.get(), shown.addObject());
        store.put(target.get().id(), next);
        tellEndpoint(endpoint, connection.target(), Members.at(made, "properties", STATE));
    }

    private ObjectNode made(ResourceId endpoint, Connection connection, StoredResource target, ObjectNode made) {
        String name = endpoint.name() + "." + ids.get();
        made.put("id", target.id() + "/" + CONNECTIONS + "/" + name).put("name", name);
        made.put("type", target.id().type() + "/" + CONNECTIONS);
        JsonNode location = Members.at(target.json(), "location");
        if (location.isTextual() && has(target, "location")) {
            made.set("location", location);
        }
        ObjectNode properties = made.putObject("properties");
        JsonNode groups = Members.at(connection.json(), "properties", "groupIds");
        if (groups.isArray() && has(target, "properties", "groupIds")) {
            properties.set("groupIds", groups.deepCopy());
        }
        properties.putObject("privateEndpoint").put("id", endpoint.toString());
        String message =
                Members.text(connection.json(), "properties", "requestMessage").orElse("");
        properties
                .putObject(STATE)
                .put("status", connection.manual() ? "Pending" : "Approved")
                .put("description", connection.manual() ? message : "Auto-Approved")
                .put(has(target, "properties", STATE, "actionRequired") ? "actionRequired" : "actionsRequired", "None");
        properties.put("provisioningState", "Succeeded");
        return made;
    }

    private void disconnect(ResourceId endpoint, ResourceId targetId) {
        store.find(targetId).ifPresent(target -> {
            for (StoredResource child : store.children(targetId, target.id().type() + "/" + CONNECTIONS)) {
                if (endpointOf(child.json()).filter(endpoint::equals).isPresent()) {
                    store.remove(child.id());
                }
            }
            ObjectNode next = target.json().deepCopy();
            boolean removed = Members.at(next, "properties", CONNECTIONS) instanceof ArrayNode shown
                    && InStep.removeIf(
                            shown,
                            each -> endpointOf(each).filter(endpoint::equals).isPresent());
            if (removed) {
                store.put(target.id(), next);
            }
        });
    }

    private void tellEndpoint(ResourceId endpointId, ResourceId target, JsonNode targetsState) {
        JsonNode state = ofEndpoint(targetsState);
        store.find(endpointId).ifPresent(endpoint -> {
            ObjectNode next = endpoint.json().deepCopy();
            boolean changed = false;
            for (Connection connection : connections(next)) {
                if (connection.target().equals(target)
                        && Members.at(connection.json(), "properties") instanceof ObjectNode properties
                        && !Members.same(Members.at(properties, STATE), state)) {
                    Members.put(properties, STATE, state.deepCopy());
                    changed = true;
                }
            }
            if (changed) {
                store.put(endpoint.id(), next);
            }
        });
    }

    /** A state as an endpoint has it: some targets spell the last member in the singular. */
    private static JsonNode ofEndpoint(JsonNode state) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        own.put("status", Members.text(state, "status").orElse("Pending"));
        own.put("description", Members.text(state, "description").orElse(""));
        own.put(
                "actionsRequired",
                Members.text(state, "actionsRequired")
                        .or(() -> Members.text(state, "actionRequired"))
                        .orElse("None"));
        return own;
    }

    /** A subnet shows the endpoints in it. */
    private void leaveSubnet(StoredResource endpoint) {
        Members.text(endpoint.json(), "properties", "subnet", "id")
                .flatMap(ResourceId::tryParse)
                .flatMap(store::find)
                .ifPresent(subnet -> {
                    ObjectNode next = subnet.json().deepCopy();
                    boolean left = Members.at(next, "properties", "privateEndpoints") instanceof ArrayNode shown
                            && InStep.removeIf(
                                    shown,
                                    each -> Members.text(each, "id")
                                            .filter(endpoint.id().toString()::equalsIgnoreCase)
                                            .isPresent());
                    if (left) {
                        new InStep(store, types, ids).put(subnet.id(), next);
                    }
                });
    }

    private boolean shows(StoredResource target) {
        return !Members.at(target.json(), "properties", CONNECTIONS).isMissingNode()
                || types.find(target.id().type(), "2026-01-01")
                        .map(type -> type.has("properties", CONNECTIONS))
                        .orElse(true);
    }

    private boolean has(StoredResource target, String... inConnection) {
        List<String> path = new ArrayList<>(List.of("properties", CONNECTIONS, "[]"));
        path.addAll(List.of(inConnection));
        return types.find(target.id().type(), "2026-01-01")
                .map(type -> type.has(path.toArray(String[]::new)))
                .orElse(true);
    }

    private static JsonNode disconnected(StoredResource gone) {
        return gone.json()
                .objectNode()
                .put("status", "Disconnected")
                .put("description", "Deleted state")
                .put("actionsRequired", "None");
    }

    private static List<Connection> connections(ObjectNode endpoint) {
        List<Connection> all = new ArrayList<>();
        for (boolean manual : new boolean[] {false, true}) {
            String list = manual ? "manualPrivateLinkServiceConnections" : "privateLinkServiceConnections";
            for (JsonNode connection : Members.at(endpoint, "properties", list)) {
                Members.text(connection, "properties", "privateLinkServiceId")
                        .flatMap(ResourceId::tryParse)
                        .ifPresent(target -> all.add(new Connection(target, connection, manual)));
            }
        }
        return all;
    }

    private static Optional<ResourceId> endpointOf(JsonNode connection) {
        return Members.text(connection, "properties", "privateEndpoint", "id").flatMap(ResourceId::tryParse);
    }

    private static boolean isEndpoint(ResourceId id) {
        return id.type().equalsIgnoreCase(TYPE);
    }

    private static boolean isConnection(ResourceId id) {
        return id.isChild() && id.type().toLowerCase(Locale.ROOT).endsWith("/" + CONNECTIONS.toLowerCase(Locale.ROOT));
    }
}

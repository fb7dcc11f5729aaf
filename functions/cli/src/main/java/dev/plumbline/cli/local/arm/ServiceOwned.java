package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.Members;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.estate.StoredResource;
import dev.plumbline.cli.local.types.ResourceType;
import dev.plumbline.estate.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What a service adds to a resource that was written: its address, its identity's ids, its state, who and when. */
record ServiceOwned(EstateStore store, Supplier<UUID> ids) {
    private static final String TENANT = "00000000-0000-4000-8000-00000000000f";
    /** What a connection is a connection of, whether or not a write repeats it. */
    private static final List<String> CONNECTION = List.of("privateEndpoint", "groupIds", "linkIdentifier");

    private static final List<String> UNTYPED = List.of("provisioningState", "privateEndpointConnections");

    void fill(WriteRequest request, Optional<StoredResource> current, ObjectNode next) {
        ResourceId id = current.map(StoredResource::id).orElse(request.id());
        String type = request.type().map(ResourceType::type).orElse(id.type());
        Members.put(next, "id", next.textNode(id.toString()));
        Members.put(next, "name", next.textNode(id.name()));
        Members.put(next, "type", current.map(c -> Members.at(c.json(), "type")).orElse(next.textNode(type)));
        current.flatMap(c -> Members.text(c.json(), "apiVersion"))
                .ifPresent(version -> Members.put(next, "apiVersion", next.textNode(version)));
        request.type().ifPresent(known -> {
            current.ifPresent(there -> known.keepServiceOwned(next, there.json()));
            known.dropWriteOnly(next);
            state(known, current.isEmpty(), next);
            systemData(request, known, current, next);
        });
        if (request.type().isEmpty()) {
            current.ifPresent(there -> keep(there.json(), next, UNTYPED));
        }
        if (id.type().toLowerCase(Locale.ROOT).endsWith("/privateendpointconnections")) {
            current.ifPresent(there -> keep(there.json(), next, CONNECTION));
        }
        identity(next);
        if (current.isEmpty()) {
            addresses(id, next);
        }
    }

    private static void state(ResourceType type, boolean made, ObjectNode next) {
        boolean stated =
                made || Members.at(next, "properties", "provisioningState").isTextual();
        if (stated && type.serviceOwned("properties", "provisioningState")) {
            Members.put(Members.object(next, "properties"), "provisioningState", next.textNode("Succeeded"));
        }
        if (made
                && type.serviceOwned("properties", "privateEndpointConnections")
                && Members.at(next, "properties", "privateEndpointConnections").isMissingNode()) {
            Members.object(next, "properties").putArray("privateEndpointConnections");
        }
        if (type.has("etag")) {
            Members.put(next, "etag", next.textNode(""));
        }
    }

    private static void keep(ObjectNode current, ObjectNode next, List<String> properties) {
        for (String name : properties) {
            JsonNode was = Members.at(current, "properties", name);
            boolean leftOut = Members.at(next, "properties", name).isMissingNode();
            if (!was.isMissingNode() && (leftOut || UNTYPED.contains(name))) {
                Members.put(Members.object(next, "properties"), name, was.deepCopy());
            }
        }
        for (String name : List.of("systemData", "etag")) {
            if (!Members.at(current, name).isMissingNode()) {
                Members.put(next, name, Members.at(current, name).deepCopy());
            }
        }
    }

    private static void systemData(
            WriteRequest request, ResourceType type, Optional<StoredResource> current, ObjectNode next) {
        if (!type.has("systemData")) {
            return;
        }
        Caller caller = request.caller();
        String kind = caller.type().equals("User") ? "User" : "Application";
        String who = caller.type().equals("User") ? caller.name() : caller.objectId();
        ObjectNode data = Members.object(next, "systemData");
        if (current.isEmpty()) {
            data.put("createdBy", who)
                    .put("createdByType", kind)
                    .put("createdAt", request.time().toString());
        }
        data.put("lastModifiedBy", who)
                .put("lastModifiedByType", kind)
                .put("lastModifiedAt", request.time().toString());
    }

    private void identity(ObjectNode next) {
        if (!(Members.at(next, "identity") instanceof ObjectNode identity)) {
            return;
        }
        String type = Members.text(identity, "type").orElse("").toLowerCase(Locale.ROOT);
        if (type.contains("systemassigned")) {
            if (!Members.at(identity, "principalId").isTextual()) {
                identity.put("principalId", ids.get().toString());
            }
            if (!Members.at(identity, "tenantId").isTextual()) {
                identity.put("tenantId", tenant());
            }
        } else {
            Members.remove(identity, "principalId");
            Members.remove(identity, "tenantId");
        }
        if (Members.at(identity, "userAssignedIdentities") instanceof ObjectNode assigned) {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(assigned.properties())) {
                if (!Members.at(entry.getValue(), "principalId").isTextual()) {
                    assigned.set(entry.getKey(), ofUserAssigned(entry.getKey(), next));
                }
            }
        }
    }

    private ObjectNode ofUserAssigned(String identityId, ObjectNode maker) {
        Optional<StoredResource> stored = ResourceId.tryParse(identityId).flatMap(store::find);
        ObjectNode ids = maker.objectNode();
        for (String name : List.of("principalId", "clientId")) {
            ids.put(
                    name,
                    stored.flatMap(s -> Members.text(s.json(), "properties", name))
                            .orElseGet(() -> this.ids.get().toString()));
        }
        return ids;
    }

    /** The tenant that the estate's own subscriptions name; an invented one where they name none. */
    private String tenant() {
        return store.subscriptions().stream()
                .map(ResourceId::subscription)
                .flatMap(id -> store.find(id).stream())
                .flatMap(found -> Members.text(found.json(), "tenantId").stream())
                .findFirst()
                .orElse(TENANT);
    }

    private static void addresses(ResourceId id, ObjectNode next) {
        String name = id.name().toLowerCase(Locale.ROOT);
        switch (id.type().toLowerCase(Locale.ROOT)) {
            case "microsoft.cognitiveservices/accounts" -> {
                ObjectNode properties = Members.object(next, "properties");
                String domain = Members.text(properties, "customSubDomainName").orElse(name);
                boolean openAi = Members.text(next, "kind")
                        .filter("OpenAI"::equalsIgnoreCase)
                        .isPresent();
                properties.put(
                        "endpoint", "https://" + domain + (openAi ? ".openai" : ".cognitiveservices") + ".azure.com/");
            }
            case "microsoft.authorization/roleassignments" ->
                id.scope().ifPresent(scope -> Members.object(next, "properties").put("scope", scope.toString()));
            case "microsoft.keyvault/vaults" ->
                Members.object(next, "properties").put("vaultUri", "https://" + name + ".vault.azure.net/");
            case "microsoft.containerregistry/registries" ->
                Members.object(next, "properties").put("loginServer", name + ".azurecr.io");
            case "microsoft.storage/storageaccounts" -> {
                ObjectNode endpoints = Members.object(Members.object(next, "properties"), "primaryEndpoints");
                for (String service : List.of("blob", "file", "queue", "table", "dfs")) {
                    endpoints.put(service, "https://" + name + "." + service + ".core.windows.net/");
                }
            }
            default -> {
                // the service's address is not a property of other types
            }
        }
    }
}

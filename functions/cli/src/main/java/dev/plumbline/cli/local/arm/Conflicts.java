package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.Members;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.estate.StoredResource;
import dev.plumbline.estate.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What cannot be because something else is: taken names, fixed places, doubled assignments, built-in roles. */
record Conflicts(EstateStore store) {
    private static final String ROLE_ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";
    /** Types whose names are host names, and what Azure says when one is taken. */
    private static final Map<String, String> GLOBAL_NAMES = Map.of(
            "microsoft.storage/storageaccounts", "StorageAccountAlreadyTaken",
            "microsoft.keyvault/vaults", "VaultAlreadyExists",
            "microsoft.containerregistry/registries", "AlreadyInUse");

    void check(ResourceId id, ObjectNode body, Optional<StoredResource> current) {
        checkBuiltIn(current);
        current.ifPresent(there -> checkLocation(id, body, there));
        if (current.isEmpty()) {
            checkName(id);
        }
        checkSubDomain(id, body);
        if (id.type().equalsIgnoreCase(ROLE_ASSIGNMENTS)) {
            checkAssignment(id, body);
        }
    }

    void checkDelete(StoredResource current) {
        checkBuiltIn(Optional.of(current));
    }

    private static void checkBuiltIn(Optional<StoredResource> current) {
        boolean builtIn = current.filter(
                        there -> there.id().type().equalsIgnoreCase("Microsoft.Authorization/roleDefinitions"))
                .flatMap(there -> Members.text(there.json(), "properties", "type"))
                .filter("BuiltInRole"::equalsIgnoreCase)
                .isPresent();
        if (builtIn) {
            throw new Refusal(
                    403, "RoleDefinitionUpdateBuiltIn", "A built-in role definition cannot be changed or deleted.");
        }
    }

    private static void checkLocation(ResourceId id, ObjectNode body, StoredResource current) {
        Optional<String> asked = Members.text(body, "location").map(Conflicts::region);
        Optional<String> is = Members.text(current.json(), "location").map(Conflicts::region);
        if (asked.isPresent() && is.isPresent() && !asked.equals(is)) {
            throw new Refusal(
                    409,
                    "InvalidResourceLocation",
                    "The resource '" + id.name() + "' already exists in location '" + is.get()
                            + "'. A resource with the same name cannot be created in location '" + asked.get()
                            + "'. Please select a new resource name.");
        }
    }

    private void checkName(ResourceId id) {
        String code = GLOBAL_NAMES.get(id.type().toLowerCase(Locale.ROOT));
        if (code == null) {
            return;
        }
        boolean taken = everywhere(id.type()).stream()
                .anyMatch(other -> other.id().name().equalsIgnoreCase(id.name()));
        if (taken) {
            throw new Refusal(409, code, "The name '" + id.name() + "' is already taken in another resource group.");
        }
    }

    private void checkSubDomain(ResourceId id, ObjectNode body) {
        Optional<String> domain = id.type().equalsIgnoreCase("Microsoft.CognitiveServices/accounts")
                ? Members.text(body, "properties", "customSubDomainName")
                : Optional.empty();
        if (domain.isEmpty()) {
            return;
        }
        for (StoredResource other : everywhere(id.type())) {
            boolean same = Members.text(other.json(), "properties", "customSubDomainName")
                    .filter(domain.get()::equalsIgnoreCase)
                    .isPresent();
            if (same && !other.id().equals(id)) {
                throw new Refusal(
                        409,
                        "CustomDomainInUse",
                        "Please pick a different name. The subdomain name '" + domain.get()
                                + "' is not available as it's already used by a resource.");
            }
        }
    }

    private void checkAssignment(ResourceId id, ObjectNode body) {
        ResourceId scope = id.scope().orElse(id);
        for (StoredResource other : store.children(scope, ROLE_ASSIGNMENTS)) {
            boolean same = sameMember(other, body, "principalId") && sameRole(other, body);
            if (same && !other.id().equals(id)) {
                throw new Refusal(
                        409,
                        "RoleAssignmentExists",
                        "The role assignment already exists. The ID of the existing role assignment is "
                                + other.id().name() + ".");
            }
        }
    }

    private static boolean sameMember(StoredResource other, ObjectNode body, String name) {
        JsonNode value = Members.at(body, "properties", name);
        return value.isTextual() && Members.same(value, Members.at(other.json(), "properties", name));
    }

    /** A role is one and the same at whatever scope its id is written. */
    private static boolean sameRole(StoredResource other, ObjectNode body) {
        Optional<String> one =
                Members.text(body, "properties", "roleDefinitionId").map(Conflicts::last);
        return one.isPresent()
                && one.equals(Members.text(other.json(), "properties", "roleDefinitionId")
                        .map(Conflicts::last));
    }

    private List<StoredResource> everywhere(String type) {
        return store.subscriptions().stream()
                .flatMap(subscription -> store.ofType(ResourceId.subscription(subscription), type).stream())
                .toList();
    }

    private static String last(String id) {
        return id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private static String region(String location) {
        return location.replace(" ", "").toLowerCase(Locale.ROOT);
    }
}

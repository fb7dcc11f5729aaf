package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.Members;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.estate.StoredResource;
import dev.plumbline.estate.ResourceId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * POST actions: keys are listed in the shape that each service lists them, every secret plainly invented; other actions are
 * accepted and answer an empty object.
 */
record Actions(EstateStore store, Locks locks) {
    private static final Set<String> KEYS = Set.of(
            "listkeys",
            "regeneratekey",
            "listcredentials",
            "regeneratecredential",
            "sharedkeys",
            "listadminkeys",
            "listsecrets",
            "regeneratesharedkey",
            "regeneratekeys",
            "regenerateprimarykey",
            "regeneratesecondarykey");

    HttpAnswer answer(Address.Action action) {
        ResourceId id = action.id();
        StoredResource resource = store.find(id).orElseThrow(() -> Refusal.notFound(id));
        locks.checkWrite(id, action.name());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String name = action.name().toLowerCase(Locale.ROOT);
        if (KEYS.contains(name)) {
            checkKeysAllowed(resource);
            keys(id, body);
        } else if (name.equals("listaccountsas") || name.equals("listservicesas")) {
            body.put(name.substring("list".length()).replace("sas", "SasToken"), invented("sas"));
        }
        return ArmService.json(200, body, Map.of());
    }

    private static void checkKeysAllowed(StoredResource resource) {
        boolean account = resource.id().type().equalsIgnoreCase("Microsoft.CognitiveServices/accounts");
        if (account
                && Members.at(resource.json(), "properties", "disableLocalAuth").asBoolean(false)) {
            throw new Refusal(400, "BadRequest", "Failed to list key. disableLocalAuth is set to be true");
        }
    }

    private static void keys(ResourceId id, ObjectNode body) {
        switch (id.type().toLowerCase(Locale.ROOT)) {
            case "microsoft.cognitiveservices/accounts" ->
                body.put("key1", invented("key1")).put("key2", invented("key2"));
            case "microsoft.storage/storageaccounts" -> {
                ArrayNode keys = body.putArray("keys");
                for (String key : new String[] {"key1", "key2"}) {
                    keys.addObject()
                            .put("keyName", key)
                            .put("value", invented(key))
                            .put("permissions", "FULL");
                }
            }
            case "microsoft.containerregistry/registries" -> {
                body.put("username", id.name());
                ArrayNode passwords = body.putArray("passwords");
                for (String password : new String[] {"password", "password2"}) {
                    passwords.addObject().put("name", password).put("value", invented(password));
                }
            }
            case "microsoft.operationalinsights/workspaces" ->
                body.put("primarySharedKey", invented("primary")).put("secondarySharedKey", invented("secondary"));
            case "microsoft.machinelearningservices/workspaces" ->
                body.put("userStorageKey", invented("storage"))
                        .put("appInsightsInstrumentationKey", invented("insights"));
            default -> body.put("primaryKey", invented("primary")).put("secondaryKey", invented("secondary"));
        }
    }

    /** Nobody shall take it for a secret, and no scanner either. */
    private static String invented(String which) {
        return "invented-by-the-embedded-azure-" + which;
    }
}

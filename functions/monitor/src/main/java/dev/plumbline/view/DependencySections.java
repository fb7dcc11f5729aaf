package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sections of the view {@code dependency} about backups, governance, Sentinel and apps. */
final class DependencySections {
    private static final String BACKUP_VAULTS = "Microsoft.DataProtection/backupVaults";
    private static final String INSTANCES = BACKUP_VAULTS + "/backupInstances";
    private static final String RECOVERY = "Microsoft.RecoveryServices/vaults";
    private static final String ITEMS = RECOVERY + "/backupFabrics/protectionContainers/protectedItems";
    private static final String REPLICATED =
            RECOVERY + "/replicationFabrics/replicationProtectionContainers/replicationProtectedItems";
    private static final String STORAGE = "Microsoft.Storage/storageAccounts";
    private static final String SENTINEL = "Microsoft.SecurityInsights/";
    private static final String REFERENCE = "@microsoft.keyvault(";

    static final Map<String, Section> ALL = Map.ofEntries(
            Map.entry("backupInstances", DependencySections::backupInstances),
            Map.entry("backupItems", DependencySections::backupItems),
            Map.entry("containers", of(STORAGE, STORAGE + "/blobServices/containers")),
            Map.entry("replicatedItems", of(RECOVERY, REPLICATED)),
            Map.entry("virtualMachines", DependencySections::virtualMachines),
            Map.entry("locks", DependencySections::locks),
            Map.entry("policyAssignments", (subject, reads) -> PolicyFacts.around(subject.id(), reads)),
            Map.entry("alertRules", on(SENTINEL + "alertRules")),
            Map.entry("dataConnectors", on(SENTINEL + "dataConnectors")),
            Map.entry("automationRules", on(SENTINEL + "automationRules")),
            Map.entry("appSettings", DependencySections::appSettings));

    private DependencySections() {}

    /** The children of a type, for subjects of one type; nothing for others. */
    private static Section of(String holder, String type) {
        return (subject, reads) ->
                subject.isOfType(holder) ? Json.array(reads.children(subject.id(), type)) : Json.array();
    }

    private static Section on(String type) {
        return (subject, reads) -> subject.isOfType("Microsoft.OperationalInsights/workspaces")
                ? Json.array(reads.children(subject.id(), type))
                : Json.array();
    }

    private static JsonNode backupInstances(Subject subject, Reads reads) {
        ArrayNode found = Json.array();
        if (subject.isOfType(BACKUP_VAULTS)) {
            for (ObjectNode instance : reads.children(subject.id(), INSTANCES)) {
                found.add(backedUp(instance, source(instance), reads));
            }
            return found;
        }
        for (ObjectNode vault : reads.everywhere(BACKUP_VAULTS)) {
            for (ObjectNode instance : reads.children(Reads.id(vault), INSTANCES)) {
                if (source(instance).equalsIgnoreCase(subject.id().toString())) {
                    found.add(backedUp(instance, source(instance), reads));
                }
            }
        }
        return found;
    }

    private static String source(JsonNode instance) {
        return Json.text(instance, "properties", "dataSourceInfo", "resourceID");
    }

    private static JsonNode backupItems(Subject subject, Reads reads) {
        ArrayNode found = Json.array();
        if (subject.isOfType(RECOVERY)) {
            for (ObjectNode item : reads.children(subject.id(), ITEMS)) {
                found.add(backedUp(item, Json.text(item, "properties", "sourceResourceId"), reads));
            }
        }
        return found;
    }

    private static ObjectNode backedUp(ObjectNode backup, String source, Reads reads) {
        boolean inScope = ResourceId.tryParse(source).filter(reads::inScope).isPresent();
        return Json.with(backup, "inScope", Json.NODES.booleanNode(inScope));
    }

    private static JsonNode virtualMachines(Subject subject, Reads reads) {
        ArrayNode machines = Json.array();
        String subscription = RoleFacts.subscription(subject.id());
        for (String type : List.of("Microsoft.Compute/virtualMachines", "Microsoft.Compute/virtualMachineScaleSets")) {
            machines.addAll(reads.in(subscription, type));
        }
        return machines;
    }

    private static JsonNode locks(Subject subject, Reads reads) {
        ArrayNode locks = Json.array();
        for (ObjectNode lock : reads.in(RoleFacts.subscription(subject.id()), "Microsoft.Authorization/locks")) {
            boolean covers = Reads.id(lock)
                    .scope()
                    .filter(scope -> RoleFacts.covers(scope.key(), subject.id().key()))
                    .isPresent();
            if (covers) {
                locks.add(lock);
            }
        }
        return locks;
    }

    /** Only whether a value is a reference is kept of it. */
    private static JsonNode appSettings(Subject subject, Reads reads) {
        for (ObjectNode config : reads.children(subject.id(), "Microsoft.Web/sites/config")) {
            if (Json.text(config, "name").toLowerCase(Locale.ROOT).endsWith("appsettings")) {
                ArrayNode settings = Json.array();
                Json.at(config, "properties")
                        .fields()
                        .forEachRemaining(setting -> settings.add(Json.object()
                                .put("name", setting.getKey())
                                .put(
                                        "keyVaultReference",
                                        setting.getValue()
                                                .asText("")
                                                .toLowerCase(Locale.ROOT)
                                                .startsWith(REFERENCE))));
                return settings;
            }
        }
        throw new Unread("app settings have no live reader yet, and the estate holds none of the app");
    }
}

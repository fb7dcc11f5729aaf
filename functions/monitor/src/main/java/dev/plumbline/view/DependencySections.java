package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sections of the view {@code dependency} about backups, governance, Sentinel and apps. */
final class DependencySections {
    private static final String BACKUP_VAULTS = "Microsoft.DataProtection/backupVaults";
    private static final String INSTANCES = BACKUP_VAULTS + "/backupInstances";
    private static final String RECOVERY = "Microsoft.RecoveryServices/vaults";
    private static final String SENTINEL = "Microsoft.SecurityInsights/";
    private static final String REFERENCE = "@microsoft.keyvault(";

    static final Map<String, Section> ALL = Map.of(
            "backupInstances", DependencySections::backupInstances,
            "backupItems", of(RECOVERY, RECOVERY + "/backupFabrics/protectionContainers/protectedItems"),
            "replicatedItems",
                    of(
                            RECOVERY,
                            RECOVERY + "/replicationFabrics/replicationProtectionContainers/replicationProtectedItems"),
            "virtualMachines", DependencySections::virtualMachines,
            "policyAssignments", (subject, reads) -> PolicyFacts.around(subject.id(), reads),
            "alertRules", on(SENTINEL + "alertRules"),
            "dataConnectors", on(SENTINEL + "dataConnectors"),
            "automationRules", on(SENTINEL + "automationRules"),
            "appSettings", DependencySections::appSettings);

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
        if (subject.isOfType(BACKUP_VAULTS)) {
            return Json.array(reads.children(subject.id(), INSTANCES));
        }
        ArrayNode found = Json.array();
        for (ObjectNode vault : reads.everywhere(BACKUP_VAULTS)) {
            for (ObjectNode instance : reads.children(Reads.id(vault), INSTANCES)) {
                JsonNode source = Json.at(instance, "properties", "dataSourceInfo");
                if (Json.is(source, subject.id().toString(), "resourceID")) {
                    found.add(instance);
                }
            }
        }
        return found;
    }

    private static JsonNode virtualMachines(Subject subject, Reads reads) {
        ArrayNode machines = Json.array();
        String subscription = RoleFacts.subscription(subject.id());
        for (String type : List.of("Microsoft.Compute/virtualMachines", "Microsoft.Compute/virtualMachineScaleSets")) {
            machines.addAll(reads.in(subscription, type));
        }
        return machines;
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

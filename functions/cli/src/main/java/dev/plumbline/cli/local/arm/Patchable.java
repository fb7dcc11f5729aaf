package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.Members;
import dev.plumbline.estate.ResourceId;
import java.util.Locale;
import java.util.Set;

/** Which types Azure lets a PATCH change: some have none at all, some only for their tags. From Azure's REST reference. */
final class Patchable {
    private static final Set<String> NEVER = Set.of(
            "microsoft.authorization/locks",
            "microsoft.authorization/roleassignments",
            "microsoft.authorization/roledefinitions",
            "microsoft.authorization/policydefinitions",
            "microsoft.authorization/policysetdefinitions",
            "microsoft.cognitiveservices/accounts/raipolicies",
            "microsoft.cognitiveservices/accounts/privateendpointconnections",
            "microsoft.cognitiveservices/accounts/defenderforaisettings",
            "microsoft.insights/diagnosticsettings",
            "microsoft.keyvault/vaults/privateendpointconnections",
            "microsoft.machinelearningservices/workspaces/datastores",
            "microsoft.machinelearningservices/workspaces/outboundrules",
            "microsoft.machinelearningservices/workspaces/privateendpointconnections",
            "microsoft.network/privateendpoints",
            "microsoft.network/firewallpolicies",
            "microsoft.security/pricings",
            "microsoft.storage/storageaccounts/privateendpointconnections");
    private static final Set<String> WITHOUT_PROPERTIES = Set.of(
            "microsoft.cognitiveservices/accounts/deployments",
            "microsoft.containerservice/managedclusters",
            "microsoft.machinelearningservices/workspaces/onlineendpoints",
            "microsoft.machinelearningservices/workspaces/batchendpoints");

    private Patchable() {}

    /** Refuses where the type has no PATCH. */
    static void check(ResourceId id) {
        String type = id.type().toLowerCase(Locale.ROOT);
        boolean networkChild = type.startsWith("microsoft.network/") && id.isChild();
        if (NEVER.contains(type) || networkChild) {
            throw Refusal.wrongMethod("PATCH", "type '" + id.type() + "'; send the whole resource with PUT");
        }
    }

    /** Refuses a body with properties where the type's PATCH takes none. */
    static void check(ResourceId id, ObjectNode body) {
        String type = id.type().toLowerCase(Locale.ROOT);
        boolean tagsOnly = WITHOUT_PROPERTIES.contains(type)
                || type.startsWith("microsoft.network/")
                || type.equals("microsoft.resources/subscriptions");
        if (tagsOnly && Members.at(body, "properties").size() > 0) {
            throw new Refusal(
                    400,
                    "InvalidPatchRequest",
                    "A PATCH of type '" + id.type() + "' changes no properties: expected tags and the like, found"
                            + " 'properties'; send the whole resource with PUT.");
        }
    }
}

package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.Members;
import dev.plumbline.estate.ResourceId;
import java.util.Locale;
import java.util.Set;

/** Which types Azure lets a PATCH change: some have none at all, some only for their tags. From Azure's REST reference. */
public final class Patchable {
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

    /** Whether a PATCH of the type may change its properties. */
    public static boolean takesProperties(String type) {
        String folded = type.toLowerCase(Locale.ROOT);
        return !never(folded) && !tagsOnly(folded);
    }

    private static boolean never(String folded) {
        boolean networkChild =
                folded.startsWith("microsoft.network/") && folded.indexOf('/') != folded.lastIndexOf('/');
        return NEVER.contains(folded) || networkChild;
    }

    private static boolean tagsOnly(String folded) {
        return WITHOUT_PROPERTIES.contains(folded)
                || folded.startsWith("microsoft.network/")
                || folded.equals("microsoft.resources/subscriptions");
    }

    /** Refuses where the type has no PATCH. */
    static void check(ResourceId id) {
        if (never(id.type().toLowerCase(Locale.ROOT))) {
            throw Refusal.wrongMethod("PATCH", "type '" + id.type() + "'; send the whole resource with PUT");
        }
    }

    /** Refuses a body with properties where the type's PATCH takes none. */
    static void check(ResourceId id, ObjectNode body) {
        boolean tagsOnly = tagsOnly(id.type().toLowerCase(Locale.ROOT));
        if (tagsOnly && Members.at(body, "properties").size() > 0) {
            throw new Refusal(
                    400,
                    "InvalidPatchRequest",
                    "A PATCH of type '" + id.type() + "' changes no properties: expected tags and the like, found"
                            + " 'properties'; send the whole resource with PUT.");
        }
    }
}

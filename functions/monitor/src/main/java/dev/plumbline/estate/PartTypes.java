package dev.plumbline.estate;

import dev.plumbline.policy.baseline.TriggerIndex;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which parts of a resource have to be looked at with it, because listings of whole subscriptions lack them. */
public final class PartTypes {
    private static final String ROLE_DEFINITIONS = "microsoft.authorization/roledefinitions";
    private static final String SUBSCRIPTION = "microsoft.resources/subscriptions";

    private static final String SETTINGS = "microsoft.insights/diagnosticsettings";
    private static final String ASSIGNMENTS = "microsoft.authorization/roleassignments";

    /**
     * Those that refer to something. The operations of a gateway's APIs are not among them: their policies may choose an
     * address too, but there are hundreds, and each would be a call.
     */
    private static final Map<String, List<String>> REFERRING = Map.ofEntries(
            Map.entry(
                    "microsoft.cognitiveservices/accounts",
                    List.of(
                            SETTINGS,
                            "microsoft.cognitiveservices/accounts/connections",
                            "microsoft.cognitiveservices/accounts/projects")),
            Map.entry(
                    "microsoft.cognitiveservices/accounts/projects",
                    List.of("microsoft.cognitiveservices/accounts/projects/connections")),
            Map.entry(
                    "microsoft.machinelearningservices/workspaces",
                    List.of(
                            SETTINGS,
                            "microsoft.machinelearningservices/workspaces/connections",
                            "microsoft.machinelearningservices/workspaces/computes",
                            "microsoft.machinelearningservices/workspaces/datastores",
                            "microsoft.machinelearningservices/workspaces/onlineendpoints",
                            "microsoft.machinelearningservices/workspaces/serverlessendpoints",
                            "microsoft.machinelearningservices/workspaces/outboundrules")),
            Map.entry("microsoft.machinelearningservices/registries", List.of(SETTINGS)),
            Map.entry("microsoft.containerregistry/registries", List.of(ASSIGNMENTS)),
            Map.entry(
                    "microsoft.network/privateendpoints",
                    List.of("microsoft.network/privateendpoints/privatednszonegroups")),
            Map.entry(
                    "microsoft.apimanagement/service",
                    List.of(
                            "microsoft.apimanagement/service/apis",
                            "microsoft.apimanagement/service/backends",
                            "microsoft.apimanagement/service/namedvalues",
                            "microsoft.apimanagement/service/policies",
                            "microsoft.apimanagement/service/policyfragments",
                            "microsoft.apimanagement/service/products")),
            Map.entry("microsoft.apimanagement/service/apis", List.of("microsoft.apimanagement/service/apis/policies")),
            Map.entry(
                    "microsoft.apimanagement/service/products",
                    List.of("microsoft.apimanagement/service/products/policies")),
            Map.entry("microsoft.cdn/profiles", List.of("microsoft.cdn/profiles/origingroups")),
            Map.entry("microsoft.cdn/profiles/origingroups", List.of("microsoft.cdn/profiles/origingroups/origins")));

    /** Of these, lists tell less than a look at each: a key's list has neither its type and size nor its rotation policy. */
    private static final Set<String> ABRIDGED =
            Set.of("microsoft.keyvault/vaults/keys", "microsoft.keyvault/managedhsms/keys");

    private PartTypes() {}

    /** Whether a resource of the type cannot be judged by what a list shows of it. */
    public static boolean isAbridged(String type) {
        return ABRIDGED.contains(type.toLowerCase(Locale.ROOT));
    }

    /** The types of children and settings whose references count for a resource of the type, in lower case. */
    static List<String> referring(String type) {
        return REFERRING.getOrDefault(type.toLowerCase(Locale.ROOT), List.of());
    }

    /**
     * The types of children and settings, in lower case: those that rules speak of, and those that refer to something.
     *
     * @param index what the rules ask for
     * @param type the full type of the resource
     */
    public static Set<String> of(TriggerIndex index, String type) {
        String folded = type.toLowerCase(Locale.ROOT);
        Set<String> types = new TreeSet<>(referring(folded));
        boolean judged = index.targets(folded);
        for (String each : index.types()) {
            if (each.startsWith(folded + "/")) {
                int end = each.indexOf('/', folded.length() + 1);
                types.add(end < 0 ? each : each.substring(0, end));
            }
            boolean setting = judged && EstateWorld.isExtension(each);
            boolean ofSubscription = folded.equals(SUBSCRIPTION)
                    && (each.startsWith("microsoft.security/") || each.equals(ROLE_DEFINITIONS));
            if (setting || ofSubscription) {
                types.add(each);
            }
        }
        return types;
    }
}

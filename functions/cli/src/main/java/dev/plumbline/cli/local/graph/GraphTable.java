package dev.plumbline.cli.local.graph;

import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.estate.ResourceId;
import java.util.Locale;
import java.util.Set;

/** A table of Resource Graph, and which resources are in it: by far not all that Resource Manager knows. */
enum GraphTable {
    /** What stands on its own in a group, and the few children that Resource Graph tracks. */
    RESOURCES {
        @Override
        boolean holds(ResourceId id) {
            return EstateStore.standsAlone(id)
                    || id.isChild() && TRACKED_CHILDREN.contains(id.type().toLowerCase(Locale.ROOT));
        }
    },
    /** Subscriptions and groups. */
    RESOURCECONTAINERS {
        @Override
        boolean holds(ResourceId id) {
            return id.type().startsWith("Microsoft.Resources/subscriptions");
        }
    },
    /** Role assignments and role definitions. */
    AUTHORIZATIONRESOURCES {
        @Override
        boolean holds(ResourceId id) {
            String type = id.type().toLowerCase(Locale.ROOT);
            return type.startsWith("microsoft.authorization/role");
        }
    },
    /** Policy assignments, exemptions and definitions. */
    POLICYRESOURCES {
        @Override
        boolean holds(ResourceId id) {
            String type = id.type().toLowerCase(Locale.ROOT);
            return type.startsWith("microsoft.authorization/policy") || type.startsWith("microsoft.policyinsights/");
        }
    },
    /** Defender's plans, settings and assessments. */
    SECURITYRESOURCES {
        @Override
        boolean holds(ResourceId id) {
            return id.type().toLowerCase(Locale.ROOT).startsWith("microsoft.security/");
        }
    };

    private static final Set<String> TRACKED_CHILDREN = Set.of(
            "microsoft.cognitiveservices/accounts/projects",
            "microsoft.machinelearningservices/workspaces/onlineendpoints",
            "microsoft.machinelearningservices/workspaces/onlineendpoints/deployments",
            "microsoft.machinelearningservices/workspaces/batchendpoints",
            "microsoft.machinelearningservices/workspaces/batchendpoints/deployments",
            "microsoft.network/privatednszones/virtualnetworklinks");

    abstract boolean holds(ResourceId id);

    static GraphTable of(String name) {
        for (GraphTable table : values()) {
            if (table.name().equalsIgnoreCase(name)) {
                return table;
            }
        }
        throw new UnsupportedQuery("expected one of the tables Resources, ResourceContainers, AuthorizationResources,"
                + " PolicyResources, SecurityResources, found `" + Tokens.shown(name) + "`");
    }
}

package dev.plumbline.policy.baseline;

import java.util.Locale;
import java.util.Set;

/**
 * A scope of Azure's tree (management group, subscription, resource group or resource) as assignments name it.
 *
 * @param text as given, for people
 * @param folded lower case, no trailing slash, for comparing
 */
record ScopePath(String text, String folded) {
    private static final String MANAGEMENT_GROUP = "/providers/microsoft.management/managementgroups/";

    static ScopePath of(String text) {
        String folded = text.strip().toLowerCase(Locale.ROOT);
        while (folded.endsWith("/")) {
            folded = folded.substring(0, folded.length() - 1);
        }
        return new ScopePath(text, folded);
    }

    /** The scope that an extension resource such as an exemption stands at: its id before the last provider segment. */
    static ScopePath ofExtension(String id, String extensionType) {
        int end = id.toLowerCase(Locale.ROOT).lastIndexOf("/providers/" + extensionType.toLowerCase(Locale.ROOT) + "/");
        return of(end < 0 ? "" : id.substring(0, end));
    }

    boolean isManagementGroup() {
        return folded.startsWith(MANAGEMENT_GROUP) && folded.indexOf('/', MANAGEMENT_GROUP.length()) < 0;
    }

    /** Whether the scope is a whole subscription, a management group or the tenant's root. */
    boolean isBroad() {
        return folded.isEmpty()
                || isManagementGroup()
                || (folded.startsWith("/subscriptions/") && folded.indexOf('/', "/subscriptions/".length()) < 0);
    }

    /**
     * Whether the scope holds the resource.
     *
     * @param resourceId the resource's id in lower case
     * @param managementGroups names, in lower case, of the groups above the resource's subscription
     */
    boolean covers(String resourceId, Set<String> managementGroups) {
        if (isManagementGroup()) {
            return managementGroups.contains(folded.substring(MANAGEMENT_GROUP.length())) || resourceId.equals(folded);
        }
        return resourceId.startsWith(folded)
                && (resourceId.length() == folded.length()
                        || folded.isEmpty()
                        || resourceId.charAt(folded.length()) == '/');
    }
}

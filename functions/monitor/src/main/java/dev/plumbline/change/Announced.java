package dev.plumbline.change;

import dev.plumbline.estate.References;
import dev.plumbline.estate.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What has changed where Azure's event names something else: a request, tags, one part of a document. */
public final class Announced {
    /** Children that their parent's document holds: Azure tells of the one that was written, and both have changed. */
    private static final List<String> INLINE = List.of(
            "Microsoft.Network/virtualNetworks/subnets",
            "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
            "Microsoft.Network/networkSecurityGroups/securityRules",
            "Microsoft.Network/routeTables/routes");

    /** Children that are there as soon as their parent is, without an event of their own. */
    private static final List<String> BORN_WITH_PARENT = List.of("Microsoft.Storage/storageAccounts/blobServices");

    /** Roles that are given for a time, or to be activated, come into being by a request alone. */
    private static final Map<String, String> REQUESTS = Map.of(
            "Microsoft.Authorization/roleAssignmentScheduleRequests",
            "Microsoft.Authorization/roleAssignmentScheduleInstances",
            "Microsoft.Authorization/roleEligibilityScheduleRequests",
            "Microsoft.Authorization/roleEligibilityScheduleInstances");

    private static final Map<String, String> CHANGED_BY_REQUEST = changedByRequest();

    private static final String TAGS = "Microsoft.Resources/tags";

    private Announced() {}

    private static Map<String, String> changedByRequest() {
        Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(REQUESTS);
        return changed;
    }

    /**
     * The types of what an event about the resource tells of: its own, that of what holds it as a member or a part, and of
     * what comes and goes with it.
     */
    public static List<String> types(ResourceId subject) {
        List<String> types = new ArrayList<>(List.of(type(subject)));
        if (isTags(subject) || isInline(subject.type())) {
            subject.parent().ifPresent(parent -> types.add(parent.type()));
        }
        if (References.isEndpoint(subject.type())) {
            types.add("Microsoft.Network/networkInterfaces");
        }
        return types;
    }

    /** The type of what an event about the resource tells of, in lower case. */
    static String type(ResourceId subject) {
        return CHANGED_BY_REQUEST.getOrDefault(subject.type(), subject.type()).toLowerCase(Locale.ROOT);
    }

    /** Whether the event is about tags, which are a member of what they are set on. */
    static boolean isTags(ResourceId subject) {
        return subject.type().equalsIgnoreCase(TAGS);
    }

    /** Whether resources of the type are part of their parent's document. */
    static boolean isInline(String type) {
        return INLINE.stream().anyMatch(type::equalsIgnoreCase);
    }

    /** The types of children that a write of a resource of the type may make or change, in lower case. */
    static Stream<String> carried(String type) {
        String below = type.toLowerCase(Locale.ROOT) + "/";
        return Stream.concat(INLINE.stream(), BORN_WITH_PARENT.stream())
                .map(each -> each.toLowerCase(Locale.ROOT))
                .filter(each -> each.startsWith(below));
    }

    /** The types whose events tell that a resource of the type has changed; Azure raises none of those it makes itself. */
    public static List<String> by(String type) {
        List<String> telling = new ArrayList<>();
        REQUESTS.forEach((request, changed) -> {
            if (changed.equalsIgnoreCase(type)) {
                telling.add(request);
            }
        });
        if (telling.isEmpty()) {
            telling.add(type);
        }
        for (String inline : INLINE) {
            if (inline.regionMatches(true, 0, type + "/", 0, type.length() + 1)) {
                telling.add(inline);
            }
        }
        Stream.concat(INLINE.stream(), BORN_WITH_PARENT.stream())
                .filter(type::equalsIgnoreCase)
                .forEach(child -> telling.add(child.substring(0, child.lastIndexOf('/'))));
        return telling;
    }
}

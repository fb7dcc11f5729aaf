package dev.plumbline.change;

import dev.plumbline.estate.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What has changed where Azure's event names something else: a request, tags, one part of a document. */
final class Announced {
    /** Children that their parent's document holds: Azure tells of the one that was written, and both have changed. */
    private static final List<String> INLINE = List.of(
            "microsoft.network/virtualnetworks/subnets",
            "microsoft.network/virtualnetworks/virtualnetworkpeerings",
            "microsoft.network/networksecuritygroups/securityrules",
            "microsoft.network/routetables/routes",
            "microsoft.storage/storageaccounts/blobservices");

    /** Roles that are given for a time, or to be activated, come into being by a request. */
    private static final Map<String, List<String>> REQUESTS = Map.of(
            "microsoft.authorization/roleassignmentschedulerequests",
            List.of(
                    "microsoft.authorization/roleassignmentscheduleinstances",
                    "microsoft.authorization/roleassignments"),
            "microsoft.authorization/roleeligibilityschedulerequests",
            List.of("microsoft.authorization/roleeligibilityscheduleinstances"));

    private static final String TAGS = "Microsoft.Resources/tags";

    private Announced() {}

    /** The types of what an event about the resource tells of, in lower case. */
    static List<String> types(ResourceId subject) {
        String type = fold(subject.type());
        return REQUESTS.getOrDefault(type, List.of(type));
    }

    /** Whether the event is about tags, which are a member of what they are set on. */
    static boolean isTags(ResourceId subject) {
        return subject.type().equalsIgnoreCase(TAGS);
    }

    /** Whether resources of the type are part of their parent's document. */
    static boolean isInline(String type) {
        return INLINE.contains(fold(type));
    }

    /** The types of children that documents of the type hold, in lower case. */
    static Stream<String> inline(String type) {
        String below = fold(type) + "/";
        return INLINE.stream().filter(inline -> inline.startsWith(below));
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

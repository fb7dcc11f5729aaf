package dev.plumbline.estate;

import dev.plumbline.policy.baseline.TriggerIndex;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Which parts of a resource have to be looked at with it, because listings of whole subscriptions lack them. */
public final class PartTypes {
    private static final String ROLE_DEFINITIONS = "microsoft.authorization/roledefinitions";
    private static final String SUBSCRIPTION = "microsoft.resources/subscriptions";

    private PartTypes() {}

    /**
     * The types of children and settings, in lower case: those that rules speak of, and those that refer to something.
     *
     * @param index what the rules ask for
     * @param type the full type of the resource
     */
    public static Set<String> of(TriggerIndex index, String type) {
        String folded = type.toLowerCase(Locale.ROOT);
        Set<String> types = new TreeSet<>(References.referringParts(folded));
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

package dev.plumbline.policy.suite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What a resource's id says about its surroundings: its subscription and its resource group. */
public final class Surroundings {
    private Surroundings() {}

    /** The context with {@code subscription} and {@code resourceGroup} from the id, where the context does not say them. */
    public static ObjectNode completed(ObjectNode context, String resourceId) {
        ObjectNode completed = context.deepCopy();
        String[] segments = resourceId.split("/", -1);
        if (segments.length < 3 || !segments[1].toLowerCase(Locale.ROOT).equals("subscriptions")) {
            return completed;
        }
        String subscription = "/subscriptions/" + segments[2];
        if (!completed.has("subscription")) {
            completed.set(
                    "subscription",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("id", subscription)
                            .put("subscriptionId", segments[2]));
        }
        boolean grouped =
                segments.length >= 5 && segments[3].toLowerCase(Locale.ROOT).equals("resourcegroups");
        if (grouped && !completed.has("resourceGroup")) {
            completed.set(
                    "resourceGroup",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("id", subscription + "/resourceGroups/" + segments[4])
                            .put("name", segments[4]));
        }
        return completed;
    }
}

package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.util.List;
import java.util.Map;

/** The section of the view {@code dependency} about the alerts that call an action group. */
final class AlertSections {
    private static final String INSIGHTS = "Microsoft.Insights/";
    private static final List<String> ALERTS =
            List.of(INSIGHTS + "metricAlerts", INSIGHTS + "scheduledQueryRules", INSIGHTS + "activityLogAlerts");

    static final Map<String, Section> ALL = Map.of("callingAlerts", AlertSections::callingAlerts);

    private AlertSections() {}

    private static JsonNode callingAlerts(Subject subject, Reads reads) {
        ArrayNode alerts = Json.array();
        if (!subject.isOfType(INSIGHTS + "actionGroups")) {
            return alerts;
        }
        for (String type : ALERTS) {
            for (ObjectNode alert : reads.everywhere(type)) {
                if (calls(alert, subject.id().toString())) {
                    alerts.add(Json.object()
                            .put("id", Json.text(alert, "id"))
                            .put("type", type)
                            .put("inScope", inScope(alert, reads)));
                }
            }
        }
        return alerts;
    }

    /** Metric alerts have a list of actions, log alerts one of ids, alerts on the Activity Log one of objects. */
    private static boolean calls(JsonNode alert, String group) {
        JsonNode actions = Json.at(alert, "properties", "actions");
        for (JsonNode each : actions.isArray() ? actions : Json.at(actions, "actionGroups")) {
            if (each.asText("").equalsIgnoreCase(group) || Json.is(each, group, "actionGroupId")) {
                return true;
            }
        }
        return false;
    }

    private static boolean inScope(JsonNode alert, Reads reads) {
        for (JsonNode scope : Json.at(alert, "properties", "scopes")) {
            if (ResourceId.tryParse(scope.asText(""))
                    .filter(id -> covers(id, reads))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a scope is, or holds, a workload or something that one leans on. */
    private static boolean covers(ResourceId scope, Reads reads) {
        if (scope.isResource()) {
            return reads.inScope(scope);
        }
        if (!reads.monitored(scope)) {
            return false;
        }
        return scope.resourceGroup().isPresent()
                ? RoleFacts.groups(RoleFacts.subscription(scope), reads).contains(scope.key())
                : reads.holdsWorkload(scope);
    }
}

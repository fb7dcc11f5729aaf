package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The sections that every resource has. */
final class ResourceSections {
    private static final String ASSESSMENTS = "Microsoft.Security/assessments";
    private static final List<String> ALERTS =
            List.of("Microsoft.Insights/metricAlerts", "Microsoft.Insights/scheduledQueryRules");

    static final Map<String, Section> ALL = Map.of(
            "alerts", ResourceSections::alerts,
            "assessments", ResourceSections::assessments,
            "policyStates", ResourceSections::policyStates,
            "activityLog", ResourceSections::activityLog,
            "snapshots", ResourceSections::snapshots);

    private ResourceSections() {}

    private static JsonNode alerts(Subject subject, Reads reads) {
        Set<String> scopes = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Optional<ResourceId> at = Optional.of(subject.id());
        while (at.isPresent()) {
            scopes.add(at.get().toString());
            at = at.get().parent();
        }
        for (ObjectNode setting : reads.children(subject.id(), "Microsoft.Insights/diagnosticSettings")) {
            scopes.add(Json.text(setting, "properties", "workspaceId"));
        }
        scopes.remove("");
        ArrayNode alerts = Json.array();
        for (String type : ALERTS) {
            for (ObjectNode alert : reads.everywhere(type)) {
                for (JsonNode scope : Json.at(alert, "properties", "scopes")) {
                    if (scopes.contains(scope.asText())) {
                        alerts.add(alert);
                        break;
                    }
                }
            }
        }
        return alerts;
    }

    /** Assessments stand on the resource; Azure lists those of a whole subscription too. */
    private static JsonNode assessments(Subject subject, Reads reads) {
        return Json.array(reads.children(subject.id(), ASSESSMENTS));
    }

    private static JsonNode policyStates(Subject subject, Reads reads) {
        ArrayNode states = Json.array();
        for (ObjectNode state : reads.carried("Microsoft.PolicyInsights/policyStates")) {
            JsonNode said = said(state);
            if (Json.is(said, subject.id().toString(), "resourceId")) {
                states.add(said);
            }
        }
        return states;
    }

    private static JsonNode activityLog(Subject subject, Reads reads) {
        ArrayNode entries = Json.array();
        for (ObjectNode entry : reads.carried("Microsoft.Insights/eventtypes/values")) {
            JsonNode said = said(entry);
            if (Json.is(said, subject.id().toString(), "resourceId")) {
                ObjectNode fact = Json.object()
                        .put("operationName", valueOr(said, "operationName"))
                        .put("eventTimestamp", Json.text(said, "eventTimestamp"))
                        .put("status", valueOr(said, "status"));
                String caller = Json.text(said, "caller");
                if (!caller.isEmpty()) {
                    fact.put("caller", caller);
                }
                entries.add(fact);
            }
        }
        return entries;
    }

    private static JsonNode snapshots(Subject subject, Reads reads) {
        ArrayNode snapshots = Json.array();
        for (ObjectNode snapshot : reads.carried("Plumbline/snapshots")) {
            JsonNode said = said(snapshot);
            if (Json.is(said, subject.id().toString(), "resourceId")) {
                snapshots.add(said);
            }
        }
        return snapshots;
    }

    /** The Activity Log wraps some texts in an object of {@code value} and {@code localizedValue}. */
    private static String valueOr(JsonNode said, String member) {
        JsonNode value = Json.at(said, member);
        return value.isObject() ? Json.text(value, "value") : value.asText("");
    }

    private static JsonNode said(JsonNode document) {
        JsonNode properties = Json.at(document, "properties");
        return properties.isObject() && !Json.at(properties, "resourceId").isMissingNode() ? properties : document;
    }
}

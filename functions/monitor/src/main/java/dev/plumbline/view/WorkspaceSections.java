package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.estate.ResourceId;
import java.util.Map;

/** The sections of the view {@code mlWorkspace}. */
final class WorkspaceSections {
    static final String WORKSPACES = "Microsoft.MachineLearningServices/workspaces";

    static final Map<String, Section> ALL = Map.of(
            "workspace",
            WorkspaceSections::workspace,
            "hub",
            WorkspaceSections::hub,
            "network",
            WorkspaceSections::network,
            "computes",
            children("computes"),
            "onlineEndpoints",
            children("onlineEndpoints"),
            "outboundRules",
            children("outboundRules"),
            "datastores",
            children("datastores"),
            "privateEndpoints",
            (subject, reads) -> PrivateEndpoints.of(workspace(subject, reads), reads),
            "roleAssignments",
            (subject, reads) -> RoleFacts.around(subject.id().root(), reads));

    private WorkspaceSections() {}

    private static Section children(String type) {
        return (subject, reads) -> Json.array(reads.children(subject.id().root(), WORKSPACES + "/" + type));
    }

    private static JsonNode workspace(Subject subject, Reads reads) {
        return subject.isOfType(WORKSPACES)
                ? subject.json()
                : reads.one(subject.id().root());
    }

    private static JsonNode hub(Subject subject, Reads reads) {
        JsonNode workspace = workspace(subject, reads);
        if (!Json.is(workspace, "Project", "kind")) {
            return Json.NODES.nullNode();
        }
        String hub = Json.text(workspace, "properties", "hubResourceId");
        return ResourceId.tryParse(hub)
                .map(reads::one)
                .orElseThrow(() -> new Unread("the project names no hub in `hubResourceId`"));
    }

    private static JsonNode network(Subject subject, Reads reads) {
        JsonNode hub = hub(subject, reads);
        return hub.isNull() && !Json.is(workspace(subject, reads), "Project", "kind") ? workspace(subject, reads) : hub;
    }
}

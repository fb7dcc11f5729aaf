package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The sections of the view {@code change} beside the event, which only whoever received it can tell. */
final class ChangeSections {
    static final Map<String, Section> ALL = Map.of(
            "account", (subject, reads) -> root(subject, AccountSections.ACCOUNTS, reads),
            "workspace", (subject, reads) -> root(subject, WorkspaceSections.WORKSPACES, reads));

    private ChangeSections() {}

    private static JsonNode root(Subject subject, String type, Reads reads) {
        if (subject.isOfType(type)) {
            return subject.json();
        }
        return subject.id().root().type().equalsIgnoreCase(type)
                ? reads.one(subject.id().root())
                : Json.NODES.nullNode();
    }
}

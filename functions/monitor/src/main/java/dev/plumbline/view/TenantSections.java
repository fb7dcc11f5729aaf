package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.policy.view.ViewCatalogue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The sections of the view {@code tenant}: who holds roles, and what the directory says. */
final class TenantSections {
    private static final String GRAPH = "graph:";
    private static final Set<String> OBJECTS = Set.of("securityDefaults", "deviceManagement");
    private static final Set<String> PRIVILEGED = Set.of(
            "*",
            "Microsoft.Authorization/roleAssignments/write",
            "Microsoft.CognitiveServices/accounts/write",
            "Microsoft.MachineLearningServices/workspaces/write",
            "Microsoft.KeyVault/vaults/write");
    private static final Set<String> AI_DATA = Set.of(
            "Microsoft.CognitiveServices/accounts/OpenAI/read",
            "Microsoft.CognitiveServices/accounts/OpenAI/write",
            "Microsoft.CognitiveServices/accounts/listKeys/action",
            "Microsoft.MachineLearningServices/workspaces/read");

    static final Map<String, Section> ALL = all();

    private TenantSections() {}

    private static Map<String, Section> all() {
        Map<String, Section> sections = new LinkedHashMap<>();
        ViewCatalogue.bundled().sections("tenant").forEach((name, section) -> {
            for (String document : section.offline()) {
                sections.put(name, document(document.substring(GRAPH.length()), OBJECTS.contains(name)));
            }
        });
        sections.put("groupMembers", TenantSections::groupMembers);
        sections.put("lockbox", TenantSections::lockbox);
        sections.put("roleHolders", TenantSections::roleHolders);
        return sections;
    }

    private static Section document(String path, boolean object) {
        return (subject, reads) -> {
            JsonNode value = reads.directory(path);
            return object ? value : elements(value);
        };
    }

    /** A list stands as it is, or in the {@code value} of Microsoft Graph's answer. */
    static JsonNode elements(JsonNode value) {
        JsonNode list = value.isArray() ? value : Json.at(value, "value");
        if (!list.isArray()) {
            throw new Unread("expected the list that Microsoft Graph answers with, found something else");
        }
        return list;
    }

    private static JsonNode lockbox(Subject subject, Reads reads) {
        ResourceId id = ResourceId.tryParse("/providers/Microsoft.CustomerLockbox/tenantOptedIn/"
                        + subject.id().name())
                .orElseThrow(() -> new Unread("the tenant has no id"));
        JsonNode answer = reads.one(id);
        JsonNode said = Json.at(answer, "isOptedIn");
        JsonNode value = said.isMissingNode() ? Json.at(answer, "properties", "isOptedIn") : said;
        if (value.isMissingNode()) {
            throw new Unread("whether the tenant opted in to Customer Lockbox could not be read");
        }
        ObjectNode fact = Json.object();
        fact.set("isOptedIn", value);
        return fact;
    }

    private static JsonNode groupMembers(Subject subject, Reads reads) {
        ArrayNode groups = Json.array();
        for (JsonNode document : reads.directory("/groups/*/members")) {
            String[] segments = Json.text(document, "id").split("/", -1);
            ObjectNode fact = Json.object().put("groupId", segments.length > 2 ? segments[2] : "");
            fact.set("members", elements(Json.at(document, "value")));
            groups.add(fact);
        }
        return groups;
    }

    private static JsonNode roleHolders(Subject subject, Reads reads) {
        Map<String, String> names = userNames(reads);
        ArrayNode holders = Json.array();
        Set<String> seen = new TreeSet<>();
        for (String subscription : reads.subscriptions()) {
            for (ObjectNode fact : RoleFacts.of(subscription, "roleAssignments", reads)) {
                if (!seen.add(Json.text(fact, "id").toLowerCase(Locale.ROOT))) {
                    continue;
                }
                ObjectNode holder = Json.object();
                for (String member : List.of(
                        "principalId",
                        "principalType",
                        "roleName",
                        "roleDefinitionId",
                        "scope",
                        "level",
                        "permits",
                        "inScope")) {
                    holder.set(member, fact.path(member));
                }
                Set<String> permits = new TreeSet<>();
                fact.path("permits").forEach(each -> permits.add(each.asText()));
                holder.put("privileged", PRIVILEGED.stream().anyMatch(permits::contains));
                holder.put("aiData", AI_DATA.stream().anyMatch(permits::contains));
                String name = names.get(Json.text(fact, "principalId").toLowerCase(Locale.ROOT));
                if (name != null) {
                    holder.put("userPrincipalName", name);
                }
                holders.add(holder);
            }
        }
        return holders;
    }

    /** Names of users by id, as far as the directory is known; it does not have to be. */
    private static Map<String, String> userNames(Reads reads) {
        Map<String, String> names = new HashMap<>();
        for (String path : List.of(SubscriptionSections.PRINCIPALS, "/users")) {
            for (JsonNode user : known(path, reads)) {
                String name = Json.text(user, "userPrincipalName");
                if (!name.isEmpty()) {
                    names.put(Json.text(user, "id").toLowerCase(Locale.ROOT), name);
                }
            }
        }
        return names;
    }

    private static JsonNode known(String path, Reads reads) {
        try {
            return elements(reads.directory(path));
        } catch (Unread unknown) {
            return Json.array();
        }
    }
}

package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ReferenceGraph;
import dev.plumbline.estate.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who may do what where: assignments of roles with the role's permissions worked out. */
final class RoleFacts {
    private static final String AUTHORIZATION = "Microsoft.Authorization/";
    private static final String DEFINITIONS = AUTHORIZATION + "roleDefinitions";
    /** What workloads most often lean on: a group that holds one of them is in scope. */
    private static final List<String> LEANED_ON = List.of(
            "Microsoft.KeyVault/vaults", "Microsoft.Storage/storageAccounts", "Microsoft.ContainerRegistry/registries");

    private RoleFacts() {}

    /** The assignments at, above and below a resource. */
    static ArrayNode around(ResourceId resource, Reads reads) {
        String subscription = subscription(resource);
        ArrayNode facts = Json.array();
        for (ObjectNode fact : of(subscription, "roleAssignments", reads)) {
            String scope = scopeKey(fact);
            if (covers(scope, resource.key()) || scope.startsWith(resource.key() + "/")) {
                facts.add(Json.with(fact, "level", Json.NODES.textNode(level(scope, resource.key()))));
            }
        }
        return facts;
    }

    /** Everything that Azure lists of a type of assignments in a subscription, inherited ones included. */
    static List<ObjectNode> of(String subscription, String type, Reads reads) {
        return reads.keep("roles " + subscription + " " + type, () -> {
            List<ObjectNode> facts = new ArrayList<>();
            for (ObjectNode assignment : reads.in(subscription, AUTHORIZATION + type)) {
                facts.add(fact(assignment, subscription, reads));
            }
            return facts;
        });
    }

    private static ObjectNode fact(ObjectNode assignment, String subscription, Reads reads) {
        JsonNode properties = Json.at(assignment, "properties");
        String roleId = Json.text(properties, "roleDefinitionId");
        ObjectNode role = role(roleId, subscription, reads);
        String scope = scope(assignment);
        ObjectNode fact = Json.object()
                .put("id", Json.text(assignment, "id"))
                .put("principalId", Json.text(properties, "principalId"))
                .put("principalType", Json.text(properties, "principalType"))
                .put("scope", scope)
                .put("level", level(scope.toLowerCase(Locale.ROOT), ""))
                .put("roleDefinitionId", roleId)
                .put("roleName", Json.text(role, "properties", "roleName"))
                .put("roleType", Json.text(role, "properties", "type"))
                .put("conditional", !Json.text(properties, "condition").isBlank())
                .put("inScope", inScope(scope, subscription, reads));
        fact.set("permits", permits(role, reads));
        for (String member : List.of("assignmentType", "endDateTime", "memberType", "status")) {
            JsonNode value = Json.at(properties, member);
            if (!value.isMissingNode() && !value.isNull()) {
                fact.set(member, value);
            }
        }
        return fact;
    }

    /** Who may do what at or above a subscription and where workloads and what they lean on are, each principal once. */
    static ArrayNode principals(String subscription, Reads reads) {
        Map<String, ObjectNode> principals = new LinkedHashMap<>();
        for (ObjectNode assignment : of(subscription, "roleAssignments", reads)) {
            if (Json.is(assignment, "true", "inScope")) {
                String id = Json.text(assignment, "principalId");
                ObjectNode principal = principals.computeIfAbsent(id.toLowerCase(Locale.ROOT), key -> {
                    ObjectNode fact = Json.object()
                            .put("principalId", id)
                            .put("principalType", Json.text(assignment, "principalType"));
                    fact.putArray("permits");
                    return fact;
                });
                add(Json.at(assignment, "permits"), principal.withArray("permits"));
            }
        }
        return Json.array(principals.values());
    }

    private static void add(JsonNode permits, ArrayNode all) {
        Set<JsonNode> known = new HashSet<>();
        all.forEach(known::add);
        for (JsonNode operation : permits) {
            if (known.add(operation)) {
                all.add(operation);
            }
        }
    }

    private static ArrayNode permits(ObjectNode role, Reads reads) {
        String key = "permits " + Json.text(role, "id").toLowerCase(Locale.ROOT);
        return reads.keep(key, () -> RolePermits.of(Json.at(role, "properties", "permissions")));
    }

    /** The custom roles that can be assigned in a subscription. */
    static ArrayNode customRoles(String subscription, Reads reads) {
        Set<String> used = new TreeSet<>();
        for (ObjectNode assignment : of(subscription, "roleAssignments", reads)) {
            if (Json.is(assignment, "true", "inScope")) {
                used.add(last(Json.text(assignment, "roleDefinitionId")));
            }
        }
        ArrayNode facts = Json.array();
        for (ObjectNode definition : reads.in(subscription, DEFINITIONS)) {
            if (Json.is(definition, "CustomRole", "properties", "type")) {
                String id = Json.text(definition, "id");
                ObjectNode fact = Json.object()
                        .put("id", id)
                        .put("roleName", Json.text(definition, "properties", "roleName"))
                        .put("inUse", used.contains(last(id)));
                fact.set("actions", patterns(definition, "actions"));
                fact.set("dataActions", patterns(definition, "dataActions"));
                facts.add(fact);
            }
        }
        return facts;
    }

    private static ArrayNode patterns(JsonNode definition, String member) {
        ArrayNode patterns = Json.array();
        for (JsonNode block : Json.at(definition, "properties", "permissions")) {
            Json.at(block, member).forEach(pattern -> patterns.add(pattern.asText()));
        }
        return patterns;
    }

    /** The name of a role. */
    static String name(String id, String subscription, Reads reads) {
        return Json.text(role(id, subscription, reads), "properties", "roleName");
    }

    private static ObjectNode role(String id, String subscription, Reads reads) {
        Map<String, ObjectNode> roles = reads.keep("role definitions " + subscription, () -> {
            Map<String, ObjectNode> byName = new HashMap<>();
            for (ObjectNode definition : reads.in(subscription, DEFINITIONS)) {
                byName.put(last(Json.text(definition, "id")), definition);
            }
            return byName;
        });
        ObjectNode role = roles.get(last(id));
        if (role == null) {
            throw new Unread("what the role `" + id + "` permits could not be read");
        }
        return role;
    }

    private static String last(String id) {
        return id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private static String scope(JsonNode assignment) {
        String said = Json.text(assignment, "properties", "scope");
        if (!said.isBlank()) {
            return said;
        }
        return ResourceId.tryParse(Json.text(assignment, "id"))
                .flatMap(ResourceId::scope)
                .map(ResourceId::toString)
                .orElse("/");
    }

    private static String scopeKey(JsonNode fact) {
        return Json.text(fact, "scope").toLowerCase(Locale.ROOT);
    }

    /** Whether what is assigned at a scope holds for a resource. */
    static boolean covers(String scope, String resource) {
        return !scope.startsWith("/subscriptions/") || resource.equals(scope) || resource.startsWith(scope + "/");
    }

    /** Where a scope lies, seen from a resource below which nothing else than its own parts lies; both in lower case. */
    static String level(String scope, String resource) {
        if (!scope.startsWith("/subscriptions/")) {
            return "above";
        }
        int segments = scope.substring(1).split("/", -1).length;
        if (segments == 2) {
            return "subscription";
        }
        if (segments == 4) {
            return "resourceGroup";
        }
        return scope.equals(resource) ? "resource" : "below";
    }

    /** Whether a scope is at or above the subscription, or where a workload or something that one leans on is. */
    static boolean inScope(String scope, String subscription, Reads reads) {
        ResourceId id = ResourceId.tryParse(scope).orElse(null);
        if (id == null || id.subscriptionId().isEmpty() || id.equals(ResourceId.subscription(subscription))) {
            return true;
        }
        return id.isResource() ? reads.inScope(id) : groups(subscription, reads).contains(id.key());
    }

    /** The resource groups that hold a workload or what one leans on. */
    static Set<String> groups(String subscription, Reads reads) {
        return reads.keep("groups in scope " + subscription, () -> {
            Set<String> groups = new TreeSet<>();
            for (String type : ReferenceGraph.workloadTypes()) {
                reads.in(subscription, type).forEach(each -> groups.add(group(each)));
            }
            for (String type : LEANED_ON) {
                for (ObjectNode each : reads.in(subscription, type)) {
                    if (reads.inScope(Reads.id(each))) {
                        groups.add(group(each));
                    }
                }
            }
            return groups;
        });
    }

    private static String group(JsonNode resource) {
        ResourceId id = Reads.id(resource);
        return id.parent().map(ResourceId::key).orElse(id.key());
    }

    static String subscription(ResourceId id) {
        return id.subscriptionId().orElseThrow(() -> new Unread("`" + id + "` lies in no subscription"));
    }
}

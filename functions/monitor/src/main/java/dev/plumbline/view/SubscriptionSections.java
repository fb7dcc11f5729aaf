package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ReferenceGraph;
import dev.plumbline.estate.ResourceId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The sections of the view {@code subscription}. */
final class SubscriptionSections {
    private static final String AUTHORIZATION = "Microsoft.Authorization/";
    private static final List<String> CONTAINERS =
            List.of("Microsoft.ContainerRegistry/registries", "Microsoft.ContainerService/managedClusters");
    static final String PRINCIPALS = "/directoryObjects/getByIds";

    static final Map<String, Section> ALL = Map.ofEntries(
            Map.entry("workloads", SubscriptionSections::workloads),
            Map.entry("containerServices", SubscriptionSections::containerServices),
            Map.entry("roleAssignments", roles("roleAssignments")),
            Map.entry(
                    "permittedPrincipals",
                    (subject, reads) -> RoleFacts.principals(RoleFacts.subscription(subject.id()), reads)),
            Map.entry("roleEligibilities", roles("roleEligibilityScheduleInstances")),
            Map.entry("roleInstances", roles("roleAssignmentScheduleInstances")),
            Map.entry(
                    "customRoles",
                    (subject, reads) -> RoleFacts.customRoles(RoleFacts.subscription(subject.id()), reads)),
            Map.entry("rolePolicies", SubscriptionSections::rolePolicies),
            Map.entry("policyAssignments", (subject, reads) -> PolicyFacts.around(subject.id(), reads)),
            Map.entry("policyExemptions", SubscriptionSections::exemptions),
            Map.entry("deploymentStacks", here("Microsoft.Resources/deploymentStacks")),
            Map.entry("blueprintAssignments", here("Microsoft.Blueprint/blueprintAssignments")),
            Map.entry("activityLogAlerts", SubscriptionSections::activityLogAlerts),
            Map.entry("budgets", here("Microsoft.Consumption/budgets")),
            Map.entry("principals", SubscriptionSections::principals));

    private SubscriptionSections() {}

    private static Section roles(String type) {
        return (subject, reads) -> Json.array(RoleFacts.of(RoleFacts.subscription(subject.id()), type, reads));
    }

    static JsonNode workloads(Subject subject, Reads reads) {
        String subscription = RoleFacts.subscription(subject.id());
        ArrayNode workloads = Json.array();
        for (String type : new TreeSet<>(ReferenceGraph.workloadTypes())) {
            for (ObjectNode each : reads.in(subscription, type)) {
                ResourceId id = Reads.id(each);
                if (type.equalsIgnoreCase(AccountSections.ACCOUNTS) && !ReferenceGraph.offersModels(each)) {
                    continue;
                }
                workloads.add(Json.object()
                        .put("id", id.toString())
                        .put("type", id.type())
                        .put("resourceGroup", id.resourceGroup().orElse("")));
            }
        }
        return workloads;
    }

    private static JsonNode containerServices(Subject subject, Reads reads) {
        String subscription = RoleFacts.subscription(subject.id());
        ArrayNode leanedOn = Json.array();
        for (String type : CONTAINERS) {
            for (ObjectNode each : reads.in(subscription, type)) {
                ResourceId id = Reads.id(each);
                if (reads.inScope(id)) {
                    leanedOn.add(Json.object().put("id", id.toString()).put("type", id.type()));
                }
            }
        }
        return leanedOn;
    }

    private static JsonNode activityLogAlerts(Subject subject, Reads reads) {
        return Json.array(reads.in(RoleFacts.subscription(subject.id()), "Microsoft.Insights/activityLogAlerts"));
    }

    private static JsonNode rolePolicies(Subject subject, Reads reads) {
        String subscription = RoleFacts.subscription(subject.id());
        Map<String, ObjectNode> policies = new HashMap<>();
        for (ObjectNode policy : reads.children(subject.id(), AUTHORIZATION + "roleManagementPolicies")) {
            policies.put(Json.text(policy, "id").toLowerCase(Locale.ROOT), policy);
        }
        ArrayNode facts = Json.array();
        for (ObjectNode assigned : reads.children(subject.id(), AUTHORIZATION + "roleManagementPolicyAssignments")) {
            JsonNode properties = Json.at(assigned, "properties");
            String policyId = Json.text(properties, "policyId");
            JsonNode rules = Json.at(properties, "effectiveRules");
            if (!rules.isArray()) {
                ObjectNode policy = policies.get(policyId.toLowerCase(Locale.ROOT));
                rules = policy == null ? rules : Json.at(policy, "properties", "effectiveRules");
            }
            if (!rules.isArray()) {
                throw new Unread("the rules of the role management policy `" + policyId + "` could not be read");
            }
            String role = Json.text(properties, "roleDefinitionId");
            ObjectNode fact = Json.object()
                    .put("roleDefinitionId", role)
                    .put("roleName", RoleFacts.name(role, subscription, reads))
                    .put("policyId", policyId);
            fact.set("effectiveRules", rules);
            facts.add(fact);
        }
        return facts;
    }

    private static JsonNode exemptions(Subject subject, Reads reads) {
        String subscription = RoleFacts.subscription(subject.id());
        ArrayNode exemptions = Json.array();
        for (ObjectNode exemption : reads.in(subscription, AUTHORIZATION + "policyExemptions")) {
            String scope = Reads.id(exemption).scope().map(ResourceId::toString).orElse("/");
            boolean inScope = RoleFacts.inScope(scope, subscription, reads);
            exemptions.add(Json.with(exemption, "inScope", Json.NODES.booleanNode(inScope)));
        }
        return exemptions;
    }

    /** What the directory says of everybody who holds a role. */
    private static JsonNode principals(Subject subject, Reads reads) {
        Map<String, JsonNode> known = new HashMap<>();
        for (JsonNode each : TenantSections.elements(reads.directory(PRINCIPALS))) {
            known.put(Json.text(each, "id").toLowerCase(Locale.ROOT), each);
        }
        ArrayNode principals = Json.array();
        Set<String> seen = new TreeSet<>();
        for (ObjectNode assignment : RoleFacts.of(RoleFacts.subscription(subject.id()), "roleAssignments", reads)) {
            String id = Json.text(assignment, "principalId");
            if (seen.add(id.toLowerCase(Locale.ROOT))) {
                principals.add(principal(id, assignment, known.get(id.toLowerCase(Locale.ROOT))));
            }
        }
        return principals;
    }

    private static ObjectNode principal(String id, JsonNode assignment, @Nullable JsonNode known) {
        ObjectNode fact = Json.object()
                .put("id", id)
                .put("found", known != null)
                .put("principalType", Json.text(assignment, "principalType"));
        if (known != null) {
            for (String member : List.of("displayName", "userType", "accountEnabled")) {
                if (!Json.at(known, member).isMissingNode()) {
                    fact.set(member, Json.at(known, member));
                }
            }
        }
        return fact;
    }

    /** What stands on the subscription itself and on the groups that hold workloads. */
    private static Section here(String type) {
        return (subject, reads) -> {
            Set<ResourceId> scopes = new LinkedHashSet<>(Set.of(subject.id()));
            for (JsonNode workload : workloads(subject, reads)) {
                Reads.id(workload).parent().ifPresent(scopes::add);
            }
            ArrayNode found = Json.array();
            Set<String> seen = new TreeSet<>();
            for (ResourceId scope : scopes) {
                for (ObjectNode each : reads.children(scope, type)) {
                    if (seen.add(Json.text(each, "id").toLowerCase(Locale.ROOT))) {
                        found.add(each);
                    }
                }
            }
            return found;
        };
    }
}
